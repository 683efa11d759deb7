from __future__ import annotations

import json
from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.ledger import first_link, next_link
from relay.protocol.signed import Signed
from tests.support.letters import pass_on, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.person import TestPerson
    from tests.support.programme import Programme

STAFF = [
    "party", "declare", "party", "prepared", "prepared", "consent", "consent",
    "seal", "review", "review", "release", "handled", "handled", "handled",
    "seal", "review", "review", "release", "opened",
]  # fmt: skip
ANNAS = ["party", "prepared", "consent", "seal", "release", "release"]


def types(person: TestPerson, name: str) -> list[str]:
    return [json.loads(each["entry"])["type"] for each in person.get(f"/ledgers/{name}").json["entries"]]


def whole_road(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    task = programme.liam.post("/tasks", {}).json["task"]
    for outcome in ("pulled", "printed", "delivered"):
        programme.liam.state("handled", CASE, message=letter, outcome=outcome, how="none")
    reply = send(programme, programme.liam, "I read it", task=task)
    pass_on(programme, programme.mira, reply, PARTY)
    programme.anna.state("opened", CASE, message=reply)


def test_staff_see_every_decision_and_anna_what_concerns_her(programme: Programme) -> None:
    whole_road(programme)

    assert types(programme.mira, CASE) == STAFF
    assert types(programme.olive, CASE) == STAFF
    assert types(programme.anna, f"{CASE}/{PARTY}") == ANNAS
    assert types(programme.mira, f"{CASE}/{PARTY}") == ANNAS


def test_every_link_follows_from_the_one_before(programme: Programme) -> None:
    whole_road(programme)

    for name in (CASE, f"{CASE}/{PARTY}"):
        ledger = programme.olive.get(f"/ledgers/{name}").json
        link = first_link(programme.roster.instance, name)
        for place, entry in enumerate(ledger["entries"], start=1):
            link = next_link(link, Signed(entry["entry"].encode(), b64.decode(entry["signature"])))
            assert (entry["position"], entry["link"]) == (place, b64.encode(link))
        assert (ledger["length"], ledger["link"]) == (len(ledger["entries"]), b64.encode(link))


def test_a_seal_comes_with_its_context(programme: Programme) -> None:
    letter = send(programme, programme.anna)

    (seal,) = [
        each for each in programme.anna.get(f"/ledgers/{CASE}/{PARTY}").json["entries"] if each["kind"] == "seal"
    ]

    assert json.loads(seal["context"])["id"] == letter


def test_later_entries_are_served_after_a_position(programme: Programme) -> None:
    ledger = programme.mira.get(f"/ledgers/{CASE}?after=5").json

    assert [entry["position"] for entry in ledger["entries"]] == [6, 7]
    assert ledger["length"] == 7


def test_nobody_reads_anothers_ledger(programme: Programme) -> None:
    programme.victim("Alma", programme.mira, party="victim-9")
    unknown = programme.alma.get("/ledgers/RO-404").data

    for person, name in (
        (programme.anna, CASE),
        (programme.anna, f"{CASE}/victim-9"),
        (programme.alma, f"{CASE}/{PARTY}"),
        (programme.liam, CASE),
        (programme.liam, f"{CASE}/{PARTY}"),
        (programme.mira, f"{CASE}/victim-77"),
        (programme.mira, f"{CASE}/"),
    ):
        answer = person.get(f"/ledgers/{name}")
        assert (answer.status_code, answer.data) == (404, unknown)
