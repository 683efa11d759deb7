"""Make one of the demo's cases ready for its first letter, and bring its victims in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client.demo.people import INSTITUTION
from relay.domain.case import OFFENDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.demo.people import Person


def open_case(olive: Person, mediator: Person, case: str, sheet: str, *, langs: Sequence[str]) -> None:
    """Make a case with its desk and sheet; the offender's side accepts, consents and is prepared."""
    olive.client.create_case(case, INSTITUTION, langs=langs, mediator=mediator.client.me.card.digest)
    olive.client.seal_sheet(case, sheet, lang=langs[0])
    mediator.client.take_on(case)
    olive.client.brief(case)
    _ready(mediator, case, mediator, OFFENDER)


def bring_in(mediator: Person, case: str, victim: Person) -> str:
    """Invite and confirm a victim, with the account she has if she has one; return her party, ready to write."""
    party = mediator.client.free_party(case)
    invited = mediator.client.invite("victim", lang=victim.lang, case=case, party=party)
    if victim.client.is_signed_in:
        victim.client.join_case(invited.link)
    else:
        victim.join(invited.link)
    mediator.client.confirm(invited.id)
    _ready(victim, case, mediator, party)
    return party


def _ready(person: Person, case: str, mediator: Person, party: str) -> None:
    person.client.accept(case, party)
    person.client.consent(case, party, "all", given=True)
    mediator.client.prepared(case, party)
