"""One epoch of a desk: who is assigned to it, who opened it, who holds its key (docs/protocol.md §6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.protocol.identity import key_id

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Epoch:
    """One epoch of a desk: cards by digest.

    assigned: each assigned card with the signing key of its newest assign; holders: who opened it or received it;
    box and open_digest are b"" until its open.
    """

    number: int
    assigned: Mapping[bytes, bytes] = field(default_factory=dict)
    box: bytes = field(default=b"", repr=False)
    open_digest: bytes = b""
    opened_by: bytes = b""
    holders: tuple[bytes, ...] = ()
    closed: bool = False

    @property
    def key_id(self) -> str:
        """Name this epoch's box key; "" until its open."""
        return key_id(self.box) if self.box else ""


def duty_role(desk: str) -> str:
    """Tell which role holds a desk: case/CODE a mediator, institution/CODE liaisons, office officers."""
    return {"case": "mediator", "institution": "liaison"}.get(desk.partition("/")[0], "officer")
