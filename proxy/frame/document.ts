import { CONFIG_NAME, type FrameConfig } from './page/config';

/** Where OpenAI serves its script; evergreen and unversioned, so an operator may name a copy of their own. */
export const OPENAI_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';

/**
 * The policy of the frame page (docs/threats.md P18): our script and OpenAI's, OpenAI's frame, and nothing else. Inline
 * styles are OpenAI's element's own. `frameAncestors`: only a header can say who may frame a page, a `<meta>` cannot.
 */
export function framePolicy({ script, allow }: FrameConfig, frameAncestors = true): string {
  const { origin } = new URL(script);
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    `frame-src ${origin}`,
    "connect-src 'self' https://api.openai.com",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: ${origin}`,
    `font-src 'self' ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(frameAncestors ? [`frame-ancestors ${allow.length === 0 ? "'none'" : allow.join(' ')}`] : []),
  ].join('; ');
}

/** Says what the browser may do for the page; passed on to OpenAI's frame by the panel's own `allow`. */
export const FRAME_PERMISSIONS =
  'camera=(), geolocation=(), microphone=(), payment=(), usb=(), display-capture=(), browsing-topics=()';

export interface FrameDocument extends FrameConfig {
  /** Address of the page's script, relative to it: the page then works below any path. */
  bundle: string;
  /** For a host that cannot send headers. */
  metaPolicy?: boolean;
}

/** The frame page. It holds no inline script and no secret; opened on its own it says what it is for. */
export function frameDocument({ script, allow, bundle, metaPolicy = false }: FrameDocument): string {
  const config = JSON.stringify({ script, allow } satisfies FrameConfig);
  const policy = metaPolicy
    ? `\n    <meta http-equiv="Content-Security-Policy" content="${escape(framePolicy({ script, allow }, false))}" />`
    : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />${policy}
    <meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <meta name="${CONFIG_NAME}" content="${escape(config)}" />
    <title>Docent: OpenAI’s chat window</title>
    <style>
      html, body, #root, .chat { block-size: 100%; margin: 0; }
      .chat { display: block; }
      p { margin: 0; padding: 16px; font: 14px/21px system-ui; }
      [data-joined] p { display: none; }
    </style>
    <script type="module" src="${escape(bundle)}"></script>
  </head>
  <body>
    <p>This page shows OpenAI’s chat inside Docent’s side panel. It does nothing on its own.</p>
    <div id="root"></div>
  </body>
</html>
`;
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
