import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * The browser the polyfill finds. Import this before anything that imports `webextension-polyfill`: it takes what it
 * finds at load time.
 */
Object.assign(globalThis, { browser: fakeBrowser, chrome: fakeBrowser });
export { fakeBrowser };
