import sqlite3  # noqa: E402


class Records:
    """Threads and items by reader, oldest first, in one SQLite file."""

    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA secure_delete = ON")
        self.database.execute(
            "CREATE TABLE IF NOT EXISTS records (reader TEXT, kind TEXT, thread TEXT, key TEXT, at INTEGER, row TEXT,"
            " UNIQUE (reader, kind, thread, key))"
        )

    def put(self, reader: str, kind: str, thread: str, key: str, row: dict) -> None:
        now = int(time.time())
        self.database.execute(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (reader, kind, thread, key) DO UPDATE SET at = excluded.at, row = excluded.row",
            (reader, kind, thread, key, now, json.dumps(row)),
        )
        if RETENTION_DAYS:
            conversation = "CASE kind WHEN 'thread' THEN key ELSE thread END"
            self.database.execute(
                f"DELETE FROM records WHERE (reader, {conversation}) IN"
                f" (SELECT reader, {conversation} FROM records GROUP BY 1, 2 HAVING max(at) < ?)",
                (now - RETENTION_DAYS * 86_400,),
            )

    def get(self, reader: str, kind: str, key: str) -> dict | None:
        found = self.database.execute(
            "SELECT row FROM records WHERE reader = ? AND kind = ? AND key = ?", (reader, kind, key)
        ).fetchone()
        return json.loads(found[0]) if found else None

    def all(self, reader: str, kind: str, thread: str) -> list[dict]:
        rows = self.database.execute(
            "SELECT row FROM records WHERE reader = ? AND kind = ? AND thread = ? ORDER BY rowid", (reader, kind, thread)
        )
        return [json.loads(row) for (row,) in rows]

    def delete(self, reader: str, kind: str, thread: str, key: str | None) -> None:
        self.database.execute(
            "DELETE FROM records WHERE reader = ? AND kind = ? AND thread = ? AND (? IS NULL OR key = ?)",
            (reader, kind, thread, key, key),
        )

    def forget(self, reader: str) -> None:
        self.database.execute("DELETE FROM records WHERE reader = ?", (reader,))


records = Records(os.environ.get("DOCENT_DATABASE", "docent.db"))

