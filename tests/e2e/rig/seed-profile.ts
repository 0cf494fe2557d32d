import type * as old from '../../contracts/profile-0.1.0';

/**
 * Puts a profile of 0.1.0 in place of what the extension keeps, as that version would have left it; runs in one of our own
 * pages, before an update. Drafts are another matter: browsers empty `storage.session` when an extension is updated.
 */
export async function seedProfile(profile: typeof old): Promise<void> {
  const wanted = (request: IDBRequest | IDBTransaction) =>
    new Promise<void>((resolve, reject) => {
      request.addEventListener('success', () => resolve());
      request.addEventListener('complete', () => resolve());
      request.addEventListener('blocked', () => reject(new Error('blocked')));
      request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
    });
  const fill = async (
    name: string,
    version: number,
    make: (database: IDBDatabase) => void,
    rows: Record<string, [value: unknown, key?: IDBValidKey][]>,
  ) => {
    await wanted(indexedDB.deleteDatabase(name));
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => make(request.result);
    await wanted(request);
    const transaction = request.result.transaction(Object.keys(rows), 'readwrite');
    for (const [store, values] of Object.entries(rows)) {
      for (const [value, key] of values) transaction.objectStore(store).put(value, key);
    }
    await wanted(transaction);
    request.result.close();
  };

  await fill(
    'docent',
    1,
    (database) => ['records', 'connections', 'secrets'].forEach((store) => database.createObjectStore(store)),
    {
      records: [[profile.settings, 'settings']],
      connections: profile.connections.map((connection) => [connection, connection.id]),
      secrets: Object.entries(profile.secrets).map(([id, secret]) => [secret, id]),
    },
  );
  await fill(
    'docent-conversations',
    2,
    (database) => {
      const threads = database.createObjectStore('threads', { keyPath: 'order', autoIncrement: true });
      threads.createIndex('id', ['subject', 'id'], { unique: true });
      threads.createIndex('order', ['subject', 'order']);
      const items = database.createObjectStore('items', { keyPath: 'order', autoIncrement: true });
      items.createIndex('id', ['subject', 'threadId', 'id'], { unique: true });
      items.createIndex('order', ['subject', 'threadId', 'order']);
      database.createObjectStore('feedback');
      database.createObjectStore('attachments');
      database.createObjectStore('attachmentData').createIndex('size', ['subject', 'size']);
    },
    { threads: profile.threads.map((row) => [row]), items: profile.items.map((row) => [row]) },
  );
  await fill('docent-ways', 1, (database) => database.createObjectStore('threads').createIndex('at', 'at'), {
    threads: [[profile.ways.value, profile.ways.key]],
  });
}

/** The draft that 0.1.0 kept for this window; runs in one of our own pages. */
export async function seedDraft(draft: typeof old.draft): Promise<void> {
  const { id } = await chrome.windows.getCurrent();
  await chrome.storage.session.set({ [`draft:${id}`]: draft });
}
