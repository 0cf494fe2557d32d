import type { FrameBundle } from '../../proxy/frame/bundle';
import { allowedOrigins, environmentText, keyLine, newKey } from './environment';
import { isPython, type ScaffoldOptions } from './options';
import { proxyFiles } from './proxy-files';
import { siteFiles } from './site-files';
import { type Files, fill, template } from './template';

/**
 * Everything for the chosen kind, and the pieces for the docs site.
 *
 * @param frame the script of the frame page, where `options.frame` asks for the page
 */
export function scaffoldFiles(options: ScaffoldOptions, frame?: FrameBundle): Files {
  return {
    ...(isPython(options) ? pythonFiles(options) : proxyFiles(options)),
    '.gitignore': template('gitignore'),
    ...siteFiles(options, frame),
  };
}

function pythonFiles(options: ScaffoldOptions): Files {
  const { kind, backendUrl, port, auth, db, sites, name, modes } = options;
  const chatkit = kind === 'chatkit';
  const values = {
    NAME: python(name),
    SITES: python(sites),
    AUTH: python(auth),
    MODES: python(modes),
    MAX_PASSAGE: chatkit ? '10_000' : '12_000',
    PUBLIC_URL: python(backendUrl),
    STORE: template(`${chatkit ? 'records' : 'store'}_${db}.py`),
    BACKEND: backendUrl,
    PORT: String(port),
    KEY: keyLine('DOCENT_KEY', options),
  };
  return {
    'docent.py': fill(template('docent_common.py') + template(`docent_${chatkit ? 'chatkit' : 'chat'}.py`), values),
    'requirements.txt': `fastapi>=0.115\nuvicorn>=0.30\n${chatkit ? 'openai-chatkit>=1.6,<2\n' : ''}`,
    '.env': environmentText([
      ...(auth === 'key' ? ([['DOCENT_KEY', newKey()]] as const) : []),
      ['DOCENT_SIGNING_KEY', newKey()],
      ...allowedOrigins('DOCENT_ALLOWED_ORIGINS', options),
      '# A language model answers (without it, quotes from the passage do):',
      '# OPENAI_API_KEY=',
      '# OPENAI_BASE_URL=',
      '# OPENAI_MODEL=',
    ]),
    Dockerfile: fill(template('python.Dockerfile'), values),
    'README.md': fill(template('python.README.md'), values),
  };
}

/** JSON is Python for texts and lists of texts. */
const python = (value: string | string[]) => JSON.stringify(value);
