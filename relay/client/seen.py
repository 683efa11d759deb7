"""What a person's clients have seen: how far each chain reached and how it ended (protocol.md §3, §6).

Kept sealed by the server, so that signing in elsewhere still notices a chain that became shorter or
took another turn. The browser's vault writes the same object; keys unknown here are kept as they are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from relay.client.errors import Untrusted
from relay.protocol import b64
from relay.protocol.padding import padded

CHAINS = ("custody", "ledgers")
MOST_TASKS = 500
TASK_FIELDS = 5  # number, message, case, thread, seal


@dataclass
class Seen:
    """Length and last digest (or link) of every chain this person's clients verified."""

    data: dict[str, Any] = field(default_factory=dict)
    changed: bool = False
    lists: dict[str, list[str]] = field(default_factory=dict)  # watch lists that this client has changed, by case

    @classmethod
    def read(cls, content: bytes) -> Seen:
        """Read the opened memory; raises Untrusted where it is no JSON object."""
        try:
            data = json.loads(content)
        except ValueError as error:
            raise Untrusted("memory is no JSON") from error
        if not isinstance(data, dict):
            raise Untrusted("memory is no object")
        return cls(data)

    def write(self) -> bytes:
        """Write the memory, ready to be sealed; padded, so that its length tells nothing."""
        written = json.dumps({"v": 1, **self.data}, separators=(",", ":"), sort_keys=True).encode()
        return written.ljust(padded(len(written)))

    def reached(self, kind: str, name: str = "") -> tuple[int, str]:
        """Tell the length and last digest (b64) seen of a chain: (0, "") for a new one.

        kind: `roster`, `custody` or `ledgers`; name: the desk's or ledger's.
        """
        value = self._chains(kind).get(name) if kind in CHAINS else self.data.get(kind)
        if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], int)):  # noqa: PLR2004 - a pair
            return 0, ""
        return value[0], str(value[1])

    def note(self, kind: str, name: str, length: int, last: bytes) -> None:
        """Remember how far a verified chain reaches; never goes back."""
        if length <= self.reached(kind, name)[0]:
            return
        value = [length, b64.encode(last)]
        if kind in CHAINS:
            self.data[kind] = {**self._chains(kind), name: value}
        else:
            self.data[kind] = value
        self.changed = True

    def mediator(self, case: str) -> str:
        """Tell which mediator's card (digest, b64) this person wrote to last in a case, "" for none."""
        return str(self._chains("mediators").get(case, ""))

    def note_mediator(self, case: str, card: str) -> None:
        """Remember the mediator this person writes to in a case."""
        if self.mediator(case) != card:
            self.data["mediators"] = {**self._chains("mediators"), case: card}
            self.changed = True

    def task(self, number: int) -> tuple[str, ...] | None:
        """Tell what a liaison's task was about when it was opened: message, case, thread, seal (digest, b64)."""
        return next((tuple(about) for known, *about in self._tasks() if known == str(number)), None)

    def note_task(self, number: int, about: tuple[str, str, str, str]) -> None:
        """Remember what a task was about when it was opened; the oldest of very many go first."""
        if self.task(number) is None:
            self.data["tasks"] = [*self._tasks(), [str(number), *about]][-MOST_TASKS:]
            self.changed = True

    def watched(self, case: str = "") -> dict[str, list[str]]:
        """Return the names and places that a mediator looks for in her letters, by case; of one case where named."""
        kept = {code: list(map(str, words)) for code, words in self._chains("watch").items()}
        return {code: words for code, words in kept.items() if case in ("", code)}

    def note_watched(self, case: str, words: list[str]) -> None:
        """Remember a case's watch list in the place of the one before; an empty one takes no room."""
        self.lists[case] = words
        self.data["watch"] = self._with_lists(self.watched())
        self.changed = True

    def check(self, kind: str, name: str, length: int, last: bytes) -> None:
        """Compare a chain with the memory at the length the memory has; raises Untrusted for a fork."""
        known, digest = self.reached(kind, name)
        if length == known and known and digest != b64.encode(last):
            raise Untrusted(f"{kind} {name} took another turn than what was seen")

    def check_end(self, kind: str, name: str, length: int) -> None:
        """Refuse a chain that is shorter than what was seen; raises Untrusted."""
        if length < self.reached(kind, name)[0]:
            raise Untrusted(f"{kind} {name} is shorter than what was seen")

    def merge(self, other: Seen) -> None:
        """Take in what another client of this person has seen meanwhile: the longer of each chain, its choices."""
        mine = {kind: self._chains(kind) for kind in CHAINS}
        roster = max(self.reached("roster"), other.reached("roster"))
        for kind in CHAINS:
            names = mine[kind].keys() | other._chains(kind).keys()
            mine[kind] = {name: list(max(self.reached(kind, name), other.reached(kind, name))) for name in names}
        mediators = {**other._chains("mediators"), **self._chains("mediators")}
        tasks = [*other._tasks(), *(task for task in self._tasks() if task not in other._tasks())][-MOST_TASKS:]
        joined = {"roster": list(roster), "mediators": mediators, **({"tasks": tasks} if tasks else {})}
        lists = {"watch": self._with_lists(other.watched())} if self.lists else {}
        self.data = {**self.data, **other.data, **mine, **joined, **lists}

    def _with_lists(self, lists: dict[str, list[str]]) -> dict[str, list[str]]:
        return {code: words for code, words in {**lists, **self.lists}.items() if words}

    def _tasks(self) -> list[list[str]]:
        value = self.data.get("tasks")
        return [task for task in value if len(task) == TASK_FIELDS] if isinstance(value, list) else []

    def _chains(self, kind: str) -> dict[str, Any]:
        value = self.data.get(kind)
        return value if isinstance(value, dict) else {}
