import { vi } from 'vitest';

/** The part of the browser that connecting touches; import this file first (see `tests/unit/settings`). */
export const messages: { name: string; request: Record<string, unknown> }[] = [];
export const permissions = { granted: true, removed: [] as string[] };

/** One holder per name, as the browser has it; enough for `ifAvailable`. */
const held = new Set<string>();
const locks = {
  async request(name: string, options: unknown, work?: (lock: object | null) => unknown) {
    const run = (work ?? options) as (lock: object | null) => unknown;
    if (held.has(name)) return run(null);
    held.add(name);
    try {
      return await run({});
    } finally {
      held.delete(name);
    }
  },
};
vi.stubGlobal('navigator', { locks, onLine: true });

Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: {
    runtime: {
      id: 'docent-test',
      sendMessage: (message: (typeof messages)[number]) => {
        messages.push(message);
        return Promise.resolve({ ok: true, value: {} });
      },
    },
    i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
    permissions: {
      contains: () => Promise.resolve(permissions.granted),
      request: () => Promise.resolve(permissions.granted),
      remove: ({ origins }: { origins: string[] }) => Promise.resolve(permissions.removed.push(...origins)),
    },
    storage: { managed: { get: () => Promise.resolve({}) }, session: { get: () => Promise.resolve({}) } },
  },
});
