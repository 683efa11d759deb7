from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relay import app
from relay.errors import RelayError
from relay.web.errors import status_of
from tests.house.files import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def family(of: type[RelayError]) -> Iterator[type[RelayError]]:
    yield of
    for child in of.__subclasses__():
        yield from family(child)


def served() -> set[tuple[str, str]]:
    assert app.create_app  # every room is loaded, and with it every refusal
    classes = [
        kind for kind in family(RelayError) if not kind.__module__.startswith(("relay.client", "relay.commands"))
    ]
    return {(str(status_of(kind.__new__(kind)).value), kind.code) for kind in classes}


def test_the_page_lists_just_what_the_server_answers():
    page = (ROOT / "docs/api.md").read_text()
    assert set(re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \|", page, re.MULTILINE)) == served()
