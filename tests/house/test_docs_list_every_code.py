from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relay import app
from relay.errors import RelayError
from relay.web.errors import FROM_HTTP, status_of
from tests.house.files import ROOT, tracked

if TYPE_CHECKING:
    from collections.abc import Iterator


def family(of: type[RelayError]) -> Iterator[type[RelayError]]:
    yield of
    for child in of.__subclasses__():
        yield from family(child)


def served() -> set[tuple[str, str]]:
    return {(str(status_of(kind.__new__(kind)).value), kind.code) for kind in server_refusals()}


def server_refusals() -> list[type[RelayError]]:
    assert app.create_app  # every room is loaded, and with it every refusal
    return [kind for kind in family(RelayError) if not kind.__module__.startswith(("relay.client", "relay.commands"))]


def made() -> set[str]:
    """Name every class that some line of the program calls, and those that stand for a status of the framework's."""
    code = "\n".join(path.read_text() for path in tracked("relay/*.py"))
    return {*re.findall(r"(?<!class )\b([A-Z]\w+)\(", code), *(kind.__name__ for kind in FROM_HTTP.values())}


def test_every_refusal_is_raised_somewhere():
    assert {kind.__name__ for kind in server_refusals()} <= made()


def test_the_page_lists_just_what_the_server_answers():
    page = (ROOT / "docs/api.md").read_text()
    assert set(re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \|", page, re.MULTILINE)) == served()
