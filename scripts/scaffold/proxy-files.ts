import { randomBytes } from 'node:crypto';
import type { Files } from './files';
import { fill, template } from './template';
import type { ScaffoldOptions } from './options';

/** A key of 256 bits, as readers get it from their docs team. */
export const newKey = () => randomBytes(32).toString('base64url');

/** Settings for this repository's proxy: it answers itself, or vends for Orcheo or for a workflow that OpenAI hosts. */
export function proxyFiles(options: ScaffoldOptions): Files {
  const { secret, lines } = answering(options);
  const environment = [...reaching(options), ...lines, ''].join('\n');
  const start =
    secret === undefined ? 'Start it' : `Fill in \`${secret}\` in \`.env\`: it stays at this server. Then start it`;
  return {
    '.env': environment,
    Dockerfile: template('proxy.Dockerfile'),
    'compose.yaml': template('proxy.compose.yaml'),
    'README.md': fill(template('proxy.README.md'), { BACKEND: options.backendUrl, START: start }),
  };
}

/** Where it listens, who may call, and what it is called. */
function reaching({ backendUrl, auth, sites, name, origins, domainKey }: ScaffoldOptions): string[] {
  const url = new URL(backendUrl);
  const local = url.protocol === 'http:';
  return [
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
    `SITE_NAME=${name}`,
    ...(sites.length > 0 ? [`SITES=${sites.join(',')}`] : []),
    ...(domainKey === undefined ? [] : [`CHATKIT_DOMAIN_KEY=${domainKey}`]),
  ];
}

/** Who answers. `secret`: what only the owner has, to be filled in. */
function answering({ kind, db, orcheoUrl, workflow }: ScaffoldOptions): { secret?: string; lines: string[] } {
  if (kind === 'orcheo') {
    return {
      secret: 'ORCHEO_SERVICE_TOKEN',
      lines: [
        `ORCHEO_URL=${orcheoUrl}`,
        `ORCHEO_WORKFLOW_ID=${workflow}`,
        '# A service token with the scope chatkit:session and nothing more:',
        'ORCHEO_SERVICE_TOKEN=',
      ],
    };
  }
  if (kind === 'openai') {
    return {
      secret: 'OPENAI_API_KEY',
      lines: [`OPENAI_WORKFLOW=${workflow}`, 'OPENAI_API_KEY=', '# OPENAI_BASE_URL='],
    };
  }
  return {
    lines: [
      `DATABASE=${db === 'memory' ? ':memory:' : 'data/docent.db'}`,
      'DATA_DIR=data',
      'RETENTION_DAYS=30',
      'ANSWERS_PER_DAY=2000',
      'ANSWERS_PER_READER=100',
      '# A language model answers (without it, quotes from the passage do):',
      '# OPENAI_API_KEY=',
      '# OPENAI_BASE_URL=',
      '# OPENAI_MODEL=',
    ],
  };
}
