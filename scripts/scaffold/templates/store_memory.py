class Store:
    """Turns by reader and session, in memory: a restart forgets them."""

    def __init__(self) -> None:
        self.turns: dict[tuple[str, str], list[dict]] = {}

    def read(self, reader: str, session: str) -> list[dict]:
        self._retire()
        return list(self.turns.get((reader, session), []))

    def add(self, reader: str, session: str, turn: dict) -> None:
        self.turns.setdefault((reader, session), []).append(turn)

    def delete(self, reader: str, session: str | None) -> None:
        for key in [key for key in self.turns if key[0] == reader and session in (None, key[1])]:
            del self.turns[key]

    def _retire(self) -> None:
        if not RETENTION_DAYS:
            return
        oldest = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - RETENTION_DAYS * 86_400))
        for key in [key for key, turns in self.turns.items() if turns[-1]["timestamp"] < oldest]:
            del self.turns[key]


store = Store()
