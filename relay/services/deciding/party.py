"""`party`: who a side of the case is (protocol.md §2, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers
from relay.domain.case import OFFENDER
from relay.domain.refusals import WrongRecipient
from relay.errors import NotFound
from relay.services.confirm import confirm_card, revoke_card, unconfirm_card
from relay.services.deciding import moving
from relay.storage import deliveries, institutions, invited_parties, messages
from relay.storage.models_cases import PartyRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Bind a victim's card to its party, end that, or name the institution that reaches the offender.

    A card that takes another's place also takes what that one sent: its new owner may withdraw it (protocol.md §5).
    Raises WrongRole, WrongRecipient for a card that was not invited to this party, NotFound for no institution.
    """
    signers.officer_or_mediator(sitting.who)
    party = statement.text("party")
    if party == OFFENDER:
        _name_institution(sitting, statement.text("desk"))
    else:
        _bind(sitting, party, statement.text("card"))
    sitting.changed()
    return ledgers.names(sitting.row.code, party)


def _name_institution(sitting: Sitting, desk: str) -> None:
    if desk and institutions.find(sitting.session, desk.removeprefix("institution/")) is None:
        raise NotFound("institution")
    row = _row(sitting, OFFENDER)
    moves, row.desk = row.desk != desk, desk
    if moves:
        moving.send_after(sitting, desk)


def _bind(sitting: Sitting, party: str, card: str) -> None:
    person = invited_parties.person(sitting.session, card, sitting.row.code, party) if card else ""
    if person is None:
        raise WrongRecipient("this card was not invited to this party")
    if card:
        _require_free(sitting, party, card)
    row = _row(sitting, party)
    before, row.card_digest, row.person = row.card_digest, card, person
    if before != card:
        row.accepted = ""
        deliveries.hand_on(sitting.session, row.case_code, party, person)
    sitting.session.flush()
    if card:
        confirm_card(sitting.session, card, clock=sitting.clock, case=row.case_code, party=party)
        _replace(sitting, row)
    elif before and not invited_parties.still_named(sitting.session, before):
        unconfirm_card(sitting.session, before)


def _require_free(sitting: Sitting, party: str, card: str) -> None:
    """Refuse a card that speaks for another party of this case, or was replaced or revoked for good."""
    others = (each.card for each in sitting.case.parties.values() if each.party != party)
    if card in others or invited_parties.is_revoked(sitting.session, card):
        raise WrongRecipient("this card is another party's, or final")


def _replace(sitting: Sitting, row: PartyRow) -> None:
    """Give what this party's earlier cards sent to the new one, and shut out those that no other case names."""
    session = sitting.session
    for card, person in invited_parties.earlier(session, row.case_code, row.party, but=row.card_digest):
        messages.hand_on(session, row.case_code, person, row.person)
        if not invited_parties.still_named(session, card):
            revoke_card(session, card, clock=sitting.clock)


def _row(sitting: Sitting, party: str) -> PartyRow:
    row = sitting.session.get(PartyRow, (sitting.row.code, party))
    if row is None:
        row = PartyRow(case_code=sitting.row.code, party=party, card_digest="", person="", desk="", accepted="")
        sitting.session.add(row)
    return row
