/** What is read from the extension's own pages and their storage; each runs there as source text and stands for itself. */

/** The fault above the composer; runs in the panel. */
export function faultShown(): { sentence: string; actions: string[] } | null {
  const [notice, ...more] = document.querySelectorAll('.notice-error');
  if (!notice || more.length > 0) return null;
  const words = (element: Element | null | undefined) =>
    (element?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').trim();
  const buttons = [...notice.querySelectorAll('button')];
  return {
    sentence: words(notice.querySelector('.notice-text')),
    actions: buttons.filter((button) => words(button) !== '').map(words),
  };
}

/** What a reader sees of each finished answer; runs in the panel. */
export function answersShown(): string[] {
  const root = document.querySelector('openai-chatkit')?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLElement>('article.answer:not([aria-busy="true"])') ?? [])].map(
    ({ innerText }) => innerText,
  );
}

/** Reads the stored settings, or puts another record in their place; runs in one of our own pages. */
export function settingsRecord(value: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('docent');
    request.onerror = () => reject(request.error ?? new Error('no database'));
    request.onsuccess = () => {
      const transaction = request.result.transaction('records', 'readwrite');
      const store = transaction.objectStore('records');
      if (value !== null) store.put(value, 'settings');
      const read = store.get('settings');
      transaction.oncomplete = () => {
        request.result.close();
        resolve(read.result);
      };
    };
  });
}

/** The back ends as they are stored; runs in one of our own pages. */
export function storedConnections(): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('docent');
    request.onerror = () => reject(request.error ?? new Error('no database'));
    request.onsuccess = () => {
      const all = request.result.transaction('connections').objectStore('connections').getAll();
      all.onsuccess = () => {
        request.result.close();
        resolve(all.result);
      };
    };
  });
}

/** All that the extension keeps in its storage areas and databases, as one text; runs in one of our own pages. */
export async function storedEverywhere(): Promise<string> {
  const areas = await Promise.all([chrome.storage.local, chrome.storage.session].map((area) => area.get(null)));
  const databases = await Promise.all(
    (await indexedDB.databases()).map(
      ({ name = '' }) =>
        new Promise<unknown[]>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onerror = () => reject(request.error ?? new Error(name));
          request.onsuccess = () => {
            const { result: database } = request;
            const stores = [...database.objectStoreNames];
            if (stores.length === 0) {
              database.close();
              resolve([]);
              return;
            }
            const transaction = database.transaction(stores);
            const reads = stores.map((store) => transaction.objectStore(store).getAll());
            transaction.oncomplete = () => {
              database.close();
              resolve(reads.map(({ result }) => result as unknown));
            };
          };
        }),
    ),
  );
  return JSON.stringify([areas, databases]);
}

/** What stands in the packaged chat's composer; null before it is there. Runs in the panel. */
export function composerText(): string | null {
  const chat = document.querySelector<Element & { getComposerValue?(): { text: string } }>('openai-chatkit');
  return chat?.getComposerValue?.().text ?? null;
}

/** Leaves the note of a panel that was killed while it drew the passages of the draft; runs in the panel. */
export async function noteUnopened(): Promise<void> {
  const stored =
    await chrome.storage.session.get<Record<string, { passages: { staged: { passage: { id: string } } }[] }>>(null);
  for (const [key, draft] of Object.entries(stored)) {
    if (!key.startsWith('draft:')) continue;
    const passages = draft.passages.map(({ staged }) => staged.passage.id);
    await chrome.storage.session.set({ [`opening:${key.slice('draft:'.length)}:killed`]: passages });
  }
}

/** Longest time a page's main thread could not run a timer from now on, milliseconds; runs there, asked again later. */
export function longestPause(): number {
  const page = globalThis as typeof globalThis & { longestPause?: number };
  const before = page.longestPause;
  if (before === undefined) {
    let last = performance.now();
    page.longestPause = 0;
    setInterval(() => {
      const now = performance.now();
      page.longestPause = Math.max(page.longestPause ?? 0, now - last);
      last = now;
    }, 20);
  }
  return before ?? 0;
}

/** Whether what may be sent was made of every passage of the kept draft; runs in the panel. */
export async function isPacked(): Promise<boolean> {
  const stored = await chrome.storage.session.get<Record<string, { passages: { pack?: object }[] }>>(null);
  const drafts = Object.entries(stored).filter(([key]) => key.startsWith('draft:'));
  return drafts.every(([, { passages }]) => passages.every(({ pack }) => pack !== undefined));
}

/** What is typed, as it is kept; runs in the panel. */
export async function keptText(): Promise<string | undefined> {
  const stored = await chrome.storage.session.get<Record<string, { text: string }>>(null);
  return Object.entries(stored).find(([key]) => key.startsWith('draft:'))?.[1].text;
}

/** Whether all that was being drawn has been; runs in the panel. */
export async function isNothingNoted(): Promise<boolean> {
  const stored = await chrome.storage.session.get(null);
  return Object.keys(stored).every((key) => !key.startsWith('opening:'));
}
