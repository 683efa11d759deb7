"""A deployment's public trust anchors as files: root card, roster, open invitations, who joined (keys/README.md).

These files carry no secret. They travel between the server and the machine that holds the root's key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relay.client import wire
from relay.client.errors import NotPossible
from relay.client.identity_file import write_private
from relay.protocol import b64
from relay.protocol.card import Card, read_card
from relay.protocol.roster import Roster

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from relay.protocol.signed import Signed

PUBLIC_MODE = 0o644


@dataclass(frozen=True)
class Joined:
    """Who joined on one of the root's invitations: id (16 bytes), card, MAC (32 bytes)."""

    invite_id: bytes
    card: Card
    mac: bytes


class KeysFolder:
    """root.json, roster.json, cards.json, invitations.json and joined.json in one folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def root(self) -> Card:
        """Read the root card. Raises NotPossible where there is none, Untrusted."""
        content = self._read("root.json")
        if not isinstance(content, dict):
            raise NotPossible("no readable root.json in the keys folder")
        with wire.believing():
            return read_card(wire.signed(content, "card"))

    def write_root(self, card: Card) -> None:
        """Write the root card; raises NotPossible where another programme's is there."""
        if (self._path / "root.json").exists() and self.root().digest != card.digest:
            raise NotPossible("the folder holds another programme's root")
        self._write("root.json", wire.write("card", card.signed))

    def roster(self) -> tuple[Roster, list[Signed]]:
        """Read and verify the roster: empty where there is no file yet. Raises Untrusted."""
        if not (self._path / "roster.json").exists():
            return Roster.start(self.root()), []
        with wire.believing():
            entries = [wire.signed(item, "entry", "signature") for item in self._rows("roster.json")]
            cards = [read_card(wire.signed(item, "card")) for item in self._rows("cards.json")]
            return Roster.build(self.root(), entries, {card.digest: card for card in cards}), entries

    def write_roster(self, entries: Iterable[Signed], cards: Iterable[Card]) -> None:
        """Write the roster's entries and the cards they name."""
        self._write("roster.json", [wire.write("entry", entry, "signature") for entry in entries])
        self._write("cards.json", [wire.write("card", card.signed) for card in cards])

    def invitations(self) -> list[tuple[bytes, str]]:
        """List the root's invitations: id (16 bytes) and language."""
        if not (self._path / "invitations.json").exists():
            return []
        return [(wire.raw(item, "id", 16), wire.text(item, "lang")) for item in self._rows("invitations.json")]

    def add_invitation(self, invite_id: bytes, lang: str) -> None:
        """Note an invitation of the root's; its secret stays with the root's key."""
        known = [*self.invitations(), (invite_id, lang)]
        self._write("invitations.json", [{"id": b64.encode(id_), "lang": lng} for id_, lng in known])

    def joined(self) -> list[Joined]:
        """List who joined on the root's invitations, as collected from the server. Raises NotPossible, Untrusted."""
        with wire.believing():
            return [
                Joined(wire.raw(item, "invite", 16), read_card(wire.signed(item, "card")), wire.raw(item, "mac", 32))
                for item in self._rows("joined.json")
            ]

    def _rows(self, name: str) -> list[dict[str, Any]]:
        content = self._read(name)
        if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
            raise NotPossible(f"no readable {name} in the keys folder")
        return content

    def _read(self, name: str) -> object:
        try:
            return json.loads((self._path / name).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError) as error:
            raise NotPossible(f"no readable {name} in the keys folder") from error

    def _write(self, name: str, content: object) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        write_private(self._path / name, content)
        (self._path / name).chmod(PUBLIC_MODE)
