"""Ledger links: each entry is chained to all before it (docs/protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol.notation import digest, length_prefixed
from relay.protocol.signed import require_sizes

if TYPE_CHECKING:
    from relay.protocol.signed import Signed


def first_link(instance: bytes, name: str) -> bytes:
    """Compute the link before the first entry of the ledger named CASE or CASE/victim-N."""
    return digest("ledger", instance + name.encode("ascii"))


def next_link(previous: bytes, entry: Signed) -> bytes:
    """Compute the link of an entry (a statement or an accepted message's seal) after the previous one."""
    require_sizes(entry)
    return digest("ledger", previous + length_prefixed(entry.data) + entry.signature)
