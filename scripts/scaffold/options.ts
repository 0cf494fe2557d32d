import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isExtensionOrigin, isExtensionScheme } from '../../proxy/origins';
import { Stop } from '../steps.mjs';

/** What answers: our proxy by itself, or for Orcheo, or for OpenAI; or one Python file for a FastAPI application. */
export const kinds = ['proxy', 'orcheo', 'openai', 'chat-json', 'chatkit'] as const;
export const databases = ['memory', 'sqlite'] as const;
const modes = ['passage', 'page', 'docs'] as const;

export interface ScaffoldOptions {
  kind: (typeof kinds)[number];
  /** Where readers' browsers reach the back end, with its path and without a slash at its end. */
  backendUrl: string;
  /** It runs on this machine, for this machine. */
  local: boolean;
  /** Where it listens: where readers reach it on this machine, else behind the server that takes https for it. */
  port: number;
  modes: (typeof modes)[number][];
  auth: 'none' | 'key';
  db: (typeof databases)[number];
  /** Path of the docs on their host, with a slash at both ends. */
  baseUrl: string;
  /** Hosts of the docs. */
  sites: string[];
  name: string;
  /** Extension origins that may call, or bare schemes for any extension of a browser; empty when none were named. */
  origins: string[];
  /** Of kind `orcheo`: its address, without a slash at its end. */
  orcheoUrl?: string;
  /** Of kinds `orcheo` (a UUID) and `openai` (`wf_…`). */
  workflow?: string;
  /** The page for OpenAI's window goes among the site's pieces. */
  frame: boolean;
  /** OpenAI's key for the domain of that page. */
  domainKey?: string;
  /** Address of chatkit.js; OpenAI's own when left out. */
  script?: string;
  /** Full path of the folder to write to. */
  out: string;
}

export const USAGE = `npm run scaffold -- --kind proxy|orcheo|openai|chat-json|chatkit --backend-url https://chat.example.com

  --kind         proxy: a configuration for this repository's proxy, which answers
                 orcheo, openai: the same proxy, which only vends for a workflow there
                 chat-json, chatkit: docent.py, a FastAPI router of your own
  --backend-url  where readers reach it; the address they paste
  --mode         passage, page (proxy only), docs (docent.py only); several with commas   [passage]
  --auth         none or key                         [none on this machine, else key]
  --db           memory or sqlite                    [sqlite]
  --base-url     path of your docs on their host     [/]
  --site         hosts of your docs, with commas
  --name         what the panel calls it
  --origin       extensions that may call: origins (its settings show its own), or a bare
                 chrome-extension: or moz-extension:   [any, with a key]
  --orcheo-url   where Orcheo is (orcheo)
  --workflow     its id: a UUID (orcheo), wf_… (openai)
  --frame        also the page for OpenAI's window, for a host of files (proxy, openai, chatkit)
  --domain-key   OpenAI's key for that page's domain
  --script       address of chatkit.js                [OpenAI's]
  --out          folder to write to                  [docent-backend]
`;

/**
 * Reads the arguments of the command line.
 *
 * @param folder that `--out` is relative to: npm runs scripts in the repository, wherever the person stands
 * @throws Stop with one sentence that says what is wrong
 */
export function readOptions(args: string[], folder = '.'): ScaffoldOptions {
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
  const vends = kind === 'orcheo' || kind === 'openai';
  const auth = oneOf('--auth', values.auth ?? (local && !vends ? 'none' : 'key'), ['none', 'key'] as const);
  if (auth === 'none' && !local) throw new Stop('--auth none is for this machine only: anybody could use it up.');
  if (auth === 'none' && vends) throw new Stop('--auth none would let anybody spend what is yours there.');
  const origins = list(values.origin);
  if (!origins.every((origin) => isExtensionOrigin(origin) || isExtensionScheme(origin))) {
    throw new Stop(
      '--origin must be chrome-extension://<id>, moz-extension://<id> or a bare chrome-extension: or moz-extension:, separated by commas.',
    );
  }
  if (auth === 'none' && origins.some(isExtensionScheme))
    throw new Stop('--origin may let in any extension only with --auth key.');
  const chosen = list(values.mode ?? 'passage').map((mode) => oneOf('--mode', mode, modes));
  const known = { proxy: ['passage', 'page'], orcheo: ['passage'], openai: ['passage'] }[kind as string];
  if (!chosen.every((mode) => (known ?? ['passage', 'docs']).includes(mode))) {
    throw new Stop('--mode docs is docent.py’s, --mode page the proxy’s: each knows only its own.');
  }
  const baseUrl = `/${(values['base-url'] ?? '/').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  if (!/^\/(?:[\w.~-]+\/)*$/.test(baseUrl)) throw new Stop('--base-url must be a path such as /textbook/.');
  const sites = list(values.site);
  if (!sites.every((site) => SITE.test(site))) throw new Stop('--site must be hosts such as docs.example.com.');
  return {
    kind,
    // What is left of an address can stand in any of the files: an apostrophe would end a text there.
    backendUrl: url.href.replace(/\/+$/, '').replaceAll("'", '%27'),
    local,
    port: url.protocol === 'http:' ? Number(url.port || 80) : isPython({ kind }) ? 8000 : 8787,
    modes: [...new Set(chosen)],
    auth,
    db: oneOf('--db', values.db ?? 'sqlite', databases),
    baseUrl,
    sites,
    name: oneLine(values.name ?? sites[0] ?? 'Our docs'),
    origins,
    out: resolve(folder, values.out ?? 'docent-backend'),
    ...readWorkflow(kind, values['orcheo-url'], values.workflow),
    ...readFrame(kind, local, origins, values),
  };
}

/** The python kinds are one file of their own; the others are this repository's proxy. */
export const isPython = ({ kind }: Pick<ScaffoldOptions, 'kind'>) => kind === 'chat-json' || kind === 'chatkit';

function readWorkflow(kind: ScaffoldOptions['kind'], orcheo: string | undefined, workflow: string | undefined) {
  if (kind !== 'orcheo' && orcheo !== undefined) throw new Stop('--orcheo-url belongs to --kind orcheo.');
  if (kind !== 'orcheo' && kind !== 'openai') {
    if (workflow !== undefined) throw new Stop('--workflow belongs to --kind orcheo or openai.');
    return {};
  }
  const id = workflow ?? '';
  if (kind === 'openai') {
    if (!/^wf_[\w-]{1,190}$/.test(id)) throw new Stop('--workflow must be a workflow id, as in wf_68a1.');
    return { workflow: id };
  }
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new Stop('--workflow must be the id (UUID) of the workflow.');
  }
  const url = URL.canParse(orcheo ?? '') ? new URL(orcheo ?? '') : null;
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url === null || !(url.protocol === 'https:' || (isLocal && url.protocol === 'http:')) || url.search || url.hash) {
    throw new Stop('--orcheo-url must be an address that begins with https://, or be on this machine.');
  }
  return { workflow: id.toLowerCase(), orcheoUrl: url.href.replace(/\/+$/, '') };
}

interface FrameValues {
  frame?: boolean | undefined;
  'domain-key'?: string | undefined;
  script?: string | undefined;
}

function readFrame(kind: ScaffoldOptions['kind'], local: boolean, origins: string[], values: FrameValues) {
  const { frame = false, 'domain-key': domainKey, script } = values;
  const offered = kind === 'proxy' || kind === 'openai' || kind === 'chatkit';
  if (frame && !offered) throw new Stop('--frame is for --kind proxy, openai and chatkit.');
  if (frame && !local && origins.length === 0) throw new Stop('--frame needs --origin: the page says who may use it.');
  if (domainKey !== undefined && !/^domain_pk_[\w-]{1,180}$/.test(domainKey)) {
    throw new Stop('--domain-key must be a domain key, as in domain_pk_68a1.');
  }
  if (script !== undefined && !/^https?:$/.test(URL.canParse(script) ? new URL(script).protocol : '')) {
    throw new Stop('--script must be an address.');
  }
  return { frame, ...(domainKey !== undefined && { domainKey }), ...(script !== undefined && { script }) };
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
        'orcheo-url': text,
        workflow: text,
        frame: { type: 'boolean' },
        'domain-key': text,
        script: text,
        out: text,
      },
    });
  } catch (cause) {
    throw new Stop(`${(cause as Error).message}\n\n${USAGE}`, { cause });
  }
}

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
