import sqlite3  # noqa: E402


class Store:
    """Turns by reader and session, in one SQLite file."""

    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA secure_delete = ON")
        self.database.execute(
            "CREATE TABLE IF NOT EXISTS turns (reader TEXT NOT NULL, session TEXT NOT NULL, at INTEGER NOT NULL, turn TEXT NOT NULL)"
        )
        self.database.execute("CREATE INDEX IF NOT EXISTS turns_of ON turns (reader, session)")

    def read(self, reader: str, session: str) -> list[dict]:
        self._retire()
        rows = self.database.execute(
            "SELECT turn FROM turns WHERE reader = ? AND session = ? ORDER BY rowid", (reader, session)
        )
        return [json.loads(turn) for (turn,) in rows]

    def add(self, reader: str, session: str, turn: dict) -> None:
        self.database.execute(
            "INSERT INTO turns VALUES (?, ?, ?, ?)", (reader, session, int(time.time()), json.dumps(turn))
        )

    def delete(self, reader: str, session: str | None) -> None:
        self.database.execute(
            "DELETE FROM turns WHERE reader = ? AND (? IS NULL OR session = ?)", (reader, session, session)
        )

    def _retire(self) -> None:
        if RETENTION_DAYS:
            self.database.execute(
                "DELETE FROM turns WHERE (reader, session) IN"
                " (SELECT reader, session FROM turns GROUP BY reader, session HAVING max(at) < ?)",
                (int(time.time()) - RETENTION_DAYS * 86_400,),
            )


store = Store(os.environ.get("DOCENT_DATABASE", "docent.db"))
