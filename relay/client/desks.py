"""Desks: assigning, opening and sharing them, and the secrets one holds (protocol.md §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nacl.utils import random

from relay.client import wire
from relay.client.errors import NotPossible, Refusal
from relay.protocol import b64, custody, xwing
from relay.protocol.desk_secret import open_desk_secret, seal_desk_secret

if TYPE_CHECKING:
    from relay.client.session import Session
    from relay.protocol.custody import Custody, Epoch
    from relay.protocol.signed import Signed

OFFICE: Final = "office"


def case_desk(case: str) -> str:
    """Name a case's desk."""
    return f"case/{case}"


def assign(session: Session, desk: str, holder: bytes) -> None:
    """Assign a desk (an officer does): a new desk or another mediator begins an epoch, else a holder is added.

    holder: digest of the card. Raises Refusal (409 `stale-custody`), Untrusted.
    """
    assign_to(session, desk, holder, epoch=_epoch_to_assign(session.trust.custody(desk), holder))


def assign_to(session: Session, desk: str, holder: bytes, *, epoch: int) -> None:
    """Assign exactly this epoch of a desk. Raises Refusal (409 `stale-custody`), Untrusted."""
    chain = session.trust.custody(desk)
    _append(session, desk, custody.make_assign(session.me.keys, chain, holder, epoch=epoch, at=session.now()))


def open_desk(session: Session, desk: str) -> None:
    """Open a desk one is assigned to: its key is made here and only its holder's sealed copy leaves (§6).

    Raises Refusal (409), Untrusted.
    """
    chain = session.trust.custody(desk)
    secret = random(xwing.SECRET_BYTES)
    entry = custody.make_open(session.me.keys, chain, xwing.public_key(secret), at=session.now())
    _append(session, desk, entry, _sealed_for(session.me.card.box, secret, entry))


def share(session: Session, desk: str, holder: bytes, *, epoch: int) -> None:
    """Share an epoch's secret with another assigned holder (card digest). Raises NotPossible, Refusal, Untrusted."""
    chain = session.trust.custody(desk)
    opened = chain.epochs[epoch - 1]
    entry = custody.make_share(session.me.keys, chain, holder, epoch=epoch, at=session.now())
    secret = secret_of(session, desk, opened.key_id)
    box = session.trust.card(holder).box
    _append(session, desk, entry, seal_desk_secret(box, secret, opened.open_digest))


def secret_of(session: Session, desk: str, key_id: str) -> bytes:
    """Open this person's copy of the desk key named key_id; raises NotPossible where they hold none, Untrusted."""
    epoch = session.trust.custody(desk).epoch_of_key(key_id)
    held = wire.objects(session.http.get(f"/desks?desk={desk}"), "desks")
    for item in held:
        if epoch is not None and wire.raw(item, "open") == epoch.open_digest:
            with wire.believing():
                sealed = wire.raw(item, "sealed")
                return open_desk_secret(session.me.keys.box_sk, sealed, epoch.open_digest, epoch.box)
    raise NotPossible("this person holds no such desk key")


def sealable(session: Session, desk: str) -> tuple[Custody, Epoch]:
    """Return a desk's verified chain and its current key; raises Refusal 422 `desk-closed` where it has none."""
    chain = session.trust.custody(desk)
    if chain.current is None or not chain.sealable(session.trust.roster()):
        raise Refusal(422, "desk-closed")
    return chain, chain.current


def holder_keys(session: Session, chain: Custody, key_id: str) -> frozenset[bytes]:
    """Collect the signing keys of who held the desk key named key_id (§4.5)."""
    epoch = chain.epoch_of_key(key_id)
    roster = session.trust.roster()
    cards = (roster.card_by_digest(holder) for holder in (epoch.holders if epoch else ()))
    return frozenset(card.sign for card in cards if card is not None)


def _epoch_to_assign(chain: Custody, holder: bytes) -> int:
    newest = chain.newest
    if newest is None or newest.closed:
        return len(chain.epochs) + 1
    moves = chain.desk.startswith("case/") and holder not in newest.assigned
    return newest.number + 1 if moves else newest.number


def _sealed_for(box: bytes, secret: bytes, entry: Signed) -> bytes:
    return seal_desk_secret(box, secret, custody.read_custody_statement(entry).digest)


def _append(session: Session, desk: str, entry: Signed, sealed: bytes | None = None) -> None:
    extra = {"sealed": b64.encode(sealed)} if sealed is not None else {}
    try:
        session.http.post(f"/custody/{desk}", {**wire.write("entry", entry, "signature"), **extra})
    except Refusal as refusal:
        if refusal.reason != "stale-custody" or not _stands(session, desk, entry):
            raise
    session.trust.custody(desk)


def _stands(session: Session, desk: str, entry: Signed) -> bool:
    """Tell whether the chain has this very entry: its answer was lost and it was sent again."""
    return session.trust.custody(desk).position(custody.read_custody_statement(entry).digest) is not None
