"""What the office reads of desks that need somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.desk_needs import ADD, ASSIGN, NOBODY, OPEN, RENEW, REOPEN, SHARE
from relay.errors import N_
from relay.web.case_words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relay.domain.desk_needs import Need
    from relay.protocol.roster import Roster

OFFICE = N_("The office")
SENTENCES = {
    ASSIGN: N_("%(place)s: its mediator works here no longer. Assign another one."),
    NOBODY: N_("%(place)s: nobody is left at this desk. Invite somebody to work there."),
    REOPEN: N_("%(place)s: somebody who had this desk works here no longer. Give it to those who are left: %(names)s."),
    ADD: N_("%(place)s: %(names)s came since, and cannot open what comes there yet. Give them this desk."),
    RENEW: N_("%(place)s: whoever signed for %(names)s works here no longer. Sign for them yourself."),
    OPEN: N_("%(place)s: nothing can be sent there until one of these people signs in: %(names)s."),
    SHARE: N_("%(place)s: %(names)s can open what comes there as soon as a colleague who has the desk signs in."),
}
ACTIONS = {REOPEN: N_("Give it to those who are left"), ADD: N_("Give them this desk"), RENEW: N_("Sign for them")}


@dataclass(frozen=True)
class Line:
    """One desk that needs somebody.

    action: what a button does about it, "" where there is none; case: opaque id of the case whose desk it is, or "".
    """

    desk: str
    need: str
    text: str
    action: str
    case: str = ""


def lines(
    needs: Iterable[Need], roster: Roster, institutions: Mapping[str, str], cases: Mapping[str, str], reader: bytes
) -> list[Line]:
    """Write a line for each need.

    institutions: their names by code; cases: their opaque ids by code; reader: digest of the officer's card who reads.
    """
    return [_line(need, need.as_seen_by(reader), roster, institutions, cases) for need in needs]


def code_of(need: Need) -> str:
    """Return the code of the case whose desk it is, "" for another desk."""
    kind, _, code = need.desk.partition("/")
    return code if kind == "case" else ""


def _line(need: Need, said: str, roster: Roster, institutions: Mapping[str, str], cases: Mapping[str, str]) -> Line:
    cards = (roster.card_by_digest(card) for card in need.cards)
    names = ", ".join(sorted(card.name for card in cards if card is not None))
    action = ACTIONS.get(said, "")
    text = say(SENTENCES[said], place=_place(need.desk, institutions), names=names)
    return Line(need.desk, need.what, text, say(action) if action else "", cases.get(code_of(need), ""))


def _place(desk: str, institutions: Mapping[str, str]) -> str:
    code = desk.partition("/")[2]
    return institutions.get(code, code) or say(OFFICE)
