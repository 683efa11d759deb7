"""What a victim reads of states: where things stand, and a quiet line for each thing (design.md §4).

Addresses are fixed and written out: url_for costs time on every line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from relay.errors import N_
from relay.web.i18n import Said, current_language, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from relay.services.views_victim import Draft, Home, Item, VictimCase

SENT = {
    "letter": N_("You sent a letter"),
    "video": N_("You sent a video"),
    "audio": N_("You sent a recording"),
    "aside": N_("You wrote a word to your mediator alone"),
    "relayed": N_("Your mediator wrote down what you want to say"),
}
STATES = {
    "with-mediator": N_("With your mediator"),
    "wrote-to-you": N_("Your mediator wrote to you"),
    "passed-on": N_("Passed on"),
    "withdrawn": N_("Withdrawn"),
    "offered": N_("Here when you want it"),
    "opened": N_("You have read it"),
    "draft": N_("Draft"),
}
AWAITED = {
    "party": N_("Your mediator has not confirmed you yet. You can already write: it stays a draft until then."),
    "desk": N_("Your mediator has not opened your case here yet. You can already write: it stays a draft until then."),
    "consent": N_("Before a letter can go, say what you agree to. You can already write."),
}
CASE = N_("Case %(number)s")
CAME = N_("Something came for you")
HERE = N_("Something is here for you when you want it.")
WITH_MEDIATOR = N_("Your mediator has it. There is nothing you need to do.")
QUIET = N_("Nothing is waiting for you. You can write when you want to.")


@dataclass(frozen=True)
class Action:
    """The one main thing to do on a page."""

    label: str
    href: str
    testid: str


@dataclass(frozen=True)
class Standing:
    """One sentence where things stand, and the one main thing to do about it."""

    sentence: str
    main: Action


class Line(NamedTuple):
    """One thing of the quiet list. at: aware UTC; state: the code this viewer may know; case: its code."""

    id: str
    case: str
    what: str
    at: datetime
    state: str
    state_text: str
    href: str
    testid: str


def standing(home: Home) -> Standing:
    """Say where things stand, apart from what is here for her."""
    awaited = [code for case in home.cases for code in case.awaiting]
    if awaited:
        sentence = gettext(AWAITED[awaited[0]])
    elif any(item.state == "with-mediator" and item.kind != "aside" for item in home.items):
        sentence = gettext(WITH_MEDIATOR)
    else:
        sentence = gettext(QUIET)
    unagreed = next((case for case in home.cases if case.awaiting == ("consent",)), None)
    if unagreed:
        agree = Action(gettext("Say what you agree to"), _of_case("consent", unagreed), "go-consent")
        return Standing(sentence, agree)
    return Standing(sentence, write_action(home))


def here(home: Home) -> Standing | None:
    """Say that something is here, if so; the page hides it again for what she has read or does not want."""
    item = next((item for item in home.items if item.state == "offered"), None)
    if item is None:
        return None
    choose = Action(gettext("See what you can choose"), f"/{current_language()}/here/{item.message}", "see-choices")
    return Standing(gettext(HERE), choose)


def write_action(home: Home) -> Action:
    """Lead to a sheet; before the first one, to where confidentiality ends (design.md §9)."""
    begun = home.drafts or any(item.way == "sent" for item in home.items)
    case = home.cases[0] if len(home.cases) == 1 else None
    place = "write" if begun else "before"
    return Action(gettext("Write a letter"), _of_case(place, case), "go-write")


def case_names(home: Home) -> dict[str, str]:
    """Name her cases where there are several, by code; the page puts her own words in their place."""
    if len(home.cases) < 2:  # noqa: PLR2004 - one needs no name
        return {}
    return {case.code: gettext(CASE, number=str(number)) for number, case in enumerate(home.cases, 1)}


def lines(home: Home, *, drafts: bool) -> list[Line]:
    """List everything by time, newest first; drafts stand on the first page alone."""
    begun: Iterable[Draft] = home.drafts if drafts else ()
    said, lang = Said(), current_language()
    listed = [*(_of_item(item, said, lang) for item in home.items), *map(_of_draft, begun)]
    return sorted(listed, key=lambda line: line.at, reverse=True)


def _of_case(place: str, case: VictimCase | None) -> str:
    query = f"?case={case.public_id}" if case and case.public_id else ""
    return f"/{current_language()}/{place}{query}"


def _of_item(item: Item, said: Said, lang: str) -> Line:
    here = item.way == "here"
    what = said[CAME if here else SENT[item.kind]]
    href = f"/{lang}/{'here' if here else 'sent'}/{item.message}"
    testid = "tray-item" if here else "sent-item"
    return Line(item.message, item.case, what, item.at, item.state, said[STATES[item.state]], href, testid)


def _of_draft(draft: Draft) -> Line:
    href = f"/{current_language()}/write?draft={draft.id}"
    return Line(
        draft.id,
        draft.case,
        gettext("You began a letter"),
        draft.saved,
        "draft",
        gettext(STATES["draft"]),
        href,
        "draft-item",
    )
