import type { ProxyEnv } from './env';

/** Where readers reach the proxy: behind another server that is not where it listens. */
export function readerAddress(env: Pick<ProxyEnv, 'PUBLIC_URL' | 'HOST'>, port: number): string {
  return env.PUBLIC_URL ?? listeningAddress(env, port);
}

/** Where its owner reaches it from this machine, whatever stands in front. */
export function listeningAddress({ HOST }: Pick<ProxyEnv, 'HOST'>, port: number): string {
  const everywhere = HOST === '0.0.0.0' || HOST === '::' || HOST === '[::]';
  const host = everywhere ? '127.0.0.1' : HOST.includes(':') ? `[${HOST.replace(/^\[|\]$/g, '')}]` : HOST;
  return `http://${host}:${port}`;
}

/**
 * One address to paste. A key goes in the fragment, which no browser sends to a server and no server logs.
 * The extension takes it apart again.
 */
export const pairingAddress = (address: string, key: string) => `${address}/#key=${encodeURIComponent(key)}`;

interface Start {
  env: ProxyEnv;
  address: string;
  /** As `listeningAddress` gives it. */
  listening: string;
  /** A key the proxy made itself. A configured one is its owner's to hand out and is never printed. */
  madeKey: string | undefined;
  database: string;
}

/** What a person reads when the proxy is up: where it is and what to do next. */
export function greeting({ env, address, listening, madeKey, database }: Start): string {
  const answers = env.orcheo
    ? `Tokens are for a workflow of Orcheo at ${new URL(env.orcheo.url).host}, which answers.`
    : env.model
      ? `A language model answers (${new URL(env.OPENAI_BASE_URL ?? 'https://api.openai.com').host}).`
      : 'Answers are quotes from the passage. With OPENAI_API_KEY set, a language model answers.';
  const kept =
    database === ':memory:' ? 'Conversations are kept in memory only.' : `Conversations are kept in ${database}.`;
  const paste = madeKey ? pairingAddress(address, madeKey) : address;
  return [
    `Docent's proxy runs at ${address}`,
    '',
    `  Paste this address in Docent's options: ${paste}`,
    ...(madeKey ? ['  It holds the key: whoever has it can ask at your cost.'] : []),
    ...(env.AUTH === 'key' && !madeKey ? ['  Readers also need the key in PROXY_KEY.'] : []),
    ...(listening === address ? [] : [`  To try it here first: ${listening}`]),
    '',
    `  ${answers}`,
    `  ${kept}`,
    '  Ctrl+C stops it.',
    '',
  ].join('\n');
}
