"""What follows when somebody works here no longer: the card is final, desks go to who is left (protocol.md §2, §6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client import desks, wire
from relay.client.errors import NotPossible, Refusal
from relay.protocol import b64, roster

if TYPE_CHECKING:
    from relay.client.session import Session
    from relay.protocol.custody import Custody
    from relay.protocol.roster import Roster


@dataclass(frozen=True)
class DeskNeed:
    """What one desk needs next: assign, nobody, reopen, renew, open or share; cards: digests of whom it is about."""

    desk: str
    need: str
    cards: tuple[bytes, ...]


def revoke(session: Session, card: bytes) -> list[str]:
    """Revoke a mediator's or liaison's card (an officer does), and begin a new epoch at desks where others are left.

    card: digest. Returns the desks reopened. Asked again, it goes on where it stopped.
    Raises Refusal, Untrusted, NotPossible for an officer's: the root revokes that.
    """
    known = session.trust.roster()
    found = known.card_by_digest(card)
    if found is None or found.role in ("officer", "root"):
        raise NotPossible("only the root revokes an officer")
    if known.stands(card):
        entry = roster.make_entry(session.me.keys, roster.REVOKE, card, known.head, issued=session.now())
        session.http.post("/roster", wire.write("entry", entry, "signature"))
    reopened = [need.desk for need in desk_needs(session) if need.need == "reopen"]
    for desk in reopened:
        reopen_desk(session, desk)
    return reopened


def reopen_desk(session: Session, desk: str) -> None:
    """Begin a desk's new epoch for those of its people who stand; of the office's, one's own, open and share it too.

    Raises NotPossible where nobody is left, Refusal (409 `stale-custody`), Untrusted.
    """
    known, chain = session.trust.roster(), session.trust.custody(desk)
    left = _left(chain, known)
    if not left:
        raise NotPossible("nobody is left at this desk")
    newest = chain.epochs[-1]
    sound = not newest.closed and all(map(known.stands, newest.assigned))
    epoch = newest.number + (0 if sound else 1)
    for holder in left:
        if not sound or holder not in newest.assigned:
            desks.assign_to(session, desk, holder, epoch=epoch)
    if session.me.card.digest in left:
        _open_and_share(session, desk, left, epoch)


def renew_desk(session: Session, desk: str, leaving: bytes = b"") -> None:
    """Sign again for everybody at a desk whose assignment somebody signed who is revoked, or is leaving.

    leaving: digest of an officer's card. Raises Refusal, Untrusted.
    """
    known, chain = session.trust.roster(), session.trust.custody(desk)
    newest = chain.epochs[-1]
    for holder, sign in newest.assigned.items():
        signer = known.card_by_sign(sign)
        gone = signer is None or signer.digest == leaving or not known.stands(signer.digest)
        if gone and known.stands(holder) and holder != leaving:
            desks.assign_to(session, desk, holder, epoch=newest.number)


def desk_needs(session: Session, leaving: bytes = b"") -> list[DeskNeed]:
    """List the desks that need somebody (officers ask); leaving: as if this officer's card were revoked."""
    asked = f"/desks/needs?leaving={b64.encode(leaving)}" if leaving else "/desks/needs"
    return [
        DeskNeed(
            wire.text(item, "desk"),
            wire.text(item, "need"),
            tuple(b64.decode(str(card), 32) for card in item["cards"]),
        )
        for item in wire.objects(session.http.get(asked), "needs")
    ]


def share_with_colleagues(session: Session, desk: str) -> int:
    """Share a desk one holds with those assigned to it who do not; returns how many got it now.

    Raises Refusal, Untrusted, NotPossible where one does not hold it.
    """
    known, chain = session.trust.roster(), session.trust.custody(desk)
    newest = chain.epochs[-1]
    without = [card for card in newest.assigned if card not in newest.holders and known.stands(card)]
    for card in without:
        desks.share(session, desk, card, epoch=newest.number)
    return len(without)


def _left(chain: Custody, known: Roster) -> list[bytes]:
    """Return who stands of the newest epoch, and of the one before while the newest was begun and not opened."""
    if chain.newest is None:
        return []
    newest = chain.epochs[-1]
    before = chain.epochs[-2].assigned if not newest.box and newest.number > 1 else {}
    return [card for card in dict.fromkeys((*newest.assigned, *before)) if known.stands(card)]


def _open_and_share(session: Session, desk: str, left: list[bytes], epoch: int) -> None:
    try:
        desks.open_desk(session, desk)
    except Refusal as refusal:
        if refusal.reason != "stale-custody":
            raise  # else a colleague was quicker, and shares it
        return
    for holder in left:
        if holder != session.me.card.digest:
            desks.share(session, desk, holder, epoch=epoch)
