"""What one server does in a second, beside a bare Flask application on the same server with the same settings."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench import hammer
from bench.by_turns import by_turns
from bench.letters import LETTER_BYTES, sealed_letters
from bench.people import Overheard
from bench.reference.bare_server import bare_server
from tests.support.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figure import Figure
    from tests.support.server import Server

LETTERS, INSERTS, PAGES, ROWS = 100, 300, 200, 800  # a round: a quarter of a second each on an idle machine
ROUNDS = 15
OF_INSERT = 0.2
OF_PAGE = 0.25
HOMES = {"Anna": "the victim's home, 20 lines", "Mira": "the mediator's tray, 20 lines"}


def figures() -> Iterator[Figure]:
    """Measure in requests a second, over several connections at once."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "var") as server, bare_server() as bare:
        yield _letters(server, bare)
        for name, page in HOMES.items():
            yield _home(server, bare, name, page)


def _letters(server: Server, bare: int) -> Figure:
    insert = [hammer.request("POST", "/letters", {}, bytes(LETTER_BYTES))] * INSERTS
    session = Overheard()
    with server.signed_in("Anna", transport=session) as anna:
        anna.tray()
        letters = sealed_letters(anna, session.session)
        rounds = iter([list(islice(letters, LETTERS)) for _ in range(ROUNDS + 1)])
        hammer.rate(server.port, next(rounds), status=201)  # both warmed up, the first page filled
        hammer.rate(bare, insert, status=201)
        return by_turns(
            "server: sealed 4 KB letters, of bare inserts",
            "/s",
            ours=lambda: hammer.rate(server.port, next(rounds), status=201),
            theirs=partial(hammer.rate, bare, insert, status=201),
            target=OF_INSERT,
            rounds=ROUNDS,
        )


def _home(server: Server, bare: int, name: str, page: str) -> Figure:
    session = Overheard()
    with server.signed_in(name, transport=session) as person:
        person.tray()
        home = [hammer.request("GET", "/en/home", session.session)] * PAGES
        row = [hammer.request("GET", "/page", {})] * ROWS
        ours, theirs = (
            partial(hammer.rate, server.port, home, status=200),
            partial(hammer.rate, bare, row, status=200),
        )
        ours(), theirs()
        name = f"server: {page}, of a bare page"
        return by_turns(name, "/s", ours=ours, theirs=theirs, target=OF_PAGE, rounds=ROUNDS)
