"""`party`: who a side of the case is (protocol.md §2, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers
from relay.domain.case import OFFENDER
from relay.domain.refusals import WrongRecipient
from relay.errors import NotFound
from relay.services.confirm import confirm_card, unconfirm_card
from relay.storage import institutions, invited_parties
from relay.storage.models_cases import PartyRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Bind a victim's card to its party, end that, or name the institution that reaches the offender.

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
    row.desk = desk


def _bind(sitting: Sitting, party: str, card: str) -> None:
    person = invited_parties.person(sitting.session, card, sitting.row.code, party) if card else ""
    if person is None:
        raise WrongRecipient("this card was not invited to this party")
    row = _row(sitting, party)
    before, row.card_digest, row.person = row.card_digest, card, person
    if before != card:
        row.accepted = ""
    sitting.session.flush()
    if card:
        confirm_card(sitting.session, card, clock=sitting.clock)
    if before and before != card and not invited_parties.still_named(sitting.session, before):
        unconfirm_card(sitting.session, before)


def _row(sitting: Sitting, party: str) -> PartyRow:
    row = sitting.session.get(PartyRow, (sitting.row.code, party))
    if row is None:
        row = PartyRow(case_code=sitting.row.code, party=party, card_digest="", person="", desk="", accepted="")
        sitting.session.add(row)
    return row
