"""Append one statement to a desk's custody chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import SecretMissing, StaleChain
from relay.domain.refusals import WrongRole
from relay.errors import NotFound
from relay.protocol import b64
from relay.protocol.custody_statement import ASSIGN, OPEN, SHARE, read_custody_statement
from relay.protocol.seal_to import OVERHEAD
from relay.services.ask_again import ask_again
from relay.services.read_custody import require_desk
from relay.services.verified_custody import remember_custody, verified_custody
from relay.services.verified_roster import verified_roster
from relay.storage import cases, kept_drafts, people
from relay.storage import custody as rows
from relay.storage.models_trust import DeskSecretRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.protocol.custody import Custody, CustodyStatement
    from relay.protocol.roster import Roster
    from relay.protocol.signed import Signed

SEALED_BYTES = OVERHEAD + 32  # a desk's secret, sealed to one holder (protocol.md §6)


def append_custody(session: Session, person: Person, desk: str, signed: Signed, sealed: bytes | None) -> Custody:
    """Append an assign, open, share or close where its signer may (protocol.md §6).

    sealed: the desk's secret for its holder, with an open or a share; else None. Takes the case's lock, so that a
    change of mediator and a release exclude each other. Returns the chain that now stands.
    Raises ProtocolError, WrongRole, SecretMissing, NotFound for a desk this person may not see, StaleChain.
    """
    entry = read_custody_statement(signed)
    if entry.desk != desk or entry.by != b64.decode(person.sign, 32):
        raise WrongRole("custody signer")
    if desk.startswith("case/"):
        cases.lock(session, desk.removeprefix("case/"))
    require_desk(session, person, desk)
    row = rows.lock_desk(session, desk)
    roster = verified_roster(session)
    custody = verified_custody(session, desk, roster)
    if entry.prev != custody.head:
        raise StaleChain("prev")
    grown = custody.append(signed, roster)
    _require_standing(entry, custody, roster)
    rows.keep_head(session, row, grown)
    rows.add_statement(session, entry, grown.length)
    _keep_secret(session, entry, grown, roster, sealed)
    if entry.type == ASSIGN and desk.startswith("case/"):
        _assign(session, desk.removeprefix("case/"), entry, anew=len(grown.epochs) > len(custody.epochs))
    if entry.type == OPEN and desk.startswith("institution/"):
        ask_again(session, grown, roster)
    remember_custody(grown)
    return grown


def _assign(session: Session, code: str, entry: CustodyStatement, *, anew: bool) -> None:
    """Give a case to its mediator; what another one has begun of its letters ends with the hand-over."""
    card = b64.encode(entry.holder)
    cases.assign(session, code, card, anew=anew)
    holder = people.by_card(session, card)
    kept_drafts.drop_copies_in_case(session, code, but_of=holder.person if holder else "")


def _require_standing(entry: CustodyStatement, custody: Custody, roster: Roster) -> None:
    """Check what a chain alone allows, but not now: a signer or holder revoked, a second share to one holder.

    A signer may have been revoked since the request began. A second share would replace the secret that its holder
    opens the desk with by whatever another holder sealed.
    """
    signer = roster.card_by_sign(entry.by)
    if signer is None or not roster.stands(signer.digest) or (entry.holder and not roster.stands(entry.holder)):
        raise WrongRole("revoked")
    if entry.type == SHARE and entry.holder in custody.epochs[entry.epoch - 1].holders:
        raise WrongRole("held already")


def _keep_secret(
    session: Session, entry: CustodyStatement, custody: Custody, roster: Roster, sealed: bytes | None
) -> None:
    if entry.type not in (OPEN, SHARE):
        if sealed is not None:
            raise SecretMissing("sealed with another type")
        return
    if sealed is None or len(sealed) != SEALED_BYTES:
        raise SecretMissing("no secret of the right size")
    card = roster.card_by_sign(entry.by) if entry.type == OPEN else roster.card_by_digest(entry.holder)
    holder = people.by_card(session, b64.encode(card.digest)) if card else None
    if holder is None:
        raise NotFound("holder")
    opened = custody.epochs[entry.epoch - 1].open_digest
    rows.keep_secret(
        session,
        DeskSecretRow(
            desk=entry.desk, epoch=entry.epoch, person=holder.person, open_digest=b64.encode(opened), sealed=sealed
        ),
    )
