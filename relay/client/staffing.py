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
    """What one desk needs next; cards: digests of whom it is about.

    need: assign, nobody, reopen, add, renew, open or share.
    """

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

    Where all who are assigned stand, who is missing is assigned to the present one. The office's people are all
    officers. Raises NotPossible where nobody is left, Refusal (409 `stale-custody`), Untrusted.
    """
    known, chain = session.trust.roster(), session.trust.custody(desk)
    left = _left(chain, known)
    if not left:
        raise NotPossible("nobody is left at this desk")
    newest = chain.newest
    sound = newest is not None and not newest.closed and all(map(known.stands, newest.assigned))
    epoch = len(chain.epochs) + (0 if sound else 1)
    for holder in left:
        if newest is None or not sound or holder not in newest.assigned:
            desks.assign_to(session, desk, holder, epoch=epoch)
    if session.me.card.digest in left:
        _open_and_share(session, desk)


def take_office(session: Session) -> None:
    """Hold the office's desk with every officer who stands: a holder gives it to who came since.

    Where nobody who stands holds it, as at a programme's beginning, its next epoch begins. An officer who came since
    waits for a colleague who holds it. Raises Refusal (409 `stale-custody`), Untrusted.
    """
    known, chain = session.trust.roster(), session.trust.custody(desks.OFFICE)
    newest = chain.newest
    if newest is None or not any(map(known.stands, newest.holders)):
        reopen_desk(session, desks.OFFICE)
    elif session.me.card.digest in newest.holders and not newest.closed:
        for officer in known.all_standing("officer"):
            if officer.digest not in newest.assigned:
                desks.assign_to(session, desks.OFFICE, officer.digest, epoch=newest.number)
        share_with_colleagues(session, desks.OFFICE)


def renew_desk(session: Session, desk: str, leaving: bytes = b"") -> None:
    """Sign again for everybody at a desk whose assignment somebody signed who is revoked, or is leaving.

    leaving: digest of an officer's card. Raises Refusal, Untrusted.
    """
    known, chain = session.trust.roster(), session.trust.custody(desk)
    newest = chain.newest
    if newest is None:
        return
    for holder, sign in newest.assigned.items():
        if not _signer_stands(known, sign, leaving) and known.stands(holder) and holder != leaving:
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
    newest = chain.newest
    if newest is None or session.me.card.digest not in newest.holders:
        raise NotPossible("this person does not hold that desk")
    without = [
        card
        for card, sign in newest.assigned.items()
        if card not in newest.holders and known.stands(card) and _signer_stands(known, sign)
    ]
    for card in without:
        desks.share(session, desk, card, epoch=newest.number)
    return len(without)


def _signer_stands(known: Roster, sign: bytes, leaving: bytes = b"") -> bool:
    signer = known.card_by_sign(sign)
    return signer is not None and signer.digest != leaving and known.stands(signer.digest)


def _left(chain: Custody, known: Roster) -> list[bytes]:
    """Return who stands of the newest epoch, and of the one before while the newest was begun and not opened.

    For the office: every officer who stands.
    """
    if chain.desk == desks.OFFICE:
        return [officer.digest for officer in known.all_standing("officer")]
    if chain.newest is None:
        return []
    newest = chain.epochs[-1]
    before = chain.epochs[-2].assigned if not newest.box and newest.number > 1 else {}
    return [card for card in dict.fromkeys((*newest.assigned, *before)) if known.stands(card)]


def _open_and_share(session: Session, desk: str) -> None:
    try:
        if session.trust.custody(desk).current is None:
            desks.open_desk(session, desk)
    except Refusal as refusal:
        if refusal.reason != "stale-custody":
            raise  # else a colleague was quicker, and shares it
    newest = session.trust.custody(desk).current
    if newest is not None and session.me.card.digest in newest.holders:
        share_with_colleagues(session, desk)
