from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from relay import operate
from relay.domain.clock import SystemClock
from relay.storage.models_messages import UploadRow
from tests.support.letters import seal
from tests.support.programme import CASE

if TYPE_CHECKING:
    from tests.support.letters import Sealed
    from tests.support.programme import Programme


def without_body(letter: Sealed) -> dict[str, object]:
    return {name: value for name, value in letter.as_json().items() if name != "body"}


def files(programme: Programme) -> int:
    return len(list(programme.settings.bodies.glob("*/*")))


def test_a_body_is_put_first_and_then_the_message(programme: Programme) -> None:
    letter = seal(programme, programme.anna)

    assert programme.anna.put(f"/messages/{letter.id}/body", letter.body).status_code == 204
    assert programme.anna.post("/messages", without_body(letter)).status_code == 201

    with programme.mira.get(f"/messages/{letter.id}/body") as answer:
        assert answer.data == letter.body


def test_a_body_put_again_replaces_the_first(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.put(f"/messages/{letter.id}/body", b"something else")
    programme.anna.put(f"/messages/{letter.id}/body", letter.body)

    assert files(programme) == 1
    assert programme.anna.post("/messages", without_body(letter)).status_code == 201


def test_a_message_sent_again_leaves_one_body(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    for sent in (without_body(letter), letter.as_json(), without_body(letter)):
        programme.anna.put(f"/messages/{letter.id}/body", letter.body)
        assert programme.anna.post("/messages", sent).status_code in (201, 200)

    assert files(programme) == 1


def test_a_body_that_came_twice_and_then_along_leaves_one(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.put(f"/messages/{letter.id}/body", letter.body)

    assert programme.anna.post("/messages", letter.as_json()).status_code == 201
    assert files(programme) == 1


def test_a_body_whose_message_never_came_is_forgotten_after_its_days(programme: Programme) -> None:
    letter, database, settings = seal(programme, programme.anna), programme.parts.database, programme.settings
    programme.anna.put(f"/messages/{letter.id}/body", letter.body)
    for days, left in ((6, 1), (8, 0)):
        with database.writing() as session:
            session.execute(update(UploadRow).values(arrived_at=SystemClock().now() - timedelta(days=days)))
        operate.forget_idle(database, settings)
        assert files(programme) == left


def test_somebody_elses_body_for_the_same_id_does_not_count(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.put(f"/messages/{letter.id}/body", letter.body)
    programme.liam.put(f"/messages/{letter.id}/body", b"something else")

    assert programme.anna.post("/messages", without_body(letter)).status_code == 201


def test_a_recipient_who_puts_the_same_bytes_cannot_take_the_message_away(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json())
    programme.mira.put(f"/messages/{letter.id}/body", letter.body)
    programme.mira.put(f"/messages/{letter.id}/body", b"something else")

    with programme.mira.get(f"/messages/{letter.id}/body") as answer:
        assert answer.data == letter.body


def test_a_range_is_served_alone(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json())

    with programme.mira.get(f"/messages/{letter.id}/body", headers={"Range": "bytes=10-19"}) as answer:
        assert (answer.status_code, answer.data) == (206, letter.body[10:20])
        assert answer.headers["Content-Range"] == f"bytes 10-19/{len(letter.body)}"


@pytest.mark.parametrize(
    "wish", ["bytes=5-2", "bytes=0-1,3-4", "bytes=abc", "items=1", "items=0-1", "", "bytes=-999999", "bytes=0-999999"]
)
def test_a_wish_that_is_no_range_of_it_gets_all_of_it(programme: Programme, wish: str) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json())

    with programme.mira.get(f"/messages/{letter.id}/body", headers={"Range": wish}) as answer:
        assert answer.status_code in (200, 206)
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert answer.data == letter.body


def test_a_range_that_begins_after_the_end_is_refused(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json())

    for first in (len(letter.body), 10**9):
        answer = programme.mira.get(f"/messages/{letter.id}/body", headers={"Range": f"bytes={first}-"})
        assert (answer.status_code, answer.json["code"]) == (416, "out-of-range")


def test_nor_does_a_static_file_fail_over_one(programme: Programme) -> None:
    for address in ("/static/js/protocol/b64.js", "/static/icon.svg"):
        answer = programme.anna.client.get(address, headers={"Range": "bytes=99999999-"})
        assert answer.status_code == 416, address


def test_no_time_of_the_file_is_told(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json())

    with programme.mira.get(f"/messages/{letter.id}/body") as answer:
        assert "Last-Modified" not in answer.headers


def test_a_body_larger_than_json_may_be_is_taken(programme: Programme) -> None:
    letter = seal(programme, programme.anna)
    large = bytes(programme.settings.limits.json_bytes + 1)

    assert programme.anna.put(f"/messages/{letter.id}/body", large).status_code == 204


def test_waiting_bodies_do_not_pile_up(programme: Programme) -> None:
    for seq in range(1, 12):
        letter = seal(programme, programme.anna, seq=seq)
        programme.anna.put(f"/messages/{letter.id}/body", letter.body)

    assert files(programme) == 8


def test_what_is_no_message_id_is_malformed(programme: Programme) -> None:
    assert programme.anna.put("/messages/short/body", b"x").status_code == 400
    assert programme.anna.put(f"/messages/{'A' * 22}/body", b"").status_code == 400


def test_an_unknown_case_desk_has_no_body(programme: Programme) -> None:
    assert programme.mira.get(f"/messages/{CASE}/body").status_code == 404
