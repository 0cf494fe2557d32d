import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json';
import { buildExtension } from '../../../scripts/builds.mjs';

type Manifest = Record<string, unknown> & { version: string };

const out = mkdtempSync(join(tmpdir(), 'docent-manifest-'));
const withoutView = join(out, 'without-view');
/** Every file of a build that a browser runs or reads as text, by its path. */
const textsOf = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:js|html|json|css)$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
const filesWith = (folder: string, pattern: RegExp) =>
  textsOf(folder).flatMap(([path, text]) => (pattern.test(text) ? [path] : []));
let folders: { chrome: string; firefox: string };
let manifests: { chrome: Manifest; firefox: Manifest };

beforeAll(async () => {
  folders = await buildExtension({ out, store: true });
  await buildExtension({ out: withoutView, openAiView: false, browsers: ['chrome'] });
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  manifests = { chrome: read(folders.chrome), firefox: read(folders.firefox) };
}, 180_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe.each(['chrome', 'firefox'] as const)('the production manifest for %s', (browser) => {
  test('is the one that was reviewed', async () => {
    const { version, ...rest } = manifests[browser];
    expect(version).toBe(packageJson.version);
    await expect(`${JSON.stringify(rest, null, 2)}\n`).toMatchFileSnapshot(`${browser}.golden.json`);
  });

  test.each(['host_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable', 'sandbox'])(
    'has no %s',
    (key) => expect(manifests[browser]).not.toHaveProperty(key),
  );

  test('never runs in private windows', () => expect(manifests[browser].incognito).toBe('not_allowed'));

  test('asks for hosts only when the reader chooses', () =>
    expect(manifests[browser].optional_host_permissions).toEqual(['*://*/*']));

  test('carries no key: a store gives the address', () => expect(manifests[browser]).not.toHaveProperty('key'));

  test('names no script of OpenAI’s: only the frame page of a back end loads one', () =>
    expect(filesWith(folders[browser], /cdn\.platform\.openai\.com|chatkit\.js/)).toEqual([]));

  test('runs only packaged scripts', () => {
    const { extension_pages } = manifests[browser].content_security_policy as { extension_pages: string };
    expect(extension_pages).toMatch(/(^|; )script-src 'self'(;|$)/);
    expect(extension_pages).not.toMatch(/unsafe|wasm|http:\/\/(?!localhost:\*|127\.0\.0\.1:\*)/);
  });
});

test('Chrome asks for exactly these permissions at install', () => {
  expect(manifests.chrome.permissions).toEqual([
    'storage',
    'activeTab',
    'scripting',
    'contextMenus',
    'unlimitedStorage',
    'declarativeNetRequestWithHostAccess',
    'sidePanel',
  ]);
});

test('Firefox names what it collects, and what it collects only when switched on', () => {
  expect(manifests.firefox.browser_specific_settings).toMatchObject({
    gecko: {
      strict_min_version: '153.0',
      data_collection_permissions: { required: ['websiteContent'], optional: ['browsingActivity'] },
    },
  });
});

/** Said by both halves of the handshake with the frame page; a build that can show OpenAI's window has to hold it. */
const HANDSHAKE = /docentFrame/;

test('a build without OpenAI’s view holds none of it, neither code nor the right to a frame nor hosted workflows', () => {
  const build = join(withoutView, 'chrome-mv3');
  const { content_security_policy } = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as {
    content_security_policy: { extension_pages: string };
  };
  expect(content_security_policy.extension_pages).toContain("frame-src 'none'");
  expect(filesWith(folders.chrome, HANDSHAKE)).not.toEqual([]);
  expect(filesWith(build, HANDSHAKE)).toEqual([]);
  expect(filesWith(folders.chrome, /\/api\/create-session/)).not.toEqual([]);
  expect(filesWith(build, /\/api\/create-session/)).toEqual([]);
});
