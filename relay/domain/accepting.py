"""Who may send what (R2; protocol.md §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import consents
from relay.domain.case import OFFENDER, is_victim
from relay.domain.refusals import DeskClosed, NotConfirmed, NotOffered, StaleCustody, WrongRole

if TYPE_CHECKING:
    from relay.domain.capacity import Capacity
    from relay.domain.case import Case, Desk

LETTERS = ("letter", "video", "audio")
_OFFERED = ("letter", "video", "audio", "aside", "sheet")


def offered(kind: str, original: str) -> None:
    """Refuse kinds and edits that this version does not take yet; raises NotOffered."""
    if kind not in _OFFERED or (original and kind != "aside"):
        raise NotOffered(f"kind {kind}")


def may_send(case: Case, who: Capacity, *, kind: str, thread: str, has_task: bool) -> None:
    """Check that a person may send this kind into this thread (protocol.md §4.2).

    has_task: a liaison names a task of hers in this case and thread.
    Raises WrongRole, NotConfirmed, ConsentMissing.
    """
    if kind == "sheet":
        _require(who.officer)
    elif who.party:
        _require(thread == who.party)
        if kind in LETTERS:
            consents.in_force(case, who.party, kind, consents.SEND)
    elif who.liaison:
        _require(has_task and is_victim(thread) and thread in case.parties)
        if kind in LETTERS:
            consents.in_force(case, OFFENDER, kind, consents.SEND)
    else:
        _mediator(case, who, kind, thread)


def confirmed(who: Capacity) -> None:
    """Raise NotConfirmed for a victim whom no `party` statement names yet (design.md §9)."""
    if not who.any:
        raise NotConfirmed("no party statement names this card")


def sealed_to(desk: Desk, *, key_id: str, at_or_after_open: bool) -> None:
    """Check that a message was sealed to the desk's current key (protocol.md §6, last paragraph).

    at_or_after_open: the custody digest that the author verified stands at or after the key's `open`.
    Raises DeskClosed, StaleCustody.
    """
    if not desk.sealable:
        raise DeskClosed("nothing may be sealed to this desk now")
    if desk.key_id != key_id or not at_or_after_open:
        raise StaleCustody("sealed to another key or an older custody")


def _mediator(case: Case, who: Capacity, kind: str, thread: str) -> None:
    """Let a mediator send what the offender handed over in person: only where no desk is named."""
    offender = case.parties.get(OFFENDER)
    _require(who.holder and kind in LETTERS and thread in case.parties and is_victim(thread))
    _require(offender is not None and offender.desk == "")
    consents.in_force(case, OFFENDER, kind, consents.SEND)


def _require(allowed: bool) -> None:  # noqa: FBT001 - a condition, not an option
    if not allowed:
        raise WrongRole("this part in the case does not send this")
