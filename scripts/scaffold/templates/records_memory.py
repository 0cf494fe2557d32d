class Records:
    """Threads and items by reader, oldest first, in memory: a restart forgets them."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str, str], tuple[float, dict]] = {}

    def put(self, reader: str, kind: str, thread: str, key: str, row: dict) -> None:
        self.rows[(reader, kind, thread, key)] = (time.time(), row)
        self._retire()

    def get(self, reader: str, kind: str, key: str) -> dict | None:
        return next((row for (r, k, _, i), (_, row) in self.rows.items() if (r, k, i) == (reader, kind, key)), None)

    def all(self, reader: str, kind: str, thread: str) -> list[dict]:
        return [row for (r, k, t, _), (_, row) in self.rows.items() if (r, k, t) == (reader, kind, thread)]

    def delete(self, reader: str, kind: str, thread: str, key: str | None) -> None:
        for found in [f for f in self.rows if f[:3] == (reader, kind, thread) and key in (None, f[3])]:
            del self.rows[found]

    def forget(self, reader: str) -> None:
        for found in [found for found in self.rows if found[0] == reader]:
            del self.rows[found]

    def _retire(self) -> None:
        if not RETENTION_DAYS:
            return
        of = lambda found: (found[0], found[3] if found[1] == "thread" else found[2])  # noqa: E731
        last: dict[tuple[str, str], float] = {}
        for found, (at, _) in self.rows.items():
            last[of(found)] = max(at, last.get(of(found), 0))
        for found in [found for found in self.rows if last[of(found)] < time.time() - RETENTION_DAYS * 86_400]:
            del self.rows[found]


records = Records()

