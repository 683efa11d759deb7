"""Which kinds of messages the rules tell apart (protocol.md §4.2)."""

from __future__ import annotations

from relay.protocol.context import LETTERS

__all__ = ["LETTERS", "RELAYED", "RELEASABLE", "is_edit"]

RELAYED = "relayed"
RELEASABLE = (*LETTERS, RELAYED)


def is_edit(kind: str, original: str) -> bool:
    """Tell an edit from what a party made: an `aside` may point at another message and is none.

    original: the id that the message's context names, "" for none.
    """
    return original != "" and kind in LETTERS
