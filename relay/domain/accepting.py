"""Who may send what (R2; protocol.md §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import consents
from relay.domain.case import OFFENDER, is_victim
from relay.domain.kinds import LETTERS
from relay.domain.refusals import DeskClosed, NotOffered, StaleCustody, StateMoved, WrongRole
from relay.domain.states import RELEASED, WITHDRAWN

if TYPE_CHECKING:
    from relay.domain.capacity import Capacity
    from relay.domain.case import Case, Desk

_BY_PARTIES = (*LETTERS, "aside")
_TO_NOBODY_YET = ("guidance", "relayed")  # a mediator's words for a side, given to it by a later statement


def offered(kind: str) -> None:
    """Refuse kinds that this version does not take yet; raises NotOffered."""
    if kind == "request":
        raise NotOffered(f"kind {kind}")


def may_send(case: Case, who: Capacity, *, kind: str, thread: str, edit: bool, has_task: bool) -> None:
    """Check that a person may send this kind into this thread (protocol.md §4.2).

    edit: a letter that names an original; has_task: a liaison had a task in this case and thread.
    Raises WrongRole, ConsentMissing.
    """
    if kind == "sheet":
        _require(who.officer)
    elif who.party:
        _require(thread == who.party and kind in _BY_PARTIES and not edit)
        if kind in LETTERS:
            consents.in_force(case, who.party, kind, consents.SEND)
    elif who.liaison:
        _require(has_task and kind in _BY_PARTIES and not edit)
        _require(is_victim(thread) and thread in case.parties)
        if kind in LETTERS:
            consents.in_force(case, OFFENDER, kind, consents.SEND)
    else:
        _mediator(case, who, kind, thread, edit=edit)


def may_edit(*, kind: str, thread: str, edit: bool, state: str, into: str) -> None:
    """Check that a mediator may edit a message of these facts into an edit of thread `into` (protocol.md §4.2).

    Raises WrongRole for what is no party's letter of that thread, StateMoved for what went or was withdrawn.
    """
    _require(kind in LETTERS and thread == into and not edit)
    if state in (RELEASED, WITHDRAWN):
        raise StateMoved(f"edit of what is {state}")


def sealed_to(desk: Desk, *, key_id: str, at_or_after_open: bool) -> None:
    """Check that a message was sealed to the desk's current key (protocol.md §6, last paragraph).

    at_or_after_open: the custody digest that the author verified stands at or after the key's `open`.
    Raises DeskClosed, StaleCustody.
    """
    if not desk.sealable:
        raise DeskClosed("nothing may be sealed to this desk now")
    if desk.key_id != key_id or not at_or_after_open:
        raise StaleCustody("sealed to another key or an older custody")


def _mediator(case: Case, who: Capacity, kind: str, thread: str, *, edit: bool) -> None:
    """Let a mediator keep notes, write her own words and edits, and send what the offender handed over in person.

    The last only where no desk is named.
    """
    _require(who.holder)
    if kind == "notes":
        return
    _require(thread in case.parties and is_victim(thread))
    if kind in _TO_NOBODY_YET or edit:
        return
    offender = case.parties.get(OFFENDER)
    _require(kind in LETTERS and offender is not None and offender.desk == "")
    consents.in_force(case, OFFENDER, kind, consents.SEND)


def _require(allowed: bool) -> None:  # noqa: FBT001 - a condition, not an option
    if not allowed:
        raise WrongRole("this part in the case does not send this")
