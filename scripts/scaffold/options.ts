import { parseArgs } from 'node:util';
import { Stop } from '../steps.mjs';

/** What answers: our proxy, or one Python file for a FastAPI application. */
export const kinds = ['proxy', 'chat-json', 'chatkit'] as const;
export const databases = ['memory', 'sqlite'] as const;
const modes = ['passage', 'page', 'docs'] as const;

export interface ScaffoldOptions {
  kind: (typeof kinds)[number];
  /** Where readers' browsers reach the back end, with its path and without a slash at its end. */
  backendUrl: string;
  modes: (typeof modes)[number][];
  auth: 'none' | 'key';
  db: (typeof databases)[number];
  /** Path of the docs on their host, with a slash at both ends. */
  baseUrl: string;
  /** Hosts of the docs. */
  sites: string[];
  name: string;
  /** Extension origins that may call. */
  origins: string[];
  out: string;
}

export const USAGE = `npm run scaffold -- --kind proxy|chat-json|chatkit --backend-url https://chat.example.com

  --kind         proxy: a configuration for this repository's proxy
                 chat-json, chatkit: docent.py, a FastAPI router of your own
  --backend-url  where readers reach it; the address they paste
  --mode         passage, page (proxy only), docs (docent.py only); several with commas   [passage]
  --auth         none or key                         [none on this machine, else key]
  --db           memory or sqlite                    [sqlite]
  --base-url     path of your docs on their host     [/]
  --site         hosts of your docs, with commas
  --name         what the panel calls it
  --origin       extension origins that may call (its settings show its own); needed off this machine
  --out          folder to write to                  [docent-backend]
`;

/**
 * Reads the arguments of the command line.
 *
 * @throws Stop with one sentence that says what is wrong
 */
export function readOptions(args: string[]): ScaffoldOptions {
  const { values } = parse(args);
  const address = values['backend-url'] ?? '';
  if (!URL.canParse(address)) throw new Stop(`--backend-url must be an address.\n\n${USAGE}`);
  const url = new URL(address);
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
    throw new Stop('--backend-url must begin with https://, or be on this machine.');
  }
  if (url.search || url.hash || url.username) throw new Stop('--backend-url must be without query, # and user.');
  const kind = oneOf('--kind', values.kind, kinds);
  const auth = oneOf('--auth', values.auth ?? (local ? 'none' : 'key'), ['none', 'key'] as const);
  if (auth === 'none' && !local) throw new Stop('--auth none is for this machine only: anybody could use it up.');
  const origins = list(values.origin);
  if (!origins.every((origin) => ORIGIN.test(origin))) {
    throw new Stop('--origin must be chrome-extension://<id> or moz-extension://<id>, separated by commas.');
  }
  const chosen = list(values.mode ?? 'passage').map((mode) => oneOf('--mode', mode, modes));
  if (kind === 'proxy' ? chosen.includes('docs') : chosen.includes('page')) {
    throw new Stop('--mode docs is docent.py’s, --mode page the proxy’s: each knows only its own.');
  }
  const baseUrl = `/${(values['base-url'] ?? '/').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  if (!/^\/(?:[\w.~-]+\/)*$/.test(baseUrl)) throw new Stop('--base-url must be a path such as /textbook/.');
  const sites = list(values.site);
  if (!sites.every((site) => SITE.test(site))) throw new Stop('--site must be hosts such as docs.example.com.');
  return {
    kind,
    backendUrl: url.href.replace(/\/+$/, ''),
    modes: [...new Set(chosen)],
    auth,
    db: oneOf('--db', values.db ?? 'sqlite', databases),
    baseUrl,
    sites,
    name: oneLine(values.name ?? sites[0] ?? 'Our docs'),
    origins,
    out: values.out ?? 'docent-backend',
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        kind: text,
        'backend-url': text,
        mode: text,
        auth: text,
        db: text,
        'base-url': text,
        site: text,
        name: text,
        origin: text,
        out: text,
      },
    });
  } catch (cause) {
    throw new Stop(`${(cause as Error).message}\n\n${USAGE}`, { cause });
  }
}

const ORIGIN = /^(?:chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f-]{36})$/;
const SITE = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

function oneOf<Value extends string>(name: string, value: string | undefined, allowed: readonly Value[]): Value {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Stop(`${name} must be one of ${allowed.join(', ')}.\n\n${USAGE}`);
  return found;
}

const list = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** A name is written into files of several languages: one short line without anything that ends a text. */
const oneLine = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}"'`\\<>$&]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60) || 'Our docs';
