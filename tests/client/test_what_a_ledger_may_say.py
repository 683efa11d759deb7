"""A reader trusts no server: answers, releases and withdrawals are held against what stands before them (R4, R5)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from relay.client.errors import Untrusted
from relay.client.ledger_rules import Evidence, Ledger
from relay.protocol import b64
from relay.protocol.signed import Signed
from tests.support import decisions
from tests.support.letters import pass_on, release, review, seal, send
from tests.support.pattern import make_programme
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.programme import Programme

STAFF, ANNAS = CASE, f"{CASE}/{PARTY}"


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    yield from make_programme(tmp_path)


@pytest.fixture
def edited(programme: Programme) -> str:
    """An edit of Anna's letter that she agreed to and Mira released."""
    letter = send(programme, programme.anna)
    edited = decisions.proposed(programme, letter)
    assert decisions.answer(programme.anna, "agree", letter, edited).status_code == 201
    for to in ("reading", "approved"):
        review(programme.mira, edited, to)
    assert release(programme, programme.mira, edited, "offender").status_code == 201
    return edited


def entries(programme: Programme, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = programme.mira.get(f"/ledgers/{name}").json["entries"]
    return found


def read(programme: Programme, name: str, items: list[dict[str, Any]], *, without: str = "") -> Ledger:
    """Read a ledger as a client does, its links left out; without: liaisons' cards, as a victim sees the roster."""
    roster = programme.roster
    custody = programme.custody(f"case/{CASE}")
    cards = {programme.anna.card.digest: programme.anna.card}
    hidden = _Roster(roster, without) if without else roster
    evidence = Evidence(hidden, custody, cards)  # type: ignore[arg-type]  # a roster with less in it
    ledger = Ledger.start(roster.instance, name)
    for item in items:
        signed = Signed(item["entry"].encode(), b64.decode(item["signature"]))
        if item["kind"] == "statement":
            ledger = ledger.append_statement(signed, evidence)
        else:
            ledger = ledger.append_seal(signed, item["context"].encode(), evidence)
    return ledger


class _Roster:
    """A roster as a victim verifies it: one role's cards are never shown to her."""

    def __init__(self, roster: Any, hidden: str) -> None:
        self.instance, self._roster, self._hidden = roster.instance, roster, hidden

    def card_by_sign(self, sign: bytes) -> Any:
        card = self._roster.card_by_sign(sign)
        return card if card is None or card.role != self._hidden else None


def kinds(items: list[dict[str, Any]]) -> list[str]:
    return [json.loads(item["entry"])["type"] for item in items]


def dropped(items: list[dict[str, Any]], type_: str) -> list[dict[str, Any]]:
    return [item for item, kind in zip(items, kinds(items), strict=True) if kind != type_]


@pytest.mark.parametrize("name", [STAFF, ANNAS])
@pytest.mark.usefixtures("edited")
def test_an_agreed_edit_reads_as_it_went(programme: Programme, name: str) -> None:
    items = entries(programme, name)

    assert len(read(programme, name, items).entries) == len(items)


@pytest.mark.parametrize("name", [STAFF, ANNAS])
@pytest.mark.parametrize("missing", ["agree", "propose"])
@pytest.mark.usefixtures("edited")
def test_an_edit_that_goes_without_its_agreement_is_refused(programme: Programme, name: str, missing: str) -> None:
    with pytest.raises(Untrusted):
        read(programme, name, dropped(entries(programme, name), missing))


@pytest.mark.parametrize("name", [STAFF, ANNAS])
def test_a_release_after_a_withdrawal_is_refused(programme: Programme, name: str) -> None:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    decisions.withdraw(programme.anna, letter)
    items = entries(programme, name)
    assert kinds(items)[-2:] == ["release", "withdraw"]
    read(programme, name, items)

    with pytest.raises(Untrusted):
        read(programme, name, [*items[:-2], items[-1], items[-2]])


def test_a_withdrawal_that_somebody_else_signed_is_refused(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    forged = programme.mira.sign("withdraw", CASE, message=letter, how="spoken")
    item = {"kind": "statement", "entry": forged.data.decode(), "signature": b64.encode(forged.signature)}

    with pytest.raises(Untrusted):
        read(programme, STAFF, [*entries(programme, STAFF), item])


def test_a_victim_takes_a_liaisons_withdrawal_of_what_was_released_to_her_alone(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    number = decisions.take_task(programme, letter, "pulled", "printed", "delivered")
    reply = send(programme, programme.liam, "an answer", task=number)
    pass_on(programme, programme.mira, reply, PARTY)
    decisions.withdraw(programme.liam, reply, how="written")
    items = entries(programme, ANNAS)
    assert kinds(items)[-1] == "withdraw"

    assert len(read(programme, ANNAS, items, without="liaison").entries) == len(items)
    with pytest.raises(Untrusted):
        read(programme, ANNAS, dropped(items, "release"), without="liaison")


FORGED = [
    ("anna", "guidance"),
    ("anna", "relayed"),
    ("anna", "notes"),
    ("anna", "sheet"),
    ("liam", "relayed"),
    ("liam", "guidance"),
    ("mira", "aside"),
    ("mira", "sheet"),
    ("olive", "letter"),
    ("olive", "notes"),
]


def sealed_by(programme: Programme, author: str, kind: str, original: str = "") -> dict[str, Any]:
    """A seal of somebody's as a server would list it, though it never took it."""
    made = seal(programme, getattr(programme, author), kind=kind, original=original, seq=1)
    envelope = made.envelope
    signature = b64.encode(envelope.seal.signature)
    return {
        "kind": "seal",
        "entry": envelope.seal.data.decode(),
        "signature": signature,
        "context": envelope.context.decode(),
    }


@pytest.mark.parametrize(("author", "kind"), FORGED)
def test_a_kind_that_its_author_does_not_write_is_refused_however_well_it_is_signed(
    programme: Programme, author: str, kind: str
) -> None:
    with pytest.raises(Untrusted, match="of a kind"):
        read(programme, STAFF, [*entries(programme, STAFF), sealed_by(programme, author, kind)])


@pytest.mark.parametrize("author", ["anna", "liam"])
def test_an_edit_that_no_mediator_made_is_refused(programme: Programme, author: str) -> None:
    letter = send(programme, programme.anna)
    with pytest.raises(Untrusted, match="of a kind"):
        read(programme, STAFF, [*entries(programme, STAFF), sealed_by(programme, author, "letter", letter)])


@pytest.mark.parametrize(
    ("author", "kind"), [("anna", "letter"), ("liam", "aside"), ("mira", "guidance"), ("olive", "sheet")]
)
def test_what_each_part_does_write_is_read(programme: Programme, author: str, kind: str) -> None:
    items = [*entries(programme, STAFF), sealed_by(programme, author, kind)]
    assert len(read(programme, STAFF, items).entries) == len(items)
