from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

from relay.protocol import b64
from tests.support.letters import seal, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme


def drafted(programme: Programme) -> str:
    draft = b64.encode(token_bytes(16))
    answer = programme.anna.put(f"/drafts/{draft}?case={CASE}", b"sealed draft", **{"If-None-Match": "*"})
    assert answer.status_code == 200
    return draft


def test_it_is_acknowledged_and_waits_for_mira(programme: Programme) -> None:
    letter = seal(programme, programme.anna)

    answer = programme.anna.post("/messages", letter.as_json())

    assert (answer.status_code, answer.json) == (201, {"message": letter.id, "state": "sealed"})
    (item,) = programme.mira.get("/tray").json["items"]
    assert (item["message"], item["state"], item["from"]) == (letter.id, "sealed", PARTY)


def test_sending_the_same_bytes_again_makes_one_message(programme: Programme) -> None:
    letter = seal(programme, programme.anna).as_json()

    first, second = (programme.anna.post("/messages", letter) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.data == second.data
    assert len(programme.mira.get("/tray").json["items"]) == 1


def test_the_same_again_after_a_decision_still_gets_the_same_answer(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    first = programme.anna.post("/messages", letter.as_json())
    programme.mira.state("review", CASE, message=letter.id, to="reading", until="")

    assert programme.anna.post("/messages", letter.as_json()).data == first.data


def test_a_second_letter_cannot_take_the_firsts_place_in_the_count(programme: Programme) -> None:
    send(programme, programme.anna)

    answer = programme.anna.post("/messages", seal(programme, programme.anna, "other", seq=1).as_json())

    assert (answer.status_code, answer.json["code"]) == (409, "seq-taken")


def test_other_bytes_under_the_same_id_are_refused(programme: Programme) -> None:
    letter, other = (seal(programme, programme.anna, seq=1) for _ in range(2))
    programme.anna.post("/messages", letter.as_json())

    mixed = {
        **letter.as_json(),
        "grant": other.as_json()["grant"],
        "grant_signature": other.as_json()["grant_signature"],
    }

    assert programme.anna.post("/messages", mixed).status_code == 422
    assert programme.anna.post("/messages", letter.as_json()).status_code == 200


def test_the_draft_goes_with_the_sending(programme: Programme) -> None:
    draft = drafted(programme)

    programme.anna.post("/messages", seal(programme, programme.anna).as_json(draft=draft))

    assert programme.anna.get("/drafts").json["drafts"] == []


def test_the_draft_stays_as_her_copy_if_she_wishes(programme: Programme) -> None:
    draft, letter = drafted(programme), seal(programme, programme.anna)

    programme.anna.post("/messages", letter.as_json(draft=draft, keep=True))

    (kept,) = programme.anna.get("/drafts").json["drafts"]
    assert (kept["id"], kept["kept"], kept["message"]) == (draft, True, letter.id)


def test_her_count_is_her_own(programme: Programme) -> None:
    send(programme, programme.anna)

    assert programme.anna.get(f"/cases/{CASE}").json["next_seq"] == 2
    assert programme.mira.get(f"/cases/{CASE}").json["next_seq"] == 1
