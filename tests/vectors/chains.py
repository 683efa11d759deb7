"""Checks of the roster and of the desks' custody chains."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relay.protocol import xwing
from relay.protocol.desk_secret import open_desk_secret
from relay.protocol.identity import key_id
from tests.vectors.refusing import must_refuse_the_last

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vectors.programme import Programme
    from tests.vectors.reading import Item


def cases(programme: Programme) -> Iterator[tuple[str, Callable[[], None]]]:
    desk, roster = programme.vectors["desk"], programme.vectors["roster"]
    yield "roster: the chain", lambda: _roster(programme)
    for name, revoked in (("after_revocation", "mira"), ("after_officer_revocation", "olive")):
        yield f"roster: {name}", partial(_revoked, programme, name, revoked)
    for row in roster["refuse"]:
        yield f"roster refuses: {row['why']}", partial(must_refuse_the_last, row["entries"], programme.roster_of)
    yield "desk: custody", lambda: _custody(programme)
    yield "desk: custody closed", lambda: _closed(programme)
    for epoch in desk["epochs"]:
        yield f"desk: epoch {epoch['epoch']}", partial(_epoch, programme, epoch)
    yield "desk: shared", lambda: _shared(programme, desk["shared"])
    for other in desk["others"]:
        yield f"desk: {other['name']}", partial(_other, programme, other)
    for row in desk["not_sealable"]:
        yield f"desk not sealable: {row['why']}", partial(_not_sealable, programme, row)
    for row in desk["refuse"]:
        yield f"desk refuses: {row['why']}", partial(_refused, programme, row)


def _roster(programme: Programme) -> None:
    roster = programme.roster()
    assert roster.instance == programme.instance
    assert roster.length == len(programme.vectors["roster"]["entries"])
    assert all(roster.stands(digest) for digest in roster.cards)


def _revoked(programme: Programme, name: str, revoked: str) -> None:
    roster = programme.roster(name)
    card = programme.card(revoked)
    assert not roster.stands(card.digest)
    assert roster.ever_stood(card.sign, card.role)


def _custody(programme: Programme) -> None:
    entries = programme.vectors["desk"]["custody"]
    custody = programme.case_custody
    assert [custody.position(entry.raw("digest")) for entry in entries] == list(range(len(entries))), "digest"
    assert custody.sealable(programme.roster())
    assert len(custody.epochs) == len(programme.vectors["desk"]["epochs"]), "epochs"


def _closed(programme: Programme) -> None:
    desk = programme.vectors["desk"]
    custody = programme.custody(desk["name"], desk["custody_closed"])
    assert custody.current is None
    assert not custody.sealable(programme.roster())


def _epoch(programme: Programme, item: Item) -> None:
    epoch = programme.case_custody.epochs[item["epoch"] - 1]
    assert epoch.number == item["epoch"]
    assert epoch.box == item.raw("box") == xwing.public_key(item.raw("secret")), "box"
    assert epoch.key_id == item["key_id"], "key_id"
    assert epoch.opened_by == programme.card(item["holder"]).digest, "holder"
    own = programme.person(item["holder"]).box_sk
    assert open_desk_secret(own, item.raw("sealed_secret"), epoch.open_digest, epoch.box) == item.raw("secret")


def _shared(programme: Programme, item: Item) -> None:
    epoch = programme.case_custody.epochs[item["epoch"] - 1]
    assert programme.card(item["to"]).digest in epoch.holders
    own = programme.person(item["to"]).box_sk
    assert open_desk_secret(own, item.raw("sealed_secret"), epoch.open_digest, epoch.box) == programme.secret(
        f"epoch {epoch.number}"
    )


def _other(programme: Programme, item: Item) -> None:
    custody = programme.custody(item["name"], item["custody"])
    assert custody.current is not None
    assert custody.current.box == item.raw("box") == xwing.public_key(item.raw("secret")), "box"
    assert custody.current.key_id == key_id(item.raw("box")) == item["key_id"], "key_id"
    assert custody.sealable(programme.roster())


def _not_sealable(programme: Programme, row: Item) -> None:
    roster = programme.roster(row["roster"])
    custody = programme.custody(programme.vectors["desk"]["name"], row["entries"], roster)
    assert custody.current is not None, "the chain is valid and open"
    assert not custody.sealable(roster)


def _refused(programme: Programme, row: Item) -> None:
    roster = programme.roster(row["roster"])
    name = programme.vectors["desk"]["name"]
    must_refuse_the_last(row["entries"], lambda entries: programme.custody(name, entries, roster))
