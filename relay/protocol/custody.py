"""A desk and its custody chain: who holds which key of it, since when (docs/protocol.md §6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import forms
from relay.protocol.custody_statement import (
    ASSIGN,
    OPEN,
    SHARE,
    CustodyStatement,
    make_assign,
    make_close,
    make_open,
    make_share,
    read_custody_statement,
)
from relay.protocol.epoch import Epoch, duty_role
from relay.protocol.notation import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relay.protocol.roster import Roster
    from relay.protocol.signed import Signed

__all__ = [
    "Custody",
    "CustodyStatement",
    "Epoch",
    "duty_role",
    "make_assign",
    "make_close",
    "make_open",
    "make_share",
    "read_custody_statement",
]

_OFFICE = "office"


@dataclass(frozen=True)
class Custody:
    """A verified chain: never changed, each append makes a new one and leaves this as it was."""

    desk: str
    instance: bytes
    head: bytes
    epochs: tuple[Epoch, ...] = ()
    _positions: Mapping[bytes, int] = field(default_factory=dict, repr=False)
    _nonces: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def start(cls, desk: str, instance: bytes) -> Custody:
        """Begin an empty chain; raises ProtocolError for what is no desk's name."""
        return cls(desk, instance, digest("custody", instance + forms.desk_name(desk).encode("ascii")))

    @classmethod
    def build(cls, desk: str, instance: bytes, entries: Iterable[Signed], roster: Roster) -> Custody:
        """Verify a whole chain against the roster; raises ProtocolError."""
        custody = cls.start(desk, instance)
        for signed in entries:
            custody = custody.append(signed, roster)
        return custody

    @property
    def length(self) -> int:
        """Count the statements."""
        return len(self._positions)

    @property
    def newest(self) -> Epoch | None:
        """Find the newest epoch, opened or not."""
        return self.epochs[-1] if self.epochs else None

    @property
    def current(self) -> Epoch | None:
        """Find the epoch whose box is the current key: the newest if it is open and not closed."""
        newest = self.newest
        return newest if newest is not None and newest.box and not newest.closed else None

    def position(self, statement_digest: bytes) -> int | None:
        """Find a statement's place from 0, by its H("custody", …)."""
        return self._positions.get(statement_digest)

    def at_or_after_open(self, statement_digest: bytes) -> bool:
        """Tell whether a statement of this chain stands at or after the current key's open (§6)."""
        place = self.position(statement_digest)
        return place is not None and self.current is not None and place >= self._positions[self.current.open_digest]

    def epoch_of_key(self, box_key_id: str) -> Epoch | None:
        """Find the epoch that a desk key, named by its key_id, belongs to."""
        return next((epoch for epoch in self.epochs if epoch.box and epoch.key_id == box_key_id), None)

    def holder_keys(self, box_key_id: str, roster: Roster) -> frozenset[bytes]:
        """Find the signing keys of who opened or received a desk key: they may grant on what it opens (§4.5)."""
        epoch = self.epoch_of_key(box_key_id)
        holders = () if epoch is None else epoch.holders
        return frozenset(card.sign for card in map(roster.card_by_digest, holders) if card is not None)

    def ever_held(self, card_digest: bytes) -> bool:
        """Tell whether this card opened or received any epoch of the desk."""
        return any(card_digest in epoch.holders for epoch in self.epochs)

    def sealable(self, roster: Roster) -> bool:
        """Tell whether the desk may be sealed to: every holder and the signer of each one's assign stand (§6)."""
        if self.current is None:
            return False
        return all(
            roster.stands(holder) and _signer_stands(self.current.assigned[holder], roster)
            for holder in self.current.holders
        )

    def append(self, signed: Signed, roster: Roster) -> Custody:
        """Verify one more statement at its place; raises ProtocolError if it would make the chain invalid."""
        entry = read_custody_statement(signed)
        if entry.desk != self.desk or entry.prev != self.head or entry.nonce in self._nonces:
            raise ProtocolError("another place in the chain")
        epoch = {ASSIGN: self._assigned, OPEN: self._opened, SHARE: self._shared}.get(entry.type, self._closed)
        changed = epoch(entry, roster)
        return replace(
            self,
            head=entry.digest,
            epochs=(*self.epochs[: changed.number - 1], changed, *self.epochs[changed.number :]),
            _positions={**self._positions, entry.digest: self.length},
            _nonces=self._nonces | {entry.nonce},
        )

    def _assigned(self, entry: CustodyStatement, roster: Roster) -> Epoch:
        by_root = self.desk == _OFFICE and entry.by == roster.root.sign
        if not by_root and not roster.ever_stood(entry.by, "officer"):
            raise ProtocolError("only an officer assigns")
        card = roster.card_by_digest(entry.holder)
        if card is None or card.role != duty_role(self.desk):
            raise ProtocolError("no card for this duty")
        if entry.epoch == len(self.epochs) + 1:
            return Epoch(entry.epoch, {entry.holder: entry.by})
        newest = self._require_newest(entry)
        if newest.closed or (self._is_case and entry.holder not in newest.assigned):
            raise ProtocolError("closed, or held by somebody else")
        return replace(newest, assigned={**newest.assigned, entry.holder: entry.by})

    def _opened(self, entry: CustodyStatement, roster: Roster) -> Epoch:
        newest = self._require_newest(entry)
        opener = _card_of(entry.by, roster)
        if opener not in newest.assigned or newest.box or any(entry.box == epoch.box for epoch in self.epochs):
            raise ProtocolError("not assigned, or opened before")
        return replace(newest, box=entry.box, open_digest=entry.digest, opened_by=opener, holders=(opener,))

    def _shared(self, entry: CustodyStatement, roster: Roster) -> Epoch:
        if entry.epoch > len(self.epochs):
            raise ProtocolError("no such epoch")
        epoch = self.epochs[entry.epoch - 1]
        reach = self.epochs[entry.epoch - 1 :] if self._is_case else (epoch,)
        if _card_of(entry.by, roster) not in epoch.holders:
            raise ProtocolError("shared by who does not hold it")
        if not any(entry.holder in later.assigned for later in reach):
            raise ProtocolError("shared with who is not assigned")
        return replace(epoch, holders=tuple(dict.fromkeys((*epoch.holders, entry.holder))))

    def _closed(self, entry: CustodyStatement, roster: Roster) -> Epoch:
        newest = self._require_newest(entry)
        if not roster.ever_stood(entry.by, "officer") or newest is not self.current:
            raise ProtocolError("not an officer, or not open")
        return replace(newest, closed=True)

    @property
    def _is_case(self) -> bool:
        return self.desk.startswith("case/")

    def _require_newest(self, entry: CustodyStatement) -> Epoch:
        if self.newest is None or entry.epoch != self.newest.number:
            raise ProtocolError("not the newest epoch")
        return self.newest


def _card_of(sign: bytes, roster: Roster) -> bytes:
    card = roster.card_by_sign(sign)
    if card is None:
        raise ProtocolError("a stranger signs")
    return card.digest


def _signer_stands(sign: bytes, roster: Roster) -> bool:
    return roster.stands(_card_of(sign, roster))
