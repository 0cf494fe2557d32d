import type { FrameBundle } from '../../proxy/frame/bundle';
import { isPython, type ScaffoldOptions } from './options';
import { newKey, proxyFiles } from './proxy-files';
import { siteFiles } from './site-files';
import { fill, template } from './template';

/** What is written: path below the output folder, and its text. */
export type Files = Record<string, string>;

/**
 * Everything for the chosen kind, and the pieces for the docs site.
 *
 * @param frame the script of the frame page, where `options.frame` asks for the page
 */
export function scaffoldFiles(options: ScaffoldOptions, frame?: FrameBundle): Files {
  return { ...(isPython(options) ? pythonFiles(options) : proxyFiles(options)), ...siteFiles(options, frame) };
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

/** JSON is Python for texts and lists of texts. */
const python = (value: string | string[]) => JSON.stringify(value);
