from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.letters import fetch, pass_on, send
from tests.support.programme import CASE, INSTITUTION, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme

UNKNOWN = "A" * 22


def same_as_unknown(programme: Programme, who: str, message: str) -> bool:
    person = getattr(programme, who)
    pairs = [
        (person.get(f"/messages/{message}{more}"), person.get(f"/messages/{UNKNOWN}{more}")) for more in ("", "/body")
    ]
    return all(known.status_code == 404 and known.data == unknown.data for known, unknown in pairs)


def words(programme: Programme, who: str, message: str, desk: str = "") -> str:
    person = getattr(programme, who)
    _, container = fetch(programme, person, message, person.desk_secrets[desk] if desk else person.keys.box_sk)
    return container.parts[0].data.decode()


def test_mira_opens_what_anna_sent_and_nobody_else_does(programme: Programme) -> None:
    letter = send(programme, programme.anna, "Dear you")

    assert words(programme, "mira", letter, f"case/{CASE}") == "Dear you"
    for who in ("olive", "liam", "anna"):
        assert same_as_unknown(programme, who, letter)


def test_another_mediator_and_another_victim_find_nothing(programme: Programme) -> None:
    programme.staff("Marc", "mediator")
    programme.open_case("RO-2")
    programme.take_on(programme.marc, "RO-2")
    programme.victim("Aline", programme.marc, "RO-2", "victim-8")
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")

    for who in ("marc", "aline"):
        assert same_as_unknown(programme, who, letter)


def test_liam_opens_it_only_after_he_signed_that_he_pulled_it(programme: Programme) -> None:
    letter = send(programme, programme.anna, "Dear you")
    pass_on(programme, programme.mira, letter, "offender")
    assert same_as_unknown(programme, "liam", letter)
    programme.liam.post("/tasks", {})
    assert same_as_unknown(programme, "liam", letter)

    programme.liam.state("handled", CASE, message=letter, outcome="pulled", how="none")

    assert words(programme, "liam", letter, f"institution/{INSTITUTION}") == "Dear you"


def test_anna_opens_the_reply_once_it_is_released(programme: Programme) -> None:
    task = pulled(programme)
    reply = send(programme, programme.liam, "I read it", task=task)
    assert same_as_unknown(programme, "anna", reply)
    assert same_as_unknown(programme, "liam", reply)

    pass_on(programme, programme.mira, reply, PARTY)

    assert words(programme, "anna", reply) == "I read it"


def test_a_mediator_who_was_replaced_opens_nothing_any_more(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    programme.staff("Marc", "mediator")

    programme.assign(programme.olive, f"case/{CASE}", programme.marc)

    assert same_as_unknown(programme, "mira", letter)


@pytest.mark.parametrize("who", ["olive", "liam", "anna", "mira"])
def test_nobody_is_told_whether_an_id_exists(programme: Programme, who: str) -> None:
    assert same_as_unknown(programme, who, "not an id")


def pulled(programme: Programme) -> int:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    task = programme.liam.post("/tasks", {}).json["task"]
    programme.liam.state("handled", CASE, message=letter, outcome="pulled", how="none")
    return int(task)
