import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The controls as an extension: an (all but) empty content script on every page, and a panel page that holds one line of text.
 * A click on a page's `#open-control` opens that panel by the shortest way there is.
 *
 * @returns the folder, for the caller to delete
 */
export async function makeControlExtension({ contentScript = true } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-control-'));
  const manifest = {
    manifest_version: 3,
    name: 'Control',
    version: '1',
    permissions: ['sidePanel'],
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'panel.html' },
    ...(contentScript ? { content_scripts: [{ matches: ['<all_urls>'], js: ['content.js'] }] } : {}),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'content.js'),
    `document.getElementById('open-control')?.addEventListener('click', () => chrome.runtime.sendMessage('open'));`,
  );
  await writeFile(
    join(folder, 'background.js'),
    `chrome.runtime.onMessage.addListener((message, sender) => void chrome.sidePanel.open({ windowId: sender.tab.windowId }));`,
  );
  await writeFile(
    join(folder, 'panel.html'),
    '<!doctype html><meta charset="utf-8"><title>Control</title><p>An empty panel page.</p><textarea autofocus></textarea>',
  );
  return folder;
}
