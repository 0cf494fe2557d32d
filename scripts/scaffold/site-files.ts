import type { FrameBundle } from '../../proxy/frame/bundle';
import { frameDocument, OPENAI_SCRIPT } from '../../proxy/frame/document';
import type { Files } from './template';
import type { ScaffoldOptions } from './options';
import { fill, template } from './template';

/** For the docs: the proposal, the badge, the descriptor for a host that serves only files, and OpenAI's window. */
export function siteFiles(options: ScaffoldOptions, frame: FrameBundle | undefined): Files {
  const values = { BACKEND: options.backendUrl, BASE: options.baseUrl };
  const statics = {
    'docent-badge.svg': template('docent-badge.svg'),
    '.well-known/docent.json': `${JSON.stringify(descriptorOf(options), null, 2)}\n`,
    ...(frame && framePage(options, frame)),
  };
  const below = (folder: string): Files =>
    Object.fromEntries(Object.entries(statics).map(([path, text]) => [`${folder}/${path}`, text]));
  return {
    'site/html/head.html': fill(template('head.html'), values),
    'site/html/badge.html': fill(template('badge.html'), values),
    ...below('site/html'),
    'site/docusaurus/docent-plugin.js': fill(template('docusaurus-plugin.js'), values),
    ...below('site/docusaurus/static'),
  };
}

/** As the back end's own, with full addresses: it stands on the docs' host. */
function descriptorOf(options: ScaffoldOptions) {
  const { name, auth, modes, sites, backendUrl } = options;
  return {
    name,
    ...kindOf(options),
    token: { url: `${backendUrl}/token` },
    ...frameOf(options),
    auth,
    ...(options.kind !== 'orcheo' && options.kind !== 'openai' && { modes }),
    ...(sites.length > 0 && { sites }),
  };
}

function kindOf({ kind, backendUrl, orcheoUrl, workflow, domainKey }: ScaffoldOptions) {
  switch (kind) {
    case 'chat-json':
      return {
        kind: 'chat-json',
        chatkit: { url: `${backendUrl}/chat` },
        chat: { dialect: 'json', sessionsUrl: `${backendUrl}/sessions` },
      };
    case 'orcheo':
      return { kind: 'orcheo', chatkit: { url: `${orcheoUrl}/api/chatkit` }, workflow };
    case 'openai':
      return { kind: 'openai-hosted', chatkit: { url: `${backendUrl}/token` }, workflow };
    default:
      return { kind: 'chatkit', chatkit: { url: `${backendUrl}/chatkit`, domainKey } };
  }
}

/** The page beside the descriptor, below whatever path both stand; without one, the proxy's own. */
function frameOf({ kind, frame, backendUrl }: ScaffoldOptions): { frame?: string } {
  if (frame) return { frame: '../docent-frame/' };
  return kind === 'openai' ? { frame: `${backendUrl}/frame/` } : {};
}

/** Firefox makes an extension's address anew in every profile; the page holds no secret and stays inert for the web. */
function framePage({ origins, script = OPENAI_SCRIPT }: ScaffoldOptions, { code, version }: FrameBundle): Files {
  const allow = [...new Set([...(origins.length > 0 ? origins : ['chrome-extension:']), 'moz-extension:'])];
  const page = frameDocument({ script, allow, bundle: `frame.js?v=${version}`, metaPolicy: true });
  return { 'docent-frame/index.html': page, 'docent-frame/frame.js': code };
}
