import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json';
import { buildExtension } from '../../../scripts/builds.mjs';

type Manifest = Record<string, unknown> & { version: string };

const out = mkdtempSync(join(tmpdir(), 'docent-manifest-'));
let manifests: { chrome: Manifest; firefox: Manifest };

beforeAll(async () => {
  const folders = await buildExtension({ out, store: true });
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  manifests = { chrome: read(folders.chrome), firefox: read(folders.firefox) };
}, 120_000);
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
