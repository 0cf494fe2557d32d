import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'wxt';
import { pseudo, pseudoCatalogue } from './scripts/pseudo-locale.mjs';
import { sharedChunks } from './scripts/shared-chunks';

/** Identifies unpacked Chrome builds, so that their address is the same on every machine. Store packages carry none. */
const UNPACKED_KEY =
  process.env.DOCENT_STORE_BUILD === '1' ? undefined : readFileSync('scripts/unpacked-key.txt', 'utf8').trim();

/** `0`: without OpenAI's chat window (`utils/shared/build-flags.ts`). */
const OPENAI_VIEW = process.env.DOCENT_OPENAI_VIEW ?? '1';

/** `long` or `rtl`: a build for screenshots and layout tests, never for people. */
const PSEUDO = process.env.DOCENT_PSEUDO as 'long' | 'rtl' | undefined;

/**
 * A custom policy replaces the browser's, so Firefox's `upgrade-insecure-requests` is written out
 * (docs/platform.md 1.5).
 */
const contentSecurityPolicy = (firefox: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    OPENAI_VIEW === '0' ? "frame-src 'none'" : 'frame-src https: http://localhost:* http://127.0.0.1:*',
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    ...(firefox ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

/** Folders of `locales/` that serve a second language too: Portugal reads Brazil's rather than English. */
const ALIASES: Readonly<Record<string, string>> = { pt: 'pt_BR' };

/** `_locales/<lang>/messages.json` from the flat catalogues in `locales/<lang>/*.json`. */
function localeFiles(): { relativeDest: string; contents: string }[] {
  const folders = readdirSync('locales');
  const names = [...folders, ...Object.keys(ALIASES).filter((name) => folders.includes(ALIASES[name] ?? ''))];
  // A pseudo-locale is one language, whatever the browser's.
  return (PSEUDO ? ['en'] : names).map((name) => {
    const folder = ALIASES[name] ?? name;
    const entries = readdirSync(join('locales', folder)).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join('locales', folder, file), 'utf8')) as Record<string, string>),
    );
    const messages = Object.fromEntries(
      entries.map(([key, message]) => [key, { message: PSEUDO ? pseudo(key, message, PSEUDO) : message }]),
    );
    return { relativeDest: `_locales/${name}/messages.json`, contents: JSON.stringify(messages) };
  });
}

/**
 * What reviewers get of the sources: only what is in the repository, since a key or a database may lie beside it. In a copy
 * without a repository, which is what a reviewer has, nothing else can have come in.
 */
function trackedFiles(): string[] {
  if (!existsSync('.git')) return ['**/*', '.npmrc'];
  const listed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 16_000_000 });
  return listed.split('\0').filter((file) => file !== '' && existsSync(file));
}

/** The chat element has a catalogue of its own. */
const pseudoElementStrings = (kind: 'long' | 'rtl') => ({
  name: 'pseudo-element-strings',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.endsWith('chatkit/element/strings/en.json')
      ? JSON.stringify(pseudoCatalogue(JSON.parse(code) as Record<string, string>, kind))
      : undefined,
});

/**
 * Zod keeps a writer of JSON schemas beside every parser, and no bundler can tell that nobody calls it: 6 kB of the
 * panel's compressed start. The same names are left, each of which throws; what parses is untouched. So with the formats
 * that every string could be asked for (`z.string().cuid()`; `z.cuid()` stays, and lint asks for it): 3 kB. Its English
 * sentences go too, 1 kB: none is ever shown.
 */
const zodWithoutUnused = () => ({
  name: 'zod-without-unused',
  enforce: 'pre' as const,
  load(id: string) {
    if (id.endsWith('/zod/v4/locales/en.js')) return 'export default () => ({});';
    if (id.endsWith('/zod/v4/classic/schemas.js')) {
      return readFileSync(id, 'utf8').replaceAll(
        /^ {4}(\w+)\(params\) \{\s+return this\.check\(core\._\w+\(Zod\w+, params\)\);\s+\},$/gm,
        '$1() { throw new Error("Formats of strings are left out of this build: ask z itself."); },',
      );
    }
    if (!/\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/.test(id)) return undefined;
    const source = readFileSync(id, 'utf8');
    const names = [...source.matchAll(/^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \};/gm)];
    const refusal = 'const refuse = () => { throw new Error("JSON schemas are left out of this build."); };';
    return [refusal, ...names.map(([, name, alias]) => `export { refuse as ${name ?? alias} };`)].join('\n');
  },
});

/**
 * Pages fetch the polyfill only in a browser that has no `browser` of its own, Chrome 140 to 147: 3 kB of the panel's
 * compressed start for everybody else. The background keeps it as it is: its listeners are added before anything could
 * be awaited.
 */
const polyfillWhereNeeded = () => {
  let isPages = false;
  return {
    name: 'polyfill-where-needed',
    enforce: 'pre' as const,
    outputOptions(options: { format?: string }) {
      isPages = options.format === 'es';
    },
    load: (id: string) =>
      isPages && id.endsWith('/webextension-polyfill/dist/browser-polyfill.js')
        ? `export default globalThis.browser?.runtime?.id ? globalThis.browser : (await import(${JSON.stringify(`${id}?whole`)})).default;`
        : undefined,
  };
};

/** A project's page whose name ends in `.js` reads like a remote script's address to a store's scanner (store-rules.mjs). */
const withoutScriptAddresses = () => ({
  name: 'without-script-addresses',
  transform: (code: string, id: string) =>
    /\/highlight\.js\//.test(id)
      ? code.replaceAll('https://github.com/highlightjs/highlight.js', 'highlightjs')
      : undefined,
});

/**
 * A script that names all that its later parts import fetches them a little sooner from a server; from the disk that gains
 * nothing and costs the panel's start a list of names. Style sheets come no other way.
 */
const styleSheetsAlone = (_file: string, needed: string[], { hostType }: { hostType: 'html' | 'js' }) =>
  hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css'));

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  outDir: process.env.DOCENT_OUT ?? '.output',
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  manifest: ({ browser, mode }) => {
    const firefox = browser === 'firefox';
    return {
      name: '__MSG_extensionName__',
      short_name: '__MSG_extensionShortName__',
      description: '__MSG_extensionDescription__',
      default_locale: 'en',
      incognito: 'not_allowed',
      permissions: [
        'storage',
        'activeTab',
        'scripting',
        'contextMenus',
        'unlimitedStorage',
        // Without a warning in either browser. Firefox knows it only so; in Chrome, granted later, its rules never begin.
        'declarativeNetRequestWithHostAccess',
        // Firefox knows `identity` only as a required permission; it shows the reader no prompt for it in either browser.
        ...(firefox ? ['identity'] : ['sidePanel']),
      ],
      ...(firefox ? {} : { optional_permissions: ['identity'] }),
      optional_host_permissions: ['*://*/*'],
      action: {
        default_title: '__MSG_extensionShortName__',
        ...(firefox
          ? {
              // Else Firefox keeps it in the menu of extensions, out of sight.
              default_area: 'navbar',
              theme_icons: ['16', '32'].map((size) => ({
                size: Number(size),
                light: `icon/dark-${size}.png`,
                dark: `icon/${size}.png`,
              })),
            }
          : {}),
      },
      commands: {
        'ask-about-selection': { suggested_key: { default: 'Alt+Shift+D' }, description: '__MSG_commandAsk__' },
        'focus-popover': { description: '__MSG_commandFocusPopover__' },
      },
      storage: { managed_schema: 'policy.schema.json' },
      content_security_policy: { extension_pages: contentSecurityPolicy(firefox) },
      ...(firefox
        ? {
            storage: undefined,
            browser_specific_settings: {
              gecko: {
                id: 'docent@docent-extension.org',
                strict_min_version: '153.0',
                data_collection_permissions: { required: ['websiteContent'], optional: ['browsingActivity'] },
              },
            },
          }
        : {
            minimum_chrome_version: '140',
            ...(UNPACKED_KEY && mode === 'production' ? { key: UNPACKED_KEY } : {}),
          }),
    };
  },
  hooks: {
    'build:publicAssets'(_wxt, files) {
      files.push(...localeFiles());
    },
  },
  zip: {
    name: 'docent',
    includeSources: trackedFiles(),
    excludeSources: ['tests/**', 'docs/images/**', '.*/**'],
  },
  vite: () => ({
    // Both browsers know modulepreload.
    define: { 'import.meta.env.DOCENT_OPENAI_VIEW': JSON.stringify(OPENAI_VIEW) },
    build: {
      target: ['chrome140', 'firefox140'],
      sourcemap: false,
      modulePreload: { polyfill: false, resolveDependencies: styleSheetsAlone },
    },
    plugins: [
      zodWithoutUnused(),
      polyfillWhereNeeded(),
      withoutScriptAddresses(),
      sharedChunks(),
      ...(PSEUDO ? [pseudoElementStrings(PSEUDO)] : []),
    ],
  }),
});
