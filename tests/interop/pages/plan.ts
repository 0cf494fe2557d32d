import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What the test does with a command of a page. */
export type Plan =
  | {
      how: 'run';
      /** Files below the copy that are there afterwards. */
      leaves?: readonly string[];
    }
  | {
      how: 'serve';
      /** The key of its readers; none is asked for when left out. */
      key?: (copy: string) => string;
      /** What a vend answers with the key: 502 where a server that is not here has the say. */
      vends?: 200 | 502;
      /** Quotes from the passage answer, so that it can be asked here. */
      quotes?: true;
    }
  | { how: 'elsewhere'; why: string };

const ofEnvironment = (file: string, name: string) => (copy: string) =>
  parseEnv(readFileSync(join(copy, file), 'utf8'))[name] ?? '';
const madeKey = (copy: string) => readFileSync(join(copy, 'data/shared.key'), 'utf8').trim();

const run: Plan = { how: 'run' };
const NO_CONTAINERS = 'needs Docker; tests/interop/recipes.test.ts goes through the Dockerfiles in a folder';
const PAGES = 'takes minutes; tests/e2e/page/page-mode.test.ts measures the same pages';
const SCAFFOLD =
  'npm run scaffold -- --kind chat-json --backend-url https://chat.example.com --site docs.example.com --name "Example docs" --base-url /textbook/';
const SCAFFOLD_PROXY =
  'npm run scaffold -- --kind proxy --backend-url https://chat.example.com --site docs.example.com --name "Example docs" --out docent-proxy';

/** Every command of every page, word for word. One that is not here fails the test, and so does one that no page has. */
export const plan: Readonly<Record<string, Plan>> = {
  // docs/owners.md, from top to bottom
  [SCAFFOLD]: { how: 'run', leaves: ['docent-backend/docent.py', 'docent-backend/site/html/docent-badge.svg'] },
  'cd docent-backend': run,
  'python3 -m venv .venv': run,
  '. .venv/bin/activate': run,
  'pip install -r requirements.txt': run,
  'set -a; . ./.env; set +a': run,
  'uvicorn docent:app --port 8000': {
    how: 'serve',
    key: ofEnvironment('docent-backend/.env', 'DOCENT_KEY'),
    quotes: true,
  },
  'curl http://127.0.0.1:8000/.well-known/docent.json': run,
  [SCAFFOLD_PROXY]: { how: 'run', leaves: ['docent-proxy/compose.yaml'] },
  'cd docent-proxy': run,
  'node --env-file=.env ../proxy/bin.mjs': {
    how: 'serve',
    key: ofEnvironment('docent-proxy/.env', 'PROXY_KEY'),
    quotes: true,
  },

  // README.md, proxy/README.md, docs/backends.md
  'npm run proxy': { how: 'serve', quotes: true },
  'OPENAI_API_KEY=sk-proj-1a2b3c npm run proxy': { how: 'serve', key: madeKey },
  'OPENAI_BASE_URL=http://127.0.0.1:11434/v1 npm run proxy': { how: 'serve' },
  'ORCHEO_URL=https://orcheo.example ORCHEO_WORKFLOW_ID=123e4567-e89b-12d3-a456-426614174000 ORCHEO_SERVICE_TOKEN_FILE=/run/secrets/orcheo npm run proxy':
    { how: 'serve', key: madeKey, vends: 502 },
  'docent-proxy': {
    how: 'elsewhere',
    why: 'the same file as `npm run proxy`; tests/e2e/proxy/process.test.ts starts it by a link',
  },
  'npm run frame -- --out site/docent-frame --allow chrome-extension:,moz-extension:': {
    how: 'run',
    leaves: ['site/docent-frame/index.html', 'site/docent-frame/frame.js'],
  },
  'npm run scaffold -- … --frame': { how: 'elsewhere', why: 'names an option; tests/interop/scaffold.test.ts runs it' },

  // Minutes, a display or the internet
  'npm start': { how: 'elsewhere', why: 'opens a browser for a person' },
  'npm start -- https://docs.python.org/3/library/json.html': { how: 'elsewhere', why: 'needs a page of the internet' },
  'npm test': { how: 'elsewhere', why: 'is what runs this' },
  'npm run eval': {
    how: 'elsewhere',
    why: 'tests/unit/answerers/quality.test.ts measures the same quotes over the same set',
  },
  'npm run eval -- questions.csv': {
    how: 'elsewhere',
    why: 'tests/unit/scripts/eval.test.ts runs it on a file of its own',
  },
  'npm run eval -- --model http://127.0.0.1:8080': {
    how: 'elsewhere',
    why: 'needs a model; tests/unit/scripts/eval.test.ts asks a stand-in',
  },
  'npm run eval -- --learn': { how: 'elsewhere', why: 'takes minutes, and writes the weights anew' },
  'npm run eval -- pages': { how: 'elsewhere', why: PAGES },
  'npm run eval -- pages Sphinx Redoc': { how: 'elsewhere', why: PAGES },
  'npm run eval -- pages http://127.0.0.1:8000/guide.html main': { how: 'elsewhere', why: PAGES },
  'npm run vectors': { how: 'elsewhere', why: 'takes a quarter of an hour, and writes the vectors anew' },
  'npm run zip': { how: 'elsewhere', why: 'scripts/lint-store.mjs makes the packages in every run of .ci/run' },
  'npm ci': { how: 'elsewhere', why: 'is what scripts/dependencies.mjs runs, and so the first command of the guide' },
  'npm ci && npm run proxy': { how: 'elsewhere', why: 'both are above' },
  'DOCENT_OPENAI_VIEW=0 npm run build': { how: 'elsewhere', why: 'tests/unit/manifest builds so' },

  'npm run bench -- streaming': { how: 'elsewhere', why: 'takes minutes, and times what no test should' },
  'RECORD=1 npm run interop': { how: 'elsewhere', why: 'writes recordings anew' },

  // docs/deploy.md and the READMEs that the scaffold writes
  'docker build -f Dockerfile -t docent-proxy ..': { how: 'elsewhere', why: NO_CONTAINERS },
  'docker compose up -d': { how: 'elsewhere', why: NO_CONTAINERS },
  'docker build -t docent .': { how: 'elsewhere', why: NO_CONTAINERS },
  'docker run --env-file .env -v docent:/data -p 127.0.0.1:8000:8000 docent': { how: 'elsewhere', why: NO_CONTAINERS },
  'uvicorn docent:app --host 0.0.0.0 --port $PORT': {
    how: 'elsewhere',
    why: 'a host’s start command; tests/interop/recipes.test.ts starts it',
  },
  'uvicorn … --proxy-headers --forwarded-allow-ips 127.0.0.1': {
    how: 'elsewhere',
    why: 'adds options to a command above; tests/interop/recipes.test.ts starts it with them',
  },
};
