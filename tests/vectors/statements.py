"""Checks of statements, ledgers and later grants."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.context import read_context
from relay.protocol.ledger import first_link, next_link
from relay.protocol.message import Envelope, open_message
from relay.protocol.statement import TYPES, read_statement
from tests.vectors.messages import envelope_of, file_hash
from tests.vectors.refusing import must_refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from relay.protocol.signed import Signed
    from tests.vectors.programme import Programme
    from tests.vectors.reading import Item


def cases(programme: Programme) -> Iterator[tuple[str, Callable[[], None]]]:
    item = programme.vectors["statements"]
    for name in ("consent", "release"):
        yield f"statements: {name}", partial(_example, name, item, name, f"{name}_signature")
    for name in item["examples"]:
        yield f"statements: example {name}", partial(_example, name, item["examples"][name], "bytes", "signature")
    yield "statements: an example of each type", lambda: _each(item["examples"])
    for row in item["refuse"]:
        yield f"statements refuse: {row['why']}", partial(must_refuse, partial(_read, row))
    yield "ledger", lambda: _ledger(programme, item["ledger"])
    yield "later_grant", lambda: _later_grant(programme, item["later_grant"])


def _read(row: Item) -> object:
    return read_statement(row.signed())


def _example(name: str, item: Item, data: str, signature: str) -> None:
    assert read_statement(item.signed(data, signature)).type == name


def _each(examples: Item) -> None:
    assert sorted(examples) == sorted(TYPES)


def _ledger(programme: Programme, item: Item) -> None:
    link = first_link(programme.instance, item["name"])
    entries = [_entry(programme, name) for name in item["entries"].split(", ")]
    for entry, expected in zip(entries, item["links"], strict=True):
        link = next_link(link, entry)
        assert link == _link(expected), "links"


def _link(text: str) -> bytes:
    """Read a link as the file writes it."""
    return b64.decode(text, 32)


def _entry(programme: Programme, name: str) -> Signed:
    """Find what an entry's name means: messages[N].seal, or a statement of the file."""
    if name.startswith("messages[") and name.endswith("].seal"):
        place = int(name.removeprefix("messages[").removesuffix("].seal"))
        return programme.vectors["messages"][place].signed("seal", "seal_signature")
    return programme.vectors["statements"].signed(name, f"{name}_signature")


def _later_grant(programme: Programme, item: Item) -> None:
    message = programme.vectors["messages"][0]
    at_entry, body = envelope_of(message), message.raw("body")
    release = programme.vectors["statements"].signed("release", "release_signature")
    later = Envelope(at_entry.context, at_entry.seal, item.signed(), statement=release)
    secret = programme.other_desk(item["to"]).raw("secret")
    holders = programme.case_custody.holder_keys(_desk(programme, at_entry), programme.roster())
    opened, container = open_message(later, body, secret, instance=programme.instance, desk_holders=holders)
    assert opened.statement is not None
    assert len(container.parts) == len(message["parts"])
    assert file_hash(later, body) == item["file_sha256"], "file_sha256"
    must_refuse(lambda: open_message(later, body, secret, instance=programme.instance))


def _desk(programme: Programme, envelope: Envelope) -> str:
    return read_context(envelope.context, programme.instance).desk
