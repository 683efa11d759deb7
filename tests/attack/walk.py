"""One random walk: Anna and Bea in a case of Mira's, Carla in one of Marc's, and Liam's counter for both."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, TypeVar

from relay.protocol import b64, notation
from relay.protocol.grant import read_grant
from relay.protocol.message import forward
from tests.attack.model import DONE
from tests.attack.sides import OFFENDER, VICTIM, Case, Thread
from tests.support.decisions import institutions_box
from tests.support.letters import fetch, seal
from tests.support.person import AT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.test import TestResponse

    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed
    from tests.attack.model import Letter
    from tests.support.letters import Sealed
    from tests.support.person import TestPerson
    from tests.support.programme import Programme

T = TypeVar("T")

MEDIATORS, LIAISON, OFFICER = ("mira", "marc"), "liam", "olive"
VICTIMS = (("anna", "victim-417", 0), ("bea", "victim-12", 0), ("carla", "victim-5", 1))  # whose mediator, by place


class Walk:
    """Two new cases of a programme, their people by name, and what they have come to; the staff are always the same.

    letters: as the model has them; ledgers: by name, every entry that belongs there, in order; waiting: what was set
    on its way to the counter, in order; numbers: of the tasks that Liam took, by version;
    looked: how often somebody looked; seen: by victim, what was hers when she last looked, and her page's lines.
    """

    def __init__(self, programme: Programme, number: int) -> None:
        self.programme = programme
        self.cases = [Case(f"RO-{number}-{place}", mediator) for place, mediator in enumerate(MEDIATORS)]
        self.threads = [Thread(self.cases[place], party, f"{name}-{number}") for name, party, place in VICTIMS]
        self.names = [*MEDIATORS, LIAISON, OFFICER, *(thread.victim for thread in self.threads)]
        self.letters: list[Letter] = []
        self.ledgers: dict[str, list[str]] = {}
        self.waiting: list[str] = []
        self.numbers: dict[str, int] = {}
        self.looked = 0
        self.seen: dict[str, tuple[object, list[str]]] = {}
        self._counts: dict[tuple[str, str], count[int]] = {}
        self._seals: dict[str, Signed] = {}
        self._opened: dict[str, Opened] = {}
        self._open()

    def __getitem__(self, name: str) -> TestPerson:
        return self.programme.people[name]

    def mediator(self, letter: Letter) -> TestPerson:
        return self[letter.thread.case.mediator]

    def letter_of(self, version: str) -> Letter:
        return next(letter for letter in self.letters if version in {*letter.versions, *letter.words})

    def way(self, version: str) -> str:
        """Tell how far something is on its way at the counter; "" for what was taken away before anybody took it."""
        return self.letter_of(version).papers.get(version, "")

    def set_out(self, version: str) -> None:
        """Let something wait at the counter behind all that does."""
        self.waiting = [each for each in self.waiting if each != version] + [version]

    # what they send

    def seal(self, author: TestPerson, thread: Thread, **more: str) -> Sealed:
        number = next(self._counts.setdefault((author.name, thread.case.code), count(1)))
        where = {"case": thread.case.code, "thread": thread.party}
        sealed = seal(self.programme, author, seq=number, **where, **more)
        self._seals[sealed.id] = sealed.envelope.seal
        return sealed

    def seal_of(self, version: str) -> str:
        """Return the digest of a version's seal, as an answer names it."""
        return digest("seal", self._seals[version])

    def post(self, author: TestPerson, thread: Thread, sealed: Sealed, *, hers: bool = False, **more: int) -> str:
        """Send a message, which the mediator opens as it comes; return the refusal's code.

        hers: its seal stands in the victim's ledger too.
        """
        said = code(author.post("/messages", sealed.as_json(**more)))
        if said == DONE:
            thread.case.sealed[sealed.id] = thread.case.epoch
            self._enter(thread.case, [sealed.envelope.seal], [thread] if hers else [])
            mediator, desk = self[thread.case.mediator], f"case/{thread.case.code}"
            self._opened[sealed.id], _ = fetch(self.programme, mediator, sealed.id, mediator.desk_secrets[desk])
        return said

    def say(
        self,
        who: TestPerson,
        case: Case,
        *signed: Signed,
        grants: Mapping[str, Signed] | None = None,
        told: Iterable[Thread] = (),
    ) -> str:
        """Say something; return the refusal's code. told: in whose ledgers the last statement stands too."""
        said = code(who.say(*signed, grants=tuple((grants or {}).values())))
        if said == DONE:
            self._enter(case, signed, told)
        return said

    def grants(self, letter: Letter, versions: Iterable[str], to: str) -> dict[str, Signed]:
        """Let a letter's mediator grant versions of it to a side; returns the grants by their digests.

        What she once opened she can grant for good, and may try to when it was withdrawn.
        """
        to_victim = self[letter.thread.victim].card.box
        box, made = to_victim if to == VICTIM else institutions_box(self.programme), {}
        for version in versions:
            opened = self._opened[version]
            grant = forward(self.mediator(letter).keys, opened, box, at=AT)
            made[b64.encode(read_grant(grant, opened.context).digest)] = grant
        return made

    def _open(self) -> None:
        for case in self.cases:
            self.programme.open_case(case.code)
            self.programme.take_on(self[case.mediator], case.code)
            self[case.mediator].state("prepared", case.code, party=OFFENDER, checks=["explained"])
            self.ledgers[case.code] = self.entries(OFFICER, case.code)
        for thread in self.threads:
            mediator, case = self[thread.case.mediator], thread.case
            self.programme.victim(thread.victim, mediator, case.code, thread.party)
            mediator.state("prepared", case.code, party=thread.party, checks=["explained"])
            self.ledgers[case.code] = self.entries(OFFICER, case.code)
            self.ledgers[thread.ledger] = self.entries(OFFICER, thread.ledger)

    def _enter(self, case: Case, signed: Iterable[Signed], told: Iterable[Thread]) -> None:
        entries = [each.data.decode() for each in signed]
        self.ledgers[case.code] += entries
        for name in {thread.ledger for thread in told}:
            self.ledgers[name].append(entries[-1])

    # what they ask

    def entries(self, name: str, ledger: str) -> list[str]:
        """Fetch a whole ledger as somebody."""
        found: list[str] = []
        while True:
            page = self[name].get(f"/ledgers/{ledger}?after={len(found)}").json
            found += [entry["entry"] for entry in page["entries"]]
            if len(found) == page["length"]:
                return found

    def asks(self, name: str, path: str) -> str:
        """Ask for something as somebody; return the refusal's code."""
        return code(self[name].get(path))


def digest(label: str, signed: Signed) -> str:
    return b64.encode(notation.digest(label, signed.data))


def code(answer: TestResponse) -> str:
    """Return the code of a refusal, "" for what was done; nothing here is malformed or fails."""
    assert answer.status_code in {200, 201, 403, 404, 409, 422}, answer.text
    return DONE if answer.status_code in {200, 201} else str(answer.json["code"])


def same(said: str, expected: str) -> None:
    assert said == expected, f"{said} and not {expected}"


def one_of(said: str, reasons: set[str]) -> None:
    assert said in (reasons or {DONE}), f"{said} and not {reasons or 'done'}"


def alike(found: set[T], expected: set[T]) -> None:
    assert found == expected, f"found only {found - expected}, expected only {expected - found}"
