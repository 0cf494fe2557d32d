import { join, relative } from 'node:path';
import { ROOT } from '../run.mjs';
import { allowedOrigins, type EnvironmentLine, environmentText, keyLine, newKey } from './environment';
import type { Files } from './template';
import type { ScaffoldOptions } from './options';
import { fill, template } from './template';

/** Settings for this repository's proxy: it answers itself, or vends for Orcheo or for a workflow that OpenAI hosts. */
export function proxyFiles(options: ScaffoldOptions): Files {
  const { secret, lines } = answering(options);
  // In a container it listens to more than its own machine, which it does with a key only.
  const contained = options.auth === 'key';
  const values = {
    BACKEND: options.backendUrl,
    PORT: String(options.port),
    PROXY: fromFolder(options, 'proxy/bin.mjs'),
    REPOSITORY: fromFolder(options, ''),
    KEY: keyLine('PROXY_KEY', options),
    START:
      secret === undefined ? 'Start it' : `Fill in \`${secret}\` in \`.env\`: it stays at this server. Then start it`,
  };
  return {
    '.env': environmentText([...reaching(options), ...lines]),
    ...(contained && {
      Dockerfile: template('proxy.Dockerfile'),
      'compose.yaml': fill(template('proxy.compose.yaml'), values),
    }),
    'README.md': fill(template('proxy.README.md'), {
      ...values,
      CONTAINER: contained ? fill(template('proxy.container.md'), values) : '',
    }),
  };
}

/** A path of this repository as the folder's README names it. */
function fromFolder({ out }: ScaffoldOptions, path: string): string {
  const found = relative(out, join(ROOT, path)).replaceAll('\\', '/') || '.';
  return /[^\w./:~-]/.test(found) ? `"${found}"` : found;
}

/** Where it listens, who may call, and what it is called. */
function reaching(options: ScaffoldOptions): EnvironmentLine[] {
  const { backendUrl, local, port, auth, sites, name, domainKey } = options;
  const direct = backendUrl === `http://${new URL(backendUrl).host}`;
  return [
    ['PORT', String(port)],
    ...(direct ? [] : ([['PUBLIC_URL', backendUrl]] as const)),
    ...(local
      ? []
      : ['# The server in front, so that limits count readers and not it:', '# TRUSTED_PROXIES=127.0.0.1']),
    ['AUTH', auth],
    ...(auth === 'key' ? ([['PROXY_KEY', newKey()]] as const) : []),
    ...allowedOrigins('ALLOWED_ORIGINS', options),
    ['SIGNING_KEY', newKey()],
    ['SITE_NAME', name],
    ...(sites.length > 0 ? ([['SITES', sites.join(',')]] as const) : []),
    ...(domainKey === undefined ? [] : ([['CHATKIT_DOMAIN_KEY', domainKey]] as const)),
  ];
}

/** Who answers. `secret`: what only the owner has, to be filled in. */
function answering({ kind, db, orcheoUrl = '', workflow = '' }: ScaffoldOptions): {
  secret?: string;
  lines: EnvironmentLine[];
} {
  if (kind === 'orcheo') {
    return {
      secret: 'ORCHEO_SERVICE_TOKEN',
      lines: [
        ['ORCHEO_URL', orcheoUrl],
        ['ORCHEO_WORKFLOW_ID', workflow],
        '# A service token with the scope chatkit:session and nothing more. All readers share the history that Orcheo keeps for it:',
        ['ORCHEO_SERVICE_TOKEN', ''],
      ],
    };
  }
  if (kind === 'openai') {
    return {
      secret: 'OPENAI_API_KEY',
      lines: [['OPENAI_WORKFLOW', workflow], ['OPENAI_API_KEY', ''], '# OPENAI_BASE_URL='],
    };
  }
  return {
    lines: [
      ['DATABASE', db === 'memory' ? ':memory:' : 'data/docent.db'],
      ['DATA_DIR', 'data'],
      ['RETENTION_DAYS', '30'],
      ['ANSWERS_PER_DAY', '2000'],
      ['ANSWERS_PER_READER', '100'],
      '# A language model answers (without it, quotes from the passage do):',
      '# OPENAI_API_KEY=',
      '# OPENAI_BASE_URL=',
      '# OPENAI_MODEL=',
    ],
  };
}
