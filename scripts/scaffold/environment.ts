import { randomBytes } from 'node:crypto';
import { extensionSchemes } from '../../proxy/origins';
import type { ScaffoldOptions } from './options';

/** A key of 256 bits, as readers get it from their docs team. */
export const newKey = () => randomBytes(32).toString('base64url');

/** A name and its value, or a line that begins with `#`. */
export type EnvironmentLine = readonly [name: string, value: string] | string;

/**
 * The text of `.env`, which a shell (`. ./.env`), Node, Compose and `docker run --env-file` read alike. The last takes quotes
 * for a part of the value, so they stand only where a shell would not take the value as one word.
 */
export function environmentText(lines: readonly EnvironmentLine[]): string {
  const texts = lines.map((line) => {
    if (typeof line === 'string') return line;
    const [name, value] = line;
    if (/['\n\r]/.test(value)) throw new Error(`${name} holds what no quotes keep together.`);
    return `${name}=${/^[\w./:,@%+-]*$/.test(value) ? value : `'${value}'`}`;
  });
  return `${texts.join('\n')}\n`;
}

/**
 * Who may call, as lines of `.env`. Where readers have a key, any extension may: each of them would need it as well, the ids
 * of the stores' packages differ from ours, and Firefox makes a new one in every profile. Without a key the server lets in
 * any extension, on this machine alone, when nothing is said.
 */
export function allowedOrigins(name: string, { auth, origins }: ScaffoldOptions): EnvironmentLine[] {
  if (origins.length > 0) return [[name, origins.join(',')]];
  if (auth === 'none') return [];
  return ['# Any extension, with the key. Web pages are refused.', [name, extensionSchemes.join(',')]];
}

/** What the README says of the key; the key itself stands in `.env` and nowhere else. */
export const keyLine = (name: string, { auth }: Pick<ScaffoldOptions, 'auth'>) =>
  auth === 'key' ? `The key they need is \`${name}\` in \`.env\`.` : 'They need no key.';
