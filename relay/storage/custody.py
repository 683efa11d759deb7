"""Rows of desks, their custody chains and their sealed secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from relay.protocol import b64
from relay.protocol.identity import key_id
from relay.storage.models_trust import CustodyRow, DeskRow, DeskSecretRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.protocol.custody import Custody, CustodyStatement


def desk(session: Session, name: str) -> DeskRow | None:
    """Return a desk as its chain's head leaves it."""
    return session.get(DeskRow, name)


def lock_desk(session: Session, name: str) -> DeskRow | None:
    """Return a desk and hold it: appends come one after another."""
    return session.scalar(select(DeskRow).where(DeskRow.name == name).with_for_update())


def digests(session: Session, name: str) -> Sequence[str]:
    """Return every digest of a desk's chain, in order."""
    query = select(CustodyRow.digest).where(CustodyRow.desk == name).order_by(CustodyRow.position)
    return session.scalars(query).all()


def after(session: Session, name: str, position: int) -> Sequence[CustodyRow]:
    """Return the statements after a position of a desk's chain, in order."""
    query = (
        select(CustodyRow).where(CustodyRow.desk == name, CustodyRow.position > position).order_by(CustodyRow.position)
    )
    return session.scalars(query).all()


def add_statement(session: Session, entry: CustodyStatement, position: int) -> None:
    """Append a verified statement."""
    session.add(
        CustodyRow(
            desk=entry.desk,
            position=position,
            entry=entry.signed.data.decode(),
            signature=b64.encode(entry.signed.signature),
            digest=b64.encode(entry.digest),
            type=entry.type,
            epoch=entry.epoch,
            holder=b64.encode(entry.holder),
            box=b64.encode(entry.box),
            key_id=key_id(entry.box) if entry.box else None,
        )
    )


def keep_head(session: Session, row: DeskRow | None, custody: Custody) -> None:
    """Write what a desk's chain now says about it."""
    if row is None:
        row = DeskRow(name=custody.desk)
        session.add(row)
    newest, current = custody.newest, custody.current
    row.epoch = newest.number if newest else 0
    row.closed = bool(newest and newest.closed)
    row.box = b64.encode(current.box) if current else None
    row.key_id = current.key_id if current else None
    row.head = b64.encode(custody.head)
    row.length = custody.length


def keep_secret(session: Session, secret: DeskSecretRow) -> None:
    """Keep an epoch's secret as sealed to one holder; a second one for the same holder replaces it."""
    session.merge(secret)


def secrets_of(session: Session, person: str, name: str = "") -> Sequence[DeskSecretRow]:
    """Return every desk secret sealed to a person; name: of one desk alone."""
    query = select(DeskSecretRow).where(DeskSecretRow.person == person)
    if name:
        query = query.where(DeskSecretRow.desk == name)
    return session.scalars(query.order_by(DeskSecretRow.desk, DeskSecretRow.epoch)).all()


def ever_named(session: Session, name: str, card: str) -> bool:
    """Tell whether a desk's chain assigns it to, or shares it with, this card: now or before."""
    return bool(session.scalar(select(exists().where(CustodyRow.desk == name, CustodyRow.holder == card))))


def waiting_for(session: Session, card: str) -> Sequence[str]:
    """Return the desks whose newest epoch is assigned to this card and has no key yet."""
    opened = exists().where(
        CustodyRow.desk == DeskRow.name, CustodyRow.epoch == DeskRow.epoch, CustodyRow.type == "open"
    )
    assigned = exists().where(
        CustodyRow.desk == DeskRow.name,
        CustodyRow.epoch == DeskRow.epoch,
        CustodyRow.type == "assign",
        CustodyRow.holder == card,
    )
    return session.scalars(select(DeskRow.name).where(assigned, ~opened).order_by(DeskRow.name)).all()
