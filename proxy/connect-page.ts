import type { ProxyEnv } from './env';

/** Allows the page itself only: no script, no other origin. */
export const CONNECT_PAGE_CSP =
  "default-src 'none'; style-src 'sha256-%STYLE%'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-inline-size: 40rem; margin: 4rem auto; padding: 0 1rem; }
code { display: block; padding: .75rem 1rem; border: 1px solid GrayText; border-radius: 6px; font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
li { margin-block: .75rem; }
`;

/**
 * `GET /connect`: what a docs team links to. Shows the address to paste and the steps; never a key, and nothing of the
 * request but, where no PUBLIC_URL is set, the host it came to (already checked, `guards.ts`).
 */
export async function connectPage(env: ProxyEnv, requestUrl: string): Promise<{ html: string; csp: string }> {
  const { protocol, host } = new URL(requestUrl);
  const address = env.PUBLIC_URL ?? `${protocol}//${host}`;
  const name = env.SITE_NAME ?? 'these docs';
  const steps = [
    'Install Docent in Chrome or Firefox, and say in its first steps what may leave your browser.',
    `Open its settings, <em>Back ends</em>, paste this address and press <strong>Connect</strong>: <code>${escapeHtml(address)}</code>`,
    ...(env.AUTH === 'key' ? ['Enter the key that your docs team gave you. It is not shown on any page.'] : []),
    'Highlight a passage of the docs and press <strong>Ask about selection</strong>.',
  ];
  const notes = [
    env.RETENTION_DAYS > 0
      ? `Conversations are deleted ${env.RETENTION_DAYS} days after the last message.`
      : 'Conversations are kept until you delete them.',
    ...(env.PRIVACY_URL ? [`<a href="${escapeHtml(env.PRIVACY_URL)}">Privacy policy</a>`] : []),
    ...(env.SUPPORT_URL ? [`<a href="${escapeHtml(env.SUPPORT_URL)}">Help</a>`] : []),
  ];
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="docent" content="off">
<title>Ask ${escapeHtml(name)} with Docent</title>
<style>${STYLE}</style>
<h1>Ask ${escapeHtml(name)} about any passage</h1>
<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>
<p>${notes.join(' · ')}</p>
</html>
`;
  return { html, csp: CONNECT_PAGE_CSP.replace('%STYLE%', await sha256(STYLE)) };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
