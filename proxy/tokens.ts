import { jwtVerify, SignJWT } from 'jose';

const ISSUER = 'docent-proxy';
/** What a token is for. A token for one purpose is never accepted for another. */
const AUDIENCES = { access: 'docent-chatkit', reader: 'docent-reader' } as const;
type Purpose = keyof typeof AUDIENCES;
const DAY_SECONDS = 86_400;

/** Times in epoch seconds. */
export interface Vended {
  token: string;
  expiresAt: number;
  expiresIn: number;
  serverTime: number;
}

export interface Tokens {
  /** A short-lived token for `POST /chatkit`. */
  vend(subject: string): Promise<Vended>;
  /** The long-lived proof that later vends belong to the same reader. */
  signReader(subject: string): Promise<string>;
  /** @returns the subject, or undefined for anything but a valid token of ours for this purpose. */
  verify(token: string, purpose: Purpose): Promise<string | undefined>;
}

interface Options {
  signingKey: string;
  tokenTtlSeconds: number;
  readerTtlDays: number;
  /** Epoch milliseconds. */
  now: () => number;
}

/** HS256 and nothing else: the algorithm is never read from a token. */
export function createTokens({ signingKey, tokenTtlSeconds, readerTtlDays, now }: Options): Tokens {
  const key = new TextEncoder().encode(signingKey);
  const sign = (subject: string, purpose: Purpose, issuedAt: number, expiresAt: number) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCES[purpose])
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(crypto.randomUUID())
      .sign(key);
  const seconds = () => Math.floor(now() / 1_000);

  return {
    async vend(subject) {
      const serverTime = seconds();
      const expiresAt = serverTime + tokenTtlSeconds;
      const token = await sign(subject, 'access', serverTime, expiresAt);
      return { token, expiresAt, expiresIn: tokenTtlSeconds, serverTime };
    },
    signReader(subject) {
      const issuedAt = seconds();
      return sign(subject, 'reader', issuedAt, issuedAt + readerTtlDays * DAY_SECONDS);
    },
    async verify(token, purpose) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCES[purpose],
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(now()),
        });
        return payload.sub;
      } catch {
        // Every invalid token gets the same response (P6): the reason would only help a forger.
        return undefined;
      }
    },
  };
}
