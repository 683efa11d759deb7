"""The scene of every attack: one case with a letter read, one on its way and one handed over, and who is where."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.identity import Identity
from tests.rules.attacks import approve, post, seal
from tests.rules.world import NEWCOMER, STRANGER

if TYPE_CHECKING:
    from relay.client.client import Client
    from tests.rules.world import Place, World

VICTIM, ELSEWHERE = "Vera", "Aline"  # of this case; of another mediator's case
MEDIATOR, OTHER_MEDIATOR = "Mira", "Marc"
OFFICER = "Olive"
LIAISON, OTHER_LIAISON = "Liam", "Lea"  # who pulled this case's task; of another institution
EVERYBODY = (STRANGER, NEWCOMER, VICTIM, ELSEWHERE, MEDIATOR, OTHER_MEDIATOR, OFFICER, LIAISON, OTHER_LIAISON)


@dataclass(frozen=True)
class Stage:
    """Who plays, by name, and what lies there.

    read: a victim's letter that its mediator has read; approved: one that only a release is missing for;
    guidance, edit: its mediator's words about the first and her copy of it, shown to nobody; printed: one
    that Liam has on paper, under the number `task`; invitation: Mira's own, still open; other: another case of
    Mira's; draft, session, elsewhere: of its victim, who is not on the stage; the last is a letter of hers.
    """

    world: World
    people: dict[str, Client]
    place: Place
    other: Place
    read: str
    approved: str
    guidance: str
    edit: str
    printed: str
    task: int
    sheet: str
    elsewhere: str
    invitation: str
    draft: str
    session: str

    def __getitem__(self, name: str) -> Client:
        return self.people[name]

    def keys(self, name: str) -> Identity:
        """Return somebody's keys; who has no account draws new ones."""
        return Identity.generate() if name == STRANGER else self.people[name].me.keys

    def message(self, named: str) -> str:
        """Return the id of a message on this stage by its name; any other text is an id itself."""
        return str(getattr(self, named, named))


def set_stage(world: World) -> Stage:
    """Play until all of it is there."""
    place, other = world.case(), world.case()
    task = world.offered(place)
    printed = world["Liam"].http.get(f"/tasks/{task}")["message"]
    read, approved = (place.victim.send(place.code, [text_part(words)]) for words in ("Read this.", "And this."))
    place.mediator.open(read)
    approve(place, approved)
    lea = world.staff("liaison", OTHER_LIAISON, world.institution())
    people = {name: world[name] for name in (STRANGER, NEWCOMER, ELSEWHERE, MEDIATOR, OTHER_MEDIATOR, OFFICER, LIAISON)}
    return Stage(
        world=world,
        people={**people, VICTIM: place.victim, OTHER_LIAISON: lea},
        place=place,
        other=other,
        read=read,
        approved=approved,
        guidance=_by_mediator(place, kind="guidance", seq=900),
        edit=_by_mediator(place, original=read, seq=901),
        printed=printed,
        task=task,
        sheet=world[OFFICER].seal_sheet(place.code, "Where she lives."),
        elsewhere=other.letter(),
        invitation=place.mediator.invite("victim", case=place.code, party="victim-997").id,
        draft=_draft(other),
        session=other.victim.http.get("/sessions")["sessions"][0]["id"],
    )


def _by_mediator(place: Place, **changes: Any) -> str:
    made = seal(place, place.mediator.me.keys, **changes)
    assert post(place.mediator, made) == (HTTPStatus.CREATED, "")
    return made.id


def _draft(place: Place) -> str:
    draft = b64.encode(random(16))
    headers = {"If-None-Match": "*"}
    path = f"/drafts/{draft}?case={place.code}"
    assert place.victim.http.request("PUT", path, content=random(200), headers=headers).status_code == HTTPStatus.OK
    return draft
