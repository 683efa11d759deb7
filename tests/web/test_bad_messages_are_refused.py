from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64
from relay.protocol.container import Part
from relay.protocol.message import Address, seal_message
from tests.support.letters import Sealed, read_id, seal
from tests.support.person import AT
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.programme import Programme


@pytest.fixture(autouse=True)
def nothing_is_left(programme: Programme) -> Iterator[None]:
    """Whatever is refused leaves no file, no message and no ledger entry."""
    before = seals(programme)
    yield
    assert list(programme.settings.bodies.glob("*/*")) == []
    assert programme.mira.get("/tray").json["items"] == []
    assert seals(programme) == before


def seals(programme: Programme) -> list[str]:
    """List the links of all seals in the case's ledger; statements may be added by a test."""
    entries = programme.mira.get(f"/ledgers/{CASE}").json["entries"]
    return [entry["link"] for entry in entries if entry["kind"] == "seal"]


def refused(programme: Programme, letter: dict[str, object], who: str = "anna") -> tuple[int, str]:
    answer = getattr(programme, who).post("/messages", letter)
    return answer.status_code, answer.json["code"]


def test_a_body_that_is_not_the_one_sealed(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    flipped = bytes([letter.body[0] ^ 1]) + letter.body[1:]

    assert refused(programme, letter.as_json(body=b64.encode(flipped))) == (422, "protocol")


def test_a_truncated_body(programme: Programme) -> None:
    letter = seal(programme, programme.anna)

    assert refused(programme, letter.as_json(body=b64.encode(letter.body[:-1]))) == (422, "protocol")


def test_no_body_at_all(programme: Programme) -> None:
    letter = seal(programme, programme.anna).as_json()
    del letter["body"]

    assert refused(programme, letter) == (422, "body-missing")


def test_an_altered_context(programme: Programme) -> None:
    letter = seal(programme, programme.anna).as_json()

    assert refused(programme, {**letter, "context": str(letter["context"]).replace('"letter"', '"video"')}) == (
        422,
        "protocol",
    )


def test_a_seal_signed_by_somebody_else(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    forged = programme.liam.keys.sign("seal", letter.envelope.seal.data)

    assert refused(programme, letter.as_json(seal_signature=b64.encode(forged.signature))) == (422, "protocol")


def test_a_letter_that_somebody_else_sealed(programme: Programme) -> None:
    letter = seal(programme, programme.anna)

    assert refused(programme, letter.as_json(), "mira") == (422, "role")


def test_a_letter_for_another_case(programme: Programme) -> None:
    programme.open_case("RO-2")
    letter = seal(programme, programme.anna, case="RO-2", desk=f"case/{CASE}", seq=1)

    assert refused(programme, letter.as_json()) == (404, "not-found")


def test_a_letter_for_a_case_that_does_not_exist_gets_the_same_answer(programme: Programme) -> None:
    programme.open_case("RO-2")
    answers = [
        programme.anna.post(
            "/messages", seal(programme, programme.anna, case=case, desk=f"case/{CASE}", seq=1).as_json()
        )
        for case in ("RO-2", "RO-3")
    ]

    assert answers[0].data == answers[1].data


def test_a_letter_into_somebody_elses_thread(programme: Programme) -> None:
    letter = seal(programme, programme.anna, thread="victim-3")

    assert refused(programme, letter.as_json()) == (422, "role")


def test_a_letter_sealed_to_another_desk(programme: Programme) -> None:
    letter = seal(programme, programme.anna, desk="office")

    assert refused(programme, letter.as_json()) == (409, "stale-custody")


def test_a_letter_sealed_before_the_desk_changed_hands(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.assign(programme.olive, f"case/{CASE}", programme.mira)

    assert refused(programme, letter.as_json()) == (422, "desk-closed")

    programme.open_desk(programme.mira, f"case/{CASE}")
    assert refused(programme, letter.as_json()) == (409, "stale-custody")


def test_a_letter_that_names_a_custody_from_before_the_key(programme: Programme) -> None:
    custody = programme.custody(f"case/{CASE}")
    assert custody.current is not None
    unknown = bytes(32)
    address = Address(programme.roster.instance, CASE, PARTY, "letter", custody.current.key_id, unknown)
    parts = [Part("text/plain", b"Dear you")]
    envelope, body = seal_message(
        programme.anna.keys, address, parts, lang="en", desk_box=custody.current.box, seq=1, at=AT
    )

    assert refused(programme, Sealed(read_id(envelope), envelope, body).as_json()) == (409, "stale-custody")


def test_a_letter_without_consent_to_send(programme: Programme) -> None:
    taken_back = {"scope": "send", "model": "letters", "given": False}
    programme.anna.state("consent", CASE, party=PARTY, how="portal", **taken_back)

    assert refused(programme, seal(programme, programme.anna).as_json()) == (422, "consent-missing")


def test_a_letter_from_somebody_whom_nobody_has_confirmed(programme: Programme) -> None:
    stranger = programme.meet("Alma", "victim")
    programme.invite(programme.mira, stranger, case=CASE, party="victim-5")

    letter = seal(programme, stranger, thread="victim-5", seq=1)

    assert refused(programme, letter.as_json(), "alma") == (422, "not-confirmed")


def test_a_letter_of_a_liaison_without_a_task(programme: Programme) -> None:
    letter = seal(programme, programme.liam, seq=1)

    assert refused(programme, letter.as_json(), "liam") == (422, "role")
    assert refused(programme, letter.as_json(task=123456), "liam") == (422, "role")


def test_a_mediators_letter_where_an_institution_delivers(programme: Programme) -> None:
    letter = seal(programme, programme.mira, seq=1)

    assert refused(programme, letter.as_json(), "mira") == (422, "role")


def test_an_officers_letter(programme: Programme) -> None:
    letter = seal(programme, programme.olive, seq=1)

    assert refused(programme, letter.as_json(), "olive") == (422, "role")


def test_a_sheet_of_anybody_but_an_officer(programme: Programme) -> None:
    letter = seal(programme, programme.anna, kind="sheet", seq=1)

    assert refused(programme, letter.as_json()) == (422, "role")


def test_another_programmes_letter(programme: Programme) -> None:
    custody = programme.custody(f"case/{CASE}")
    assert custody.current is not None
    address = Address(bytes(32), CASE, PARTY, "letter", custody.current.key_id, custody.head)
    envelope, body = seal_message(
        programme.anna.keys, address, [Part("text/plain", b"x")], lang="en", desk_box=custody.current.box, seq=1, at=AT
    )

    assert refused(programme, Sealed(read_id(envelope), envelope, body).as_json()) == (422, "protocol")


@pytest.mark.parametrize(
    "wrong", [{"keep": "yes"}, {"context": 5}, {"task": "1"}, {"more": True}, {"body": "=="}, {"seal_signature": "x"}]
)
def test_json_of_the_wrong_types(programme: Programme, wrong: dict[str, object]) -> None:
    assert refused(programme, seal(programme, programme.anna).as_json(**wrong)) == (400, "malformed")


def test_more_than_may_come_inline(programme: Programme) -> None:
    large = b64.encode(bytes(programme.settings.limits.inline_body_bytes + 1))

    assert refused(programme, seal(programme, programme.anna).as_json(body=large)) == (413, "too-large")
