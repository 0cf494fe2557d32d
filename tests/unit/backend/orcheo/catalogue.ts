/** The browser as far as words need it; import this before anything that says something (`tests/unit/background`). */
Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: { runtime: { id: 'docent-test' }, i18n: { getMessage: (key: string) => key } },
});
export {};
