"""A programme whose signed entries are kept, so that both languages can verify the same chains."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from relay.protocol import xwing
from relay.protocol.custody import Custody, make_assign, make_open
from relay.protocol.roster import ENDORSE, Roster, make_entry
from tests.protocol.world import AT, CASE, card, desk_secret_of, person
from tests.protocol_js.peer import pair

if TYPE_CHECKING:
    from relay.protocol.signed import Signed

DESK = f"case/{CASE}"
DESK_SECRET = desk_secret_of(DESK)
ENDORSED = (("root", "olive"), ("root", "otto"), ("olive", "mira"), ("olive", "marc"), ("otto", "liam"))


@dataclass
class Story:
    """Roster and one desk's chain, grown entry by entry."""

    roster: Roster = field(default_factory=lambda: Roster.start(card("root")))
    custody: Custody = field(default_factory=lambda: Custody.start(DESK, Roster.start(card("root")).instance))
    entries: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, bytes]] = field(default_factory=list)

    def decide(self, by: str, act: str, whom: str) -> None:
        self.take_entry(make_entry(person(by), act, card(whom).digest, self.roster.head, issued=AT), whom)

    def take_entry(self, signed: Signed, whom: str) -> None:
        self.roster = self.roster.append(signed, card(whom))
        self.entries.append({**pair(signed), "card": pair(card(whom).signed)})

    def take_link(self, signed: Signed) -> None:
        self.custody = self.custody.append(signed, self.roster)
        self.links.append(pair(signed))

    @property
    def roster_given(self) -> dict[str, Any]:
        return {"root": pair(card("root").signed), "instance": self.roster.instance, "entries": self.entries}

    @property
    def chain_given(self) -> dict[str, Any]:
        return {"desk": DESK, "instance": self.roster.instance, "links": self.links, "roster": self.roster_given}


def staffed() -> Story:
    """Olive and Otto, officers; Mira and Marc, mediators; Liam, a liaison."""
    story = Story()
    for by, whom in ENDORSED:
        story.decide(by, ENDORSE, whom)
    return story


@cache
def held_by_mira() -> Story:
    """The same, and Mira holds the desk of one case."""
    story = staffed()
    story.take_link(make_assign(person("olive"), story.custody, card("mira").digest, epoch=1, at=AT))
    story.take_link(make_open(person("mira"), story.custody, xwing.public_key(DESK_SECRET), at=AT))
    return story
