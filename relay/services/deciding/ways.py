"""To whom a message goes: their newest key, and its way there (protocol.md §4.5; design.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries
from relay.domain.case import OFFENDER
from relay.domain.refusals import DeskClosed, StateMoved, WrongRecipient
from relay.storage import cases, trust
from relay.storage import deliveries as rows
from relay.storage.models_messages import DeliveryRow

if TYPE_CHECKING:
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow

LOWEST_NUMBER = 100_000
NUMBERS = 900_000


def newest_key(sitting: Sitting, party: str) -> str:
    """Return the key_id that a party is granted to now; "" for an offender whom the mediator meets in person.

    Raises DeskClosed, WrongRecipient for a victim party that has ended or never was.
    """
    if party == OFFENDER:
        return _institution_key(sitting)
    known = sitting.case.parties.get(party)
    cards = trust.cards(sitting.session, [known.card]) if known is not None and known.card else ()
    if not cards:
        raise WrongRecipient("this party has ended or never was")
    return cards[0].key_id


def begin(sitting: Sitting, message: MessageRow, to: str, *, about: str, granted: bool) -> None:
    """Set a message on its way to a party: offered to a victim, a numbered task for an institution, else in person.

    about: release, guidance or proposal; granted: a grant goes with it. Raises StateMoved where it went there before.
    """
    if rows.find(sitting.session, message.id, to) is not None:
        raise StateMoved("it went to this party before")
    desk = sitting.case.parties[OFFENDER].desk if to == OFFENDER and granted else ""
    state = deliveries.WAITING if desk else deliveries.OFFERED
    sitting.session.add(
        DeliveryRow(
            message=message.id,
            case_code=sitting.row.code,
            thread=message.thread,
            to_party=to,
            person=cases.person_of(sitting.session, sitting.row.code, to),
            about=about,
            desk=desk,
            number=draw_number(sitting) if desk else None,
            state=state if granted else deliveries.IN_PERSON,
            released_at=sitting.clock.now(),
            served=False,
        )
    )
    sitting.session.flush()


def go_on(sitting: Sitting, message: MessageRow, to: str, *, granted: bool) -> None:
    """Grant what is released and on its way, or with a victim, to a newer key. Raises StateMoved where it is not."""
    way = rows.find(sitting.session, message.id, to)
    if way is None or not granted or way.state not in deliveries.GRANTED_AGAIN:
        raise StateMoved("not on its way to this party")


def _institution_key(sitting: Sitting) -> str:
    desk = sitting.standing.institution
    if desk is None:
        return ""
    if not desk.sealable:
        raise DeskClosed("the institution's desk has no key now")
    return desk.key_id


def draw_number(sitting: Sitting) -> int:
    """Draw a task's number at random: it counts nothing (R8)."""
    while True:
        number = LOWEST_NUMBER + sitting.draw(NUMBERS)
        if not rows.number_taken(sitting.session, number):
            return number
