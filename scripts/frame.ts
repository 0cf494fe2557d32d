import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFrameBundle } from '../proxy/frame/bundle';
import { frameDocument, OPENAI_SCRIPT } from '../proxy/frame/document';
import { isExtensionOrigin } from '../proxy/origins';

const USAGE = `Writes the frame page for OpenAI's view as two static files, for GitHub Pages or any other host.

  npm run frame -- --out site/docent-frame --allow chrome-extension://<id>,moz-extension: [--script https://…/chatkit.js]

--allow   extensions that may use the page: exact origins, or a bare scheme for any extension of that browser
--script  address of chatkit.js; OpenAI's own when left out
`;

/**
 * A static host cannot send `frame-ancestors`, so anybody can frame the page: it stays inert, and loads no script of
 * anybody else's, until an allowed extension has joined it (chatkit/frame/handshake.ts). Its addresses are relative, so
 * it works below any base path.
 */
async function writeFrame(out: string, allow: string[], script: string): Promise<void> {
  const { code, version } = await buildFrameBundle();
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'frame.js'), code);
  const page = frameDocument({ script, allow, bundle: `frame.js?v=${version}`, metaPolicy: true });
  await writeFile(join(out, 'index.html'), page);
}

const isPanel = (entry: string) => isExtensionOrigin(entry) || /^(?:chrome|moz)-extension:$/.test(entry);

const { values } = parseArgs({
  options: { out: { type: 'string' }, allow: { type: 'string' }, script: { type: 'string', default: OPENAI_SCRIPT } },
});
const allow = (values.allow ?? '').split(',').flatMap((entry) => entry.trim() || []);
const script = URL.canParse(values.script) ? new URL(values.script) : null;
if (!values.out || allow.length === 0 || !allow.every(isPanel) || !/^https?:$/.test(script?.protocol ?? '')) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  await writeFrame(values.out, allow, values.script);
  process.stdout.write(`The frame page is in ${values.out}. Give its address as \`frame\` in the descriptor.\n`);
}
