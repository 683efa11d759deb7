"""Everybody at once at a real server: the demo's people, a stranger, a newcomer, and new cases on demand."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client.files import text_part
from relay.client.join import Newcomer
from relay.protocol import b64
from tests.support.server import CASE

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.protocol.card import Card
    from tests.support.server import Server

INSTITUTION = "WARK-2"
STAFF = ("Olive", "Mira", "Marc", "Liam")
DEMO = (*STAFF, "Anna", "Aline")
STRANGER = "Nobody"  # signed out, with the CSRF token that anybody can have
NEWCOMER = "Nora"  # joined on an invitation to Anna's case; nobody has signed for her
PASSPHRASE = "only for a test"


@dataclass(frozen=True)
class Place:
    """One case with its victim and mediator; both sides are prepared and agree to letters both ways."""

    code: str
    public_id: str
    party: str
    victim: Client
    mediator: Client

    @property
    def desk(self) -> str:
        return f"case/{self.code}"

    def letter(self, words: str = "Dear you") -> str:
        """Let the victim send a letter; returns its id."""
        return self.victim.send(self.code, [text_part(words)])

    def hand_over(self, officer: Client, mediator: Client) -> None:
        """Move the case to another mediator, whom the victim takes note of."""
        officer.assign(self.desk, mediator.me.card.digest)
        mediator.take_on(self.code)
        self.victim.confirms = lambda card: card.digest == mediator.me.card.digest

    def consent(self, party: str) -> str:
        """Return the digest of a party's newest consent to receive letters."""
        found = self.mediator.http.get(f"/cases/{self.code}")["consents"]
        return next(each["digest"] for each in found if each["party"] == party and "receive" in each["covers"])


class World:
    """The people of one demo server, by name, as signed-in clients."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.people: dict[str, Client] = {}
        self._count = itertools.count(1)
        self._opened: list[Client] = []
        for name in DEMO:
            person = server.person(name)
            self.people[name] = self.browser()
            self.people[name].sign_in(person["sign_in"], person["passphrase"])
        self.people[STRANGER] = self.stranger()
        self.people[NEWCOMER] = self.join(self["Mira"].invite("victim", case=CASE, party="victim-998").link, NEWCOMER)

    def __getitem__(self, name: str) -> Client:
        return self.people[name]

    def close(self) -> None:
        for client in self._opened:
            client.close()

    def browser(self) -> Client:
        """Open a client that has never been here; closed with the world."""
        client = self.server.client()
        self._opened.append(client)
        return client

    def stranger(self) -> Client:
        """Open a browser in which nobody is signed in, with a CSRF token."""
        client = self.browser()
        client.http.csrf = client.http.get("/session")["csrf"]
        return client

    def join(self, link: str, name: str, lang: str = "en") -> Client:
        """Let somebody join by a link, under a sign-in name never used before."""
        client = self.browser()
        client.join(link, Newcomer(f"{name.lower()}-{next(self._count)}", name, PASSPHRASE, "", lang))
        return client

    def staff(self, role: str, name: str, desk: str = "") -> Client:
        """Let Olive invite and endorse somebody; a liaison's desk is opened."""
        invited = self["Olive"].invite(role, desk=desk)
        client = self.join(invited.link, name)
        self["Olive"].confirm(invited.id)
        if desk:
            client.open_desk(desk)
        return client

    def institution(self) -> str:
        """Add an institution; returns its desk's name."""
        return self["Olive"].create_institution(f"INST-{next(self._count)}", "Another institution")

    def case(self, mediator: str = "Mira", institution: str = INSTITUTION, *, ready: bool = True) -> Place:
        """Make a case with a victim of its own, ready for letters both ways unless told otherwise."""
        number = next(self._count)
        code, party, client = f"T-{number}", f"victim-{number}", self[mediator]
        made = self["Olive"].create_case(code, institution, langs=["en"], mediator=client.me.card.digest)
        client.take_on(code)
        invited = client.invite("victim", case=code, party=party)
        victim = self.join(invited.link, "Vera")
        client.confirm(invited.id)
        if ready:
            self.make_ready(code, party, victim, client)
        return Place(code, made["public_id"], party, victim, client)

    @staticmethod
    def make_ready(code: str, party: str, victim: Client, mediator: Client) -> None:
        """Record consent and preparation of both sides."""
        for person, side in ((victim, party), (mediator, "offender")):
            person.consent(code, side, "all", given=True)
            mediator.prepared(code, side)

    def offered(self, place: Place, words: str = "Dear you") -> int:
        """Send and release a letter, and let Liam take and print it; returns the task's number."""
        letter = place.letter(words)
        place.mediator.release(letter)
        return self.take(letter)

    def take(self, letter: str) -> int:
        """Let Liam work through what waits until he has taken and printed this letter; returns its number."""
        liam = self["Liam"]
        while (task := liam.pull_task()) is not None:
            liam.print(task.message)
            if task.message == letter:
                return task.task
            liam.handled(task.message, "delivered")
        raise AssertionError("the letter did not reach the counter")

    def reply(self, place: Place, words: str = "Dear you too") -> str:
        """Let a reply come back, unread by its mediator; returns its id."""
        number = self.offered(place)
        return self["Liam"].reply(number, [text_part(words)])


def digest(card: Card) -> str:
    """Write a card's digest as the API does."""
    return b64.encode(card.digest)
