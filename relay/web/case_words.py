"""What mediators and officers read of a case: who a side is, what it agrees to, where a message stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from relay.domain.case import OFFENDER
from relay.domain.kinds import is_edit
from relay.errors import N_
from relay.web.frame import write_day
from relay.web.i18n import NAMES, Said, current_language, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relay.services.case_lines import CaseLine, ConsentLine, PartyLine
    from relay.services.views_mediator import MessageLine

STATES = {
    "sealed": N_("Not opened yet"),
    "reading": N_("Opened"),
    "returned": N_("Returned to its author with your words"),
    "proposed": N_("Your changes wait for an answer"),
    "agreed": N_("Your changes are agreed to"),
    "disagreed": N_("Your changes are not agreed to"),
    "held": N_("Held for now"),
    "declined": N_("Not to be passed on"),
    "approved": N_("Approved, not passed on yet"),
    "released": N_("Passed on"),
    "withdrawn": N_("Withdrawn"),
}
OWN = {"sealed": N_("With you"), "reading": N_("With you")}  # a mediator's words wait for nobody to open them
DELIVERIES = {
    "offered": N_("Passed on: there when they want it"),
    "opened": N_("Passed on: they let you know that they read it"),
    "waiting": N_("Passed on: the institution's staff have not taken it yet"),
    "taken": N_("Passed on: with the institution's staff"),
    "pulled": N_("Passed on: with the institution's staff"),
    "printed": N_("Passed on: printed"),
    "delivered": N_("Passed on: handed over"),
    "not-accepted": N_("Passed on: not accepted"),
    "failed": N_("Passed on: could not be handed over"),
    "in-person": N_("Passed on: for you to hand over"),
    "recalling": N_("Withdrawn: the institution's staff have not confirmed yet that they took it back"),
    "recalled": N_("Withdrawn: the institution's staff took it back"),
    "gone": N_("Withdrawn before anybody had it"),
}
AGAIN = N_("Passed on, but nobody there can open it any more: pass it on again")
WITHDRAWN = {
    "offered": N_("Withdrawn: it stays with the person who may have read it"),
    "opened": N_("Withdrawn after they let you know that they read it"),
    "delivered": N_("Withdrawn after it was handed over"),
}
KINDS = {
    "letter": N_("A letter from %(name)s"),
    "video": N_("A video from %(name)s"),
    "audio": N_("A recording from %(name)s"),
    "aside": N_("A word for you alone from %(name)s"),
    "relayed": N_("Words that you carry"),
    "guidance": N_("Your words about a letter"),
    "notes": N_("Your note to yourself"),
}
HELD_UNTIL = N_("Held until %(day)s")
EDIT = N_("Your changed copy")
IN_THE_INSTITUTION = N_("the person in the institution")
OTHER_KIND = N_("A message from %(name)s")
AGREES = {
    ("both", True): N_("Agrees to send and to receive: %(model)s"),
    ("send", True): N_("Agrees to send: %(model)s"),
    ("receive", True): N_("Agrees to receive: %(model)s"),
    ("both", False): N_("Does not agree to send or to receive: %(model)s"),
    ("send", False): N_("Does not agree to send: %(model)s"),
    ("receive", False): N_("Does not agree to receive: %(model)s"),
}
MODELS = {
    "letters": N_("letters"),
    "video": N_("videos and recordings"),
    "relayed": N_("what the mediator carries"),
    "meeting": N_("a meeting"),
}
HOW = {
    "portal": N_("chosen on this site"),
    "spoken": N_("said to the mediator"),
    "written": N_("on paper"),
}


class Line(NamedTuple):
    """A message in a list; at: aware UTC; state: its real state (design.md §4, the mediator's column).

    beside: what belongs to it: words to the mediator alone, her changed copies, her words to its author.
    """

    id: str
    what: str
    case: str
    at: datetime
    state: str
    state_text: str
    href: str
    beside: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """One thing that a side agrees to, or no longer does; how and at (aware UTC) it was said."""

    text: str
    how: str
    at: datetime


@dataclass(frozen=True)
class Side:
    """One side of a case; place: its number on the page, so that no address names a party (R12).

    in_person: no institution's desk is named, so that the mediator brings and takes everything herself.
    """

    place: int
    party: str
    name: str
    card: str
    victim: bool
    prepared: bool
    accepted: bool
    agreements: tuple[Agreement, ...]
    in_person: bool = False


def say(sentence: str, **values: str) -> str:
    """Translate a sentence that was marked with N_ and fill its gaps."""
    return gettext(sentence, **values)


def lines(messages: Iterable[MessageLine]) -> list[Line]:
    """Write a line for each message; addresses are fixed and written out: url_for costs time on every line."""
    said, lang = Said(), current_language()
    return [
        Line(
            id=message.message,
            what=title(message, said),
            case=message.case,
            at=message.at,
            state=message.state,
            state_text=_held(message) or said[_standing_of(message)],
            href=f"/{lang}/cases/{message.public_id}#again" if message.again else f"/{lang}/review/{message.message}",
        )
        for message in messages
    ]


def gathered(messages: Sequence[MessageLine]) -> list[Line]:
    """Write a line for each message, and beneath a letter what came with it or was written about it."""
    written = dict(zip((message.message for message in messages), lines(messages), strict=True))
    belongs = {message.guidance: message.message for message in messages if message.guidance}
    belongs |= {message.message: message.original for message in messages if message.original in written}
    beside: dict[str, list[Line]] = {}
    for message in reversed(messages):  # in the order in which they were written
        if belongs.get(message.message) in written:
            beside.setdefault(belongs[message.message], []).append(written[message.message])
    return [
        line._replace(beside=tuple(beside.get(identity, ())))
        for identity, line in written.items()
        if belongs.get(identity) not in written
    ]


def title(message: MessageLine, said: Said | None = None) -> str:
    """Say what a message is and from whom. said: what was translated for this page already."""
    known = Said() if said is None else said
    if is_edit(message.kind, message.original):
        return known[EDIT]
    name = known[IN_THE_INSTITUTION] if message.sender == OFFENDER else message.name or message.sender
    return known[KINDS.get(message.kind, OTHER_KIND)] % {"name": name}


def is_own(message: MessageLine) -> bool:
    """Tell what a mediator wrote herself from what a side sent her."""
    return is_edit(message.kind, message.original) or message.kind in ("relayed", "guidance", "notes")


def state(message: MessageLine) -> str:
    """Say where a message stands: its review, and once released its delivery."""
    return _held(message) or say(_standing_of(message))


def name_of(party: str, name: str) -> str:
    """Say who a side is to staff: the name on a card, or where the person is who has none."""
    return say(IN_THE_INSTITUTION) if party == OFFENDER else name or party


def sides(parties: tuple[PartyLine, ...]) -> list[Side]:
    """Write a case's sides, those with a card first."""
    ordered = sorted(parties, key=lambda party: party.party == OFFENDER)
    return [_side(place, party) for place, party in enumerate(ordered, start=1)]


def standing(case: CaseLine) -> str:
    """Say where a case stands, in one line."""
    if not case.mediator:
        return say(N_("No mediator yet"))
    if not case.opened:
        return say(N_("Waits for its mediator to take it on"))
    return say(N_("Open") if case.briefed else N_("Open; the case sheet is not passed on yet"))


def languages(case: CaseLine) -> list[str]:
    """Name the languages that a case's people read, each in its own."""
    return [NAMES.get(tag, tag) for tag in case.langs]


def _held(message: MessageLine) -> str:
    """Say up to which day a message is held, "" where there is none."""
    day = message.until
    return say(HELD_UNTIL, day=write_day(date.fromisoformat(day))) if day else ""


def _standing_of(message: MessageLine) -> str:
    if message.again:
        return AGAIN
    if message.state == "withdrawn" and message.delivery in WITHDRAWN:
        return WITHDRAWN[message.delivery]
    own = OWN.get(message.state) if is_own(message) else None
    return DELIVERIES.get(message.delivery) or own or STATES[message.state]


def _side(place: int, party: PartyLine) -> Side:
    return Side(
        place=place,
        party=party.party,
        name=name_of(party.party, party.name),
        card=party.card,
        victim=party.party != OFFENDER,
        prepared=party.prepared,
        accepted=party.accepted,
        agreements=tuple(map(_agreement, party.consents)),
        in_person=party.party == OFFENDER and party.desk == "",
    )


def _agreement(consent: ConsentLine) -> Agreement:
    direction = "both" if len(consent.covers) > 1 else consent.covers[0]
    text = say(AGREES[direction, consent.given], model=say(MODELS[consent.model]))
    return Agreement(text, say(HOW[consent.how]), datetime.fromisoformat(consent.at))
