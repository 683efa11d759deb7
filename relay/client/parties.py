"""What a party decides and how it is prepared: consent, acceptance, preparation (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relay.client import desks, statements
from relay.client.errors import NotPossible
from relay.client.send import thread_of
from relay.domain.case import is_victim
from relay.protocol import b64
from relay.protocol.statement_forms import CHECKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.session import Session
    from relay.protocol.canonical import Value

PORTAL, WRITTEN = "portal", "written"
DEFAULT_CHECKS: Final = tuple(CHECKS)


def consent(
    session: Session, case: str, party: str, scope: str, *, given: bool, model: str = "letters", how: str = ""
) -> None:
    """Give or take back consent: a victim her own, staff what the offender said or signed.

    scope: send, receive or all; how: portal for a victim, else spoken or written ("" = as usual for the party).
    Raises Refusal, ProtocolError for a word that is not in the lists.
    """
    own: dict[str, Value] = {"party": party, "scope": scope, "model": model, "given": given, "how": how or _how(party)}
    statements.post(session, [statements.sign(session, "consent", case, **own)])


def party(session: Session, case: str) -> str:
    """Name the party that this victim is in a case. Raises Refusal."""
    return thread_of(session, case)


def accept(session: Session, case: str, party: str, *, given: bool = True, how: str = "") -> None:
    """Accept the case's present mediator as neutral, or not. Raises Refusal, NotPossible before there is one."""
    newest = session.trust.custody(desks.case_desk(case)).newest
    if newest is None or not newest.holders:
        raise NotPossible("no mediator yet")
    holder = b64.encode(newest.holders[0])
    own: dict[str, Value] = {"party": party, "holder": holder, "given": given, "how": how or _how(party)}
    statements.post(session, [statements.sign(session, "accept", case, **own)])


def prepared(session: Session, case: str, party: str, checks: Sequence[str] = DEFAULT_CHECKS) -> None:
    """Record that a party was prepared, and what was gone through. Raises Refusal."""
    statements.post(session, [statements.sign(session, "prepared", case, party=party, checks=list(checks))])


def _how(party: str) -> str:
    return PORTAL if is_victim(party) else WRITTEN
