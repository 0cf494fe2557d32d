import Database from 'libsql';

/** How long a write waits for another process (a backup, a second proxy) before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/** Migrations: each is applied once, in order, and never changed after a release. */
const migrations = [
  `CREATE TABLE threads (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     subject TEXT NOT NULL,
     id TEXT NOT NULL,
     active_at INTEGER NOT NULL,
     json TEXT NOT NULL,
     UNIQUE (subject, id)
   );
   CREATE INDEX threads_by_activity ON threads (active_at);
   CREATE TABLE items (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     thread INTEGER NOT NULL REFERENCES threads (position) ON DELETE CASCADE,
     id TEXT NOT NULL,
     json TEXT NOT NULL,
     feedback TEXT CHECK (feedback IN ('positive', 'negative')),
     UNIQUE (thread, id)
   );
   CREATE INDEX items_in_order ON items (thread, position);
   CREATE TABLE attachments (
     subject TEXT NOT NULL,
     id TEXT NOT NULL,
     active_at INTEGER NOT NULL,
     json TEXT NOT NULL,
     PRIMARY KEY (subject, id)
   );`,
  `ALTER TABLE attachments ADD COLUMN thread TEXT;
   ALTER TABLE attachments ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE attachments ADD COLUMN data BLOB;
   CREATE INDEX attachments_by_thread ON attachments (subject, thread);`,
];

/**
 * Opens or creates the database and migrates it to the current schema.
 *
 * WAL with `synchronous = FULL`: every commit reaches the disk before it is acknowledged, so a SIGKILL inside a write, or
 * a power cut, loses no acknowledged message; a question is one or two commits, so the wait (0.2 ms on an SSD) does not
 * count. `secure_delete` overwrites what a reader deletes.
 *
 * @param path a file, or `:memory:`
 * @throws when a newer version of the proxy has written the file
 */
export function openDatabase(path: string, now: () => number): Database.Database {
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.exec('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)');
  const applied = database.prepare('SELECT version FROM migrations ORDER BY version').all().length;
  if (applied > migrations.length) {
    database.close();
    throw new Error('DATABASE was written by a newer version of the proxy');
  }
  for (const [version, sql] of migrations.entries()) {
    if (version < applied) continue;
    const apply = database.transaction(() => {
      database.exec(sql);
      database.prepare('INSERT INTO migrations VALUES (?, ?)').run(version, now());
    });
    apply.immediate();
  }
  return database;
}
