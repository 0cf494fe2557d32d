/** The part of the browser that strings touch: a key and what fills it, instead of a sentence. Import this file first. */
Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: {
    runtime: { id: 'docent-test' },
    i18n: { getMessage: (key: string, values: string[] = []) => [key, ...values].join(' ') },
  },
});
