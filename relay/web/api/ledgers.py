"""Ledgers: entries and links, to whom they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from relay.services.read_ledger import LedgerPage, read_ledger
from relay.web.api.answering import Answer, answer
from relay.web.api.parsing import counted
from relay.web.login import require
from relay.web.transaction import reading

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("ledgers", __name__)


class Entry(Answer):
    """A statement or a seal at its place, positions from 1; context: of the message whose seal it is."""

    position: int
    kind: str
    entry: str
    signature: str
    link: str
    context: str | None = None


class Ledger(Answer):
    """Up to 200 entries after a position; length and link are the whole ledger's; next: `after` of the next page."""

    name: str
    length: int
    link: str
    entries: list[Entry]
    next: int | None = None


@blueprint.get("/ledgers/<path:name>")
def show(name: str) -> Response:
    """Serve a ledger, CASE or CASE/victim-N, after a position."""
    return answer(_ledger(read_ledger(reading(), require(), name, after=counted("after"))))


def _ledger(page: LedgerPage) -> Ledger:
    entries = [
        Entry(
            position=row.position,
            kind=row.kind,
            entry=row.entry,
            signature=row.signature,
            link=row.link,
            context=context,
        )
        for row, context in page.entries
    ]
    following = entries[-1].position if entries and page.more else None
    return Ledger(name=page.name, length=page.length, link=page.link, entries=entries, next=following)
