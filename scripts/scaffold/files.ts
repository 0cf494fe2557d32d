import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ScaffoldOptions } from './options';

/** What is written: path below the output folder, and its text. */
export type Files = Record<string, string>;

const template = (name: string) => readFileSync(new URL(`./templates/${name}`, import.meta.url), 'utf8');

/** A key of 256 bits, as readers get it from their docs team. */
const newKey = () => randomBytes(32).toString('base64url');

/** Everything for the chosen kind, and the pieces for the docs site. */
export function scaffoldFiles(options: ScaffoldOptions): Files {
  return { ...(options.kind === 'proxy' ? proxyFiles(options) : pythonFiles(options)), ...siteFiles(options) };
}

function proxyFiles(options: ScaffoldOptions): Files {
  const { backendUrl, auth, db, sites, name, origins } = options;
  const url = new URL(backendUrl);
  const local = url.protocol === 'http:';
  const environment = [
    ...(local
      ? [`PORT=${url.port || '80'}`]
      : [
          'HOST=0.0.0.0',
          'PORT=8787',
          `PUBLIC_URL=${backendUrl}`,
          '# TRUSTED_PROXIES=<address of the server in front>',
        ]),
    `AUTH=${auth}`,
    ...(auth === 'key' ? [`PROXY_KEY=${newKey()}`] : []),
    ...(origins.length > 0 ? [`ALLOWED_ORIGINS=${origins.join(',')}`] : []),
    ...(local || origins.length > 0 ? [] : ['ALLOW_MOZ_EXTENSION=any', '# ALLOWED_ORIGINS=chrome-extension://<id>']),
    `SIGNING_KEY=${newKey()}`,
    `DATABASE=${db === 'memory' ? ':memory:' : 'data/docent.db'}`,
    'DATA_DIR=data',
    `SITE_NAME=${name}`,
    ...(sites.length > 0 ? [`SITES=${sites.join(',')}`] : []),
    'RETENTION_DAYS=30',
    'ANSWERS_PER_DAY=2000',
    'ANSWERS_PER_READER=100',
    '# A language model answers (without it, quotes from the passage do):',
    '# OPENAI_API_KEY=',
    '# OPENAI_BASE_URL=',
    '# OPENAI_MODEL=',
    '',
  ].join('\n');
  return {
    '.env': environment,
    Dockerfile: template('proxy.Dockerfile'),
    'compose.yaml': template('proxy.compose.yaml'),
    'README.md': fill(template('proxy.README.md'), { BACKEND: backendUrl }),
  };
}

function pythonFiles(options: ScaffoldOptions): Files {
  const { kind, backendUrl, auth, db, sites, name, origins, modes } = options;
  const chatkit = kind === 'chatkit';
  const values = {
    NAME: python(name),
    SITES: python(sites),
    AUTH: python(auth),
    MODES: python(modes),
    MAX_PASSAGE: chatkit ? '10_000' : '12_000',
    PUBLIC_URL: python(backendUrl),
    STORE: template(`${chatkit ? 'records' : 'store'}_${db}.py`),
  };
  const environment = [
    ...(auth === 'key' ? [`DOCENT_KEY=${newKey()}`] : []),
    `DOCENT_SIGNING_KEY=${newKey()}`,
    ...(origins.length > 0 ? [`DOCENT_ALLOWED_ORIGINS=${origins.join(',')}`] : []),
    ...(auth === 'key' && origins.length === 0 ? ['DOCENT_ALLOWED_ORIGINS=chrome-extension://<id>'] : []),
    ...(db === 'sqlite' ? ['DOCENT_DATABASE=docent.db'] : []),
    '',
  ].join('\n');
  return {
    'docent.py': fill(template('docent_common.py') + template(`docent_${chatkit ? 'chatkit' : 'chat'}.py`), values),
    'requirements.txt': `fastapi>=0.115\nuvicorn>=0.30\n${chatkit ? 'openai-chatkit>=1.6,<2\n' : ''}`,
    '.env': environment,
    Dockerfile: template('python.Dockerfile'),
    'README.md': fill(template('python.README.md'), { BACKEND: backendUrl }),
  };
}

/** For the docs: the proposal, the badge, and the descriptor for a host that serves only files. */
function siteFiles({ backendUrl, baseUrl, ...options }: ScaffoldOptions): Files {
  const values = { BACKEND: backendUrl, BASE: baseUrl };
  const descriptor = {
    name: options.name,
    kind: options.kind === 'chat-json' ? 'chat-json' : 'chatkit',
    chatkit: { url: `${backendUrl}/${options.kind === 'chat-json' ? 'chat' : 'chatkit'}` },
    ...(options.kind === 'chat-json' && { chat: { dialect: 'json', sessionsUrl: `${backendUrl}/sessions` } }),
    token: { url: `${backendUrl}/token` },
    auth: options.auth,
    modes: options.modes,
    ...(options.sites.length > 0 && { sites: options.sites }),
  };
  const json = `${JSON.stringify(descriptor, null, 2)}\n`;
  const badge = template('docent-badge.svg');
  return {
    'site/html/head.html': fill(template('head.html'), values),
    'site/html/badge.html': fill(template('badge.html'), values),
    'site/html/docent-badge.svg': badge,
    'site/html/.well-known/docent.json': json,
    'site/docusaurus/docent-plugin.js': fill(template('docusaurus-plugin.js'), values),
    'site/docusaurus/static/docent-badge.svg': badge,
    'site/docusaurus/static/.well-known/docent.json': json,
  };
}

/** JSON is Python for texts and lists of texts. */
const python = (value: string | string[]) => JSON.stringify(value);

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{([A-Z_]+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}
