"""What is under way to the offender when another desk reaches him, or the mediator herself (design.md §10.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries
from relay.domain.case import OFFENDER
from relay.services.ask_again import ask_again
from relay.services.deciding import ways
from relay.services.trusted import read_trusted
from relay.storage import deliveries as rows

if TYPE_CHECKING:
    from relay.services.deciding.sitting import Sitting


def send_after(sitting: Sitting, desk: str) -> None:
    """Let what nobody has in hand wait at the new desk under a new number, or for the mediator to bring it.

    desk: "" where she meets him. The mediator grants it to the new desk's key; what staff of the old one may have on
    paper stays there, and she records what became of it (`handled`).
    """
    for way in rows.not_begun(sitting.session, sitting.row.code, OFFENDER):
        if way.served:
            way.state = deliveries.PRINTED
            continue
        way.desk, way.pulled_by = desk, None
        way.number = ways.draw_number(sitting) if desk else None
        way.state = deliveries.WAITING if desk else deliveries.IN_PERSON
    sitting.session.flush()
    if desk:
        trusted = read_trusted(sitting.session, [desk])
        ask_again(sitting.session, trusted.desks[desk].custody, trusted.roster)
