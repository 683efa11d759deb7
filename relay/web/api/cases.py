"""Cases: opening one, listing one's own, and what a client needs before it seals or signs."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint, request
from pydantic import Field, StringConstraints

from relay.domain.awaiting import BEFORE_CONFIRMED
from relay.services import views_mediator, views_victim
from relay.services.open_case import NewCase, open_case
from relay.services.read_case import CaseSeen, read_case
from relay.web.api.answering import Answer, answer
from relay.web.api.parsing import Call, Code, call
from relay.web.login import current_person, require
from relay.web.reception import clock, limits
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from flask import Response

    from relay.domain.person import Person
    from relay.services.case_lines import CaseLine
    from relay.services.views_mediator import MessageLine

blueprint = Blueprint("cases", __name__)

Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35)]


class CaseOpening(Call):
    """A new case: its code, the offender's institution, and the languages in use."""

    code: Code
    institution: Code
    langs: Annotated[list[Tag], Field(min_length=1, max_length=3)]


class CaseOpened(Answer):
    """The case's code, and the opaque id that stands in addresses."""

    code: str
    public_id: str


class ListedCase(Answer):
    """A case in a list; mediator: a card's digest; opened: its desk has a current key."""

    code: str
    public_id: str
    langs: list[str]
    opened: bool
    institution: str | None = None
    mediator: str | None = None


class ListedCases(Answer):
    """A page of cases; next: what `before` is on the next page."""

    cases: list[ListedCase]
    next: str | None = None


class Desk(Answer):
    """A desk's newest epoch; key_id: of its current key, "" while nothing may be sealed to it."""

    name: str
    epoch: int
    key_id: str
    open: bool


class Party(Answer):
    """The newest `party` of one side."""

    party: str
    card: str
    desk: str


class Consent(Answer):
    """A consent statement that is the newest for the directions it covers."""

    party: str
    digest: str
    scope: str
    model: str
    given: bool
    how: str
    at: str
    covers: list[str]


class Case(Answer):
    """A case as the asker may see it: staff the whole, a victim her own part, a liaison its desk."""

    code: str
    desk: Desk
    next_seq: int
    public_id: str | None = None
    langs: list[str] | None = None
    institution: str | None = None
    mediator: str | None = None
    parties: list[Party] | None = None
    consents: list[Consent] | None = None
    prepared: list[str] | None = None
    sheet: str | None = None
    briefed: bool | None = None
    thread: str | None = None
    confirmed: bool | None = None
    awaiting: list[str] | None = None


class CaseMessage(Answer):
    """A message of a case as its mediator sees it; from: the party whose words it carries, "" for her own.

    delivery: once it was released; original: of an edit; guidance, edited: what it was last returned with, and the
    edit its author was last asked about; answer: to that; until: the date up to which it is held.
    """

    message: str
    thread: str
    kind: str
    from_: Annotated[str, Field(serialization_alias="from")]
    state: str
    at: str
    delivery: str | None = None
    original: str | None = None
    guidance: str | None = None
    edited: str | None = None
    answer: str | None = None
    until: str | None = None


class CaseMessages(Answer):
    """A page of a case's messages, newest first, its sheet left out; next: what `before` is on the next page."""

    messages: list[CaseMessage]
    next: str | None = None


@blueprint.post("/cases")
def open_new() -> Response:
    """Open a case; its parties, sheet and mediator follow as signed statements."""
    person = require("officer")
    asked = call(CaseOpening)
    new = NewCase(asked.code, asked.institution, asked.langs)
    with changing() as session:
        public_id = open_case(session, person, new, clock=clock(), draw=secrets.token_bytes)
    return answer(CaseOpened(code=new.code, public_id=public_id), HTTPStatus.CREATED)


@blueprint.get("/cases")
def list_own() -> Response:
    """List the cases that are the asker's: all for an officer, assigned ones for a mediator, a victim's own."""
    person = require("officer", "mediator", "victim")
    if person.role == "victim":
        return answer(_victims(person))
    page = views_mediator.list_cases(
        reading(),
        mediator=None if person.role == "officer" else person.card,
        before=request.args.get("before", ""),
        size=limits().page_size,
    )
    return answer(ListedCases(cases=[_listed(line) for line in page.cases], next=page.next or None))


@blueprint.get("/cases/<code>")
def show(code: str) -> Response:
    """Say what the asker's client needs to know of a case."""
    person = current_person()
    if not person.confirmed:
        return answer(_unconfirmed(person, code))
    seen = read_case(reading(), person, code)
    who = seen.standing.who
    if who.party:
        return answer(_for_victim(seen))
    if who.liaison:
        return answer(Case(code=code, desk=_desk(seen), next_seq=seen.next_seq))
    return answer(_for_staff(seen))


@blueprint.get("/cases/<code>/messages")
def list_messages(code: str) -> Response:
    """List all of a case's messages, notes, guidance and edits too, for its mediator."""
    before, size = request.args.get("before", ""), limits().page_size
    lines, following = views_mediator.messages(reading(), require("mediator"), code, before=before, size=size)
    return answer(CaseMessages(messages=list(map(_message, lines)), next=following or None))


def _message(line: MessageLine) -> CaseMessage:
    return CaseMessage(
        message=line.message,
        thread=line.thread,
        kind=line.kind,
        from_=line.sender,
        state=line.state,
        at=line.at.isoformat(timespec="seconds"),
        delivery=line.delivery or None,
        original=line.original or None,
        guidance=line.guidance or None,
        edited=line.edited or None,
        answer=line.answer or None,
        until=line.until or None,
    )


def _listed(line: CaseLine) -> ListedCase:
    return ListedCase(
        code=line.code,
        public_id=line.public_id,
        langs=list(line.langs),
        opened=line.opened,
        institution=line.institution,
        mediator=line.mediator or None,
    )


def _victims(person: Person) -> ListedCases:
    own = views_victim.own_cases(reading(), person)
    return ListedCases(
        cases=[
            ListedCase(
                code=case.code, public_id=case.public_id, langs=list(case.langs), opened="desk" not in case.awaiting
            )
            for case in own
        ]
    )


def _desk(seen: CaseSeen) -> Desk:
    desk = seen.standing.case.desk
    return Desk(name=desk.name, epoch=desk.epoch, key_id=desk.key_id, open=desk.sealable)


def _unconfirmed(person: Person, code: str) -> Case:
    """Tell somebody who joined on an invitation to this case what sending waits for (design.md §9)."""
    views_victim.require_invited(reading(), person, code)
    return Case(
        code=code,
        desk=Desk(name=f"case/{code}", epoch=0, key_id="", open=False),
        next_seq=1,
        public_id="",
        thread="",
        confirmed=False,
        awaiting=list(BEFORE_CONFIRMED),
    )


def _consents(seen: CaseSeen) -> list[Consent]:
    return [Consent(**{**vars(line), "covers": list(line.covers)}) for line in seen.consents]


def _for_victim(seen: CaseSeen) -> Case:
    row = seen.standing.row
    return Case(
        code=row.code,
        desk=_desk(seen),
        next_seq=seen.next_seq,
        public_id=row.public_id,
        langs=row.langs.split(","),
        mediator=seen.mediator,
        consents=_consents(seen),
        thread=seen.standing.who.party,
        confirmed=True,
        awaiting=list(seen.awaiting),
    )


def _for_staff(seen: CaseSeen) -> Case:
    row, case = seen.standing.row, seen.standing.case
    return Case(
        code=row.code,
        desk=_desk(seen),
        next_seq=seen.next_seq,
        public_id=row.public_id,
        langs=row.langs.split(","),
        institution=row.institution,
        mediator=seen.mediator,
        parties=[Party(party=party.party, card=party.card, desk=party.desk) for party in case.parties.values()],
        consents=_consents(seen),
        prepared=sorted(case.prepared),
        sheet=row.sheet,
        briefed=row.briefed,
    )
