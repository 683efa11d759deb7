"""Rows of cases and what stands in them: parties, consents, preparations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from relay.storage.models_cases import CaseRow, ConsentRow, PartyRow, PreparedRow
from relay.storage.models_messages import MessageRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session


_LOCK = select(CaseRow).where(CaseRow.code == bindparam("code")).with_for_update()


def lock(session: Session, code: str) -> CaseRow | None:
    """Take the case lock: decisions about one case happen one after another (R5). SQLite holds its one lock already."""
    return session.scalar(_LOCK, {"code": code})


def find(session: Session, code: str) -> CaseRow | None:
    """Return a case by its code."""
    return session.get(CaseRow, code)


def public_ids(session: Session, codes: Collection[str]) -> Mapping[str, str]:
    """Return the opaque ids of these cases by their codes."""
    query = select(CaseRow.code, CaseRow.public_id).where(CaseRow.code.in_(codes))
    return {row.code: row.public_id for row in session.execute(query)}


def assign(session: Session, code: str, card_digest: str, *, anew: bool) -> None:
    """Note whom the newest `assign` of a case's desk names, for lists and trays (protocol.md §6).

    anew: it begins an epoch, so that the sheet waits to be passed on to a new key.
    """
    changes = {"mediator": card_digest} | ({"briefed": False} if anew else {})
    session.execute(update(CaseRow).where(CaseRow.code == code).values(changes))
    session.execute(
        update(MessageRow).where(MessageRow.case_code == code, MessageRow.tray.is_not(None)).values(tray=card_digest)
    )


def parties(session: Session, code: str) -> Sequence[PartyRow]:
    """Return the newest word on each party of a case."""
    return session.scalars(select(PartyRow).where(PartyRow.case_code == code).order_by(PartyRow.party)).all()


def person_of(session: Session, code: str, party: str) -> str:
    """Return whose card is the newest of a victim party; "" where it has none, and for the offender."""
    query = select(PartyRow.person).where(PartyRow.case_code == code, PartyRow.party == party)
    return session.scalar(query) or ""


def consents(session: Session, code: str) -> Sequence[ConsentRow]:
    """Return the newest consents of a case, one a party, model and direction."""
    query = select(ConsentRow).where(ConsentRow.case_code == code)
    return session.scalars(query.order_by(ConsentRow.party, ConsentRow.model, ConsentRow.direction)).all()


def prepared(session: Session, code: str) -> frozenset[str]:
    """Return the parties of a case that have a `prepared` statement."""
    return frozenset(session.scalars(select(PreparedRow.party).where(PreparedRow.case_code == code)))
