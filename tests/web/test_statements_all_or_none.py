from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64
from relay.services.statements import MOST_STATEMENTS
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme


def lengths(programme: Programme) -> list[int]:
    return [programme.olive.get(f"/ledgers/{name}").json["length"] for name in (CASE, f"{CASE}/{PARTY}")]


def test_one_that_is_refused_takes_the_others_with_it(programme: Programme) -> None:
    before = lengths(programme)
    good = programme.mira.sign("prepared", CASE, party=PARTY, checks=["safety"])
    bad = programme.mira.sign("prepared", CASE, party="victim-9", checks=["safety"])

    answer = programme.mira.say(good, bad)

    assert (answer.status_code, answer.json["code"]) == (422, "wrong-recipient")
    assert lengths(programme) == before


def test_the_same_statement_again_changes_nothing(programme: Programme) -> None:
    signed = programme.mira.state("prepared", CASE, party=PARTY, checks=["safety"])
    before = lengths(programme)

    answer = programme.mira.say(signed, signed)

    assert (answer.status_code, answer.json) == (201, {"accepted": 2})
    assert lengths(programme) == before


def test_more_at_once_than_the_limit(programme: Programme) -> None:
    signed = programme.mira.sign("prepared", CASE, party=PARTY, checks=["safety"])
    before = lengths(programme)

    answer = programme.mira.say(*[signed] * (MOST_STATEMENTS + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "too-many")
    answer = programme.mira.say(signed, grants=(signed,) * (MOST_STATEMENTS + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "too-many")
    assert lengths(programme) == before

    assert programme.mira.say(*[signed] * MOST_STATEMENTS).json == {"accepted": MOST_STATEMENTS}


def test_a_nonce_never_comes_twice_in_a_case(programme: Programme) -> None:
    nonce = "N" * 21 + "A"
    programme.mira.state("prepared", CASE, party=PARTY, checks=["safety"], nonce=nonce)

    answer = programme.mira.say(programme.mira.sign("prepared", CASE, party=PARTY, checks=["support"], nonce=nonce))

    assert (answer.status_code, answer.json["code"]) == (409, "nonce-used")


def test_somebody_elses_signature_is_refused(programme: Programme) -> None:
    signed = programme.mira.sign("prepared", CASE, party=PARTY, checks=["safety"])

    answer = programme.olive.say(signed)

    assert (answer.status_code, answer.json["code"]) == (422, "role")


def test_an_altered_statement_is_refused(programme: Programme) -> None:
    signed = programme.mira.sign("prepared", CASE, party=PARTY, checks=["safety"])
    text = signed.data.decode().replace("safety", "support")
    body = {"statements": [{"statement": text, "signature": b64.encode(signed.signature)}], "grants": []}

    answer = programme.mira.post("/statements", body)

    assert (answer.status_code, answer.json["code"]) == (422, "protocol")


def test_types_that_come_later_are_not_offered(programme: Programme) -> None:
    signed = programme.anna.sign("state", CASE, party=PARTY, to="paused", reason="asked")

    answer = programme.anna.say(signed)

    assert (answer.status_code, answer.json["code"]) == (422, "not-offered")


@pytest.mark.parametrize("case", ["RO-2", "RO-404"])
def test_a_foreign_case_and_none_are_answered_alike(programme: Programme, case: str) -> None:
    programme.open_case("RO-2")
    consent = {"scope": "all", "model": "letters", "how": "portal", "given": True}
    signed = programme.anna.sign("consent", case, party=PARTY, **consent)

    answer = programme.anna.say(signed)

    assert (answer.status_code, answer.json["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("signer", "type_", "fields"),
    [
        ("anna", "prepared", {"party": PARTY, "checks": ["safety"]}),
        ("olive", "prepared", {"party": PARTY, "checks": ["safety"]}),
        ("mira", "consent", {"party": PARTY, "scope": "all", "model": "letters", "how": "portal", "given": True}),
        ("olive", "consent", {"party": "offender", "scope": "all", "model": "letters", "how": "spoken", "given": True}),
        ("anna", "consent", {"party": "offender", "scope": "all", "model": "letters", "how": "spoken", "given": True}),
        ("anna", "party", {"party": "offender", "card": "", "desk": ""}),
        ("liam", "party", {"party": "offender", "card": "", "desk": ""}),
        ("olive", "declare", {"conflict": False}),
    ],
)
def test_everybody_signs_only_what_is_theirs(
    programme: Programme, signer: str, type_: str, fields: dict[str, object]
) -> None:
    person = getattr(programme, signer)

    answer = person.say(person.sign(type_, CASE, **fields))

    assert (answer.status_code, answer.json["code"]) == (422, "role")


def test_a_card_is_bound_only_to_the_party_it_was_invited_to(programme: Programme) -> None:
    alma = programme.meet("Alma", "victim")
    programme.invite(programme.mira, alma, case=CASE, party="victim-5")

    signed = programme.mira.sign("party", CASE, party="victim-6", card=alma.digest, desk="")

    assert programme.mira.say(signed).json["code"] == "wrong-recipient"


def test_a_victim_whose_party_ends_keeps_drafts_only(programme: Programme) -> None:
    programme.mira.state("party", CASE, party=PARTY, card="", desk="")

    assert programme.anna.get("/session").json["status"] == "joined"
    assert programme.anna.get(f"/ledgers/{CASE}/{PARTY}").status_code == 403
    assert programme.anna.get("/drafts").status_code == 200
