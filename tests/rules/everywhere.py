"""Every address that can be asked for, page or API, and everything that comes back."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from relay import operate
from relay.app import create_app
from relay.settings import Settings
from relay.web.kept_files import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import httpx

    from relay.client.client import Client

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
CSRF = re.compile(rb'(<meta name="csrf-token" content=")[^"]*|("csrf": ?")[^"]*')
# what tells of the asker's own last use, and of nobody else's
OWN_TIME = re.compile(rb'"(idle_seconds|active)": ?("[^"]*"|\d+)')
NEVER_COMPARED = ("date", "set-cookie")

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


def rules(folder: Path) -> tuple[str, ...]:
    """List the rules of every address that answers GET, from the application itself; static files are nobody's."""
    settings = Settings(var=folder, demo=False, base_url="https://localhost", database_url="")
    operate.make_secrets(settings)
    app = create_app(settings)
    asked = (rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint not in ENDPOINTS)
    return tuple(sorted(rule.rule for rule in asked))


def addresses(rules_: Iterable[str], values: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Fill every rule with every value that its arguments can take. Raises KeyError for an argument nobody filled."""
    for rule in rules_:
        names = ARGUMENT.findall(rule)
        for chosen in itertools.product(*(values[name] for name in names)):
            filled = dict(zip(names, chosen, strict=True))
            yield ARGUMENT.sub(lambda match, filled=filled: filled[match[1]], rule)


def everything(client: Client, asked: Iterable[str]) -> dict[str, Answer]:
    """Ask for all of it as somebody: status, headers and body, but for Date, cookies and CSRF token."""
    return {address: _plain(client.http.request("GET", f"/{address}")) for address in asked}


def _plain(answer: httpx.Response) -> Answer:
    headers = tuple((name, value) for name, value in answer.headers.multi_items() if name not in NEVER_COMPARED)
    body = OWN_TIME.sub(rb'"\1"', CSRF.sub(rb"\1\2", answer.content))
    if body != answer.content:  # the token's length may differ, as the length of the seconds
        headers = tuple((name, value) for name, value in headers if name != "content-length")
    return answer.status_code, headers, body
