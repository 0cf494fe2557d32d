/** The boundary of one fence: hexadecimal, 64 bits. `name` says which: ids of the message and the file. */
export type Boundary = (...name: readonly string[]) => string;

/** The boundaries of one thread, made ahead for the fences that are named. */
export type Boundaries = (threadId: string, names: readonly (readonly string[])[]) => Promise<Boundary>;

/**
 * Boundaries that nobody outside can guess, and that are the same at each request for the same message: a model that
 * keeps what it has read recognises a conversation by its first words, byte for byte. A page meets a boundary of its own
 * message only, and what it holds of that is taken out before it is fenced.
 *
 * @param secret random, and the same after a restart
 */
export function createBoundaries(secret: string): Boundaries {
  let key: Promise<CryptoKey> | undefined;
  return async (threadId, names) => {
    key ??= sign(await importKey(new TextEncoder().encode(secret)), 'docent boundary').then(importKey);
    const signing = await key;
    const made = new Map<string, string>();
    for (const name of names) {
      const digest = await sign(signing, JSON.stringify([threadId, ...name]));
      made.set(JSON.stringify(name), hex(digest).slice(0, 16));
    }
    return (...name) => {
      const boundary = made.get(JSON.stringify(name));
      if (boundary === undefined) throw new Error('A fence without a boundary.');
      return boundary;
    };
  };
}

const importKey = (bytes: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

async function sign(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
