"""A mediator's changed copy is a draft of hers about one message; it ends where the message moves on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from relay.web.reception import KEY
from tests.support import decisions
from tests.support.letters import release, review, seal, send
from tests.support.programme import CASE
from tests.support.town import new_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.person import TestPerson
    from tests.support.programme import Programme


@pytest.fixture
def letter(programme: Programme) -> str:
    """A letter of Anna's that Mira has read."""
    message = send(programme, programme.anna)
    decisions.read(programme, message)
    return message


def begin(person: TestPerson, message: str, draft: str = "", case: str = CASE) -> int:
    address = f"/drafts/{draft or new_id()}?case={case}&message={message}"
    return person.put(address, b"sealed copy", **{"If-None-Match": "*"}).status_code


def test_it_is_found_again_and_says_of_what_it_is(programme: Programme, letter: str) -> None:
    draft = new_id()
    assert begin(programme.mira, letter, draft) == 200

    (listed,) = programme.mira.get("/drafts").json["drafts"]
    assert (listed["id"], listed["message"], listed["kept"]) == (draft, letter, False)
    assert programme.mira.get(f"/drafts/{draft}").data == b"sealed copy"


def test_nobody_but_the_assigned_mediator_begins_one(programme: Programme, letter: str) -> None:
    programme.staff("Max", "mediator")
    for name in ("anna", "olive", "liam", "max"):
        assert begin(programme.people[name], letter) == 404
    for message, case in ((letter, "RO-404"), (new_id(), CASE), ("x", CASE), ("", CASE)):
        assert begin(programme.mira, message, case=case) == 404


def test_whoever_has_the_case_no_longer_begins_none(programme: Programme, letter: str) -> None:
    programme.take_on(programme.staff("Max", "mediator"))

    assert begin(programme.mira, letter) == 404


def test_it_ends_when_the_case_goes_to_another_mediator(programme: Programme, letter: str) -> None:
    draft, elsewhere, hers = new_id(), new_id(), new_id()
    programme.open_case("RO-2")
    programme.take_on(programme.mira, "RO-2")
    programme.joins_too(programme.anna, programme.mira, "RO-2", "victim-8")
    programme.make_ready(programme.anna, programme.mira, "RO-2", "victim-8")
    another = send(programme, programme.anna, case="RO-2", thread="victim-8")
    begin(programme.mira, letter, draft)
    assert begin(programme.mira, another, elsewhere, "RO-2") == 200
    programme.anna.put(f"/drafts/{hers}?case={CASE}", b"her own", **{"If-None-Match": "*"})

    programme.take_on(programme.staff("Max", "mediator"))

    assert programme.mira.get(f"/drafts/{draft}").status_code == 404
    assert programme.mira.get(f"/drafts/{elsewhere}").status_code == 200
    assert programme.anna.get(f"/drafts/{hers}").status_code == 200


def test_it_stays_when_its_own_mediator_makes_a_new_key(programme: Programme, letter: str) -> None:
    draft = new_id()
    begin(programme.mira, letter, draft)

    programme.assign(programme.olive, f"case/{CASE}", programme.mira)
    programme.open_desk(programme.mira, f"case/{CASE}")

    assert programme.mira.get(f"/drafts/{draft}").status_code == 200


def test_too_many_are_refused_in_words_for_a_mediator(programme: Programme, letter: str) -> None:
    settings = programme.parts.settings
    few = settings.model_copy(update={"limits": settings.limits.model_copy(update={"drafts_per_person": 1})})
    programme.app.extensions[KEY] = replace(programme.parts, settings=few)
    begin(programme.mira, letter)

    answer = programme.mira.put(f"/drafts/{new_id()}?case={CASE}&message={letter}", b"copy", **{"If-None-Match": "*"})

    assert (answer.status_code, answer.json["code"]) == (413, "too-many-copies")
    assert "Decide about one of those letters" in answer.json["detail"]


def _withdrawn(programme: Programme, letter: str) -> None:
    assert decisions.withdraw(programme.anna, letter).status_code == 201


def _returned(programme: Programme, letter: str) -> None:
    assert decisions.give_back(programme, letter).status_code == 201


def _proposed(programme: Programme, letter: str) -> None:
    decisions.proposed(programme, letter, "edited")


def _released(programme: Programme, letter: str) -> None:
    review(programme.mira, letter, "approved")
    assert release(programme, programme.mira, letter, "offender").status_code == 201


@pytest.mark.parametrize("decide", [_withdrawn, _returned, _proposed, _released])
def test_it_ends_with_that_decision_and_no_other_does(
    programme: Programme, letter: str, decide: Callable[[Programme, str], None]
) -> None:
    draft, other, hers = new_id(), new_id(), new_id()
    another = send(programme, programme.anna, "another")
    begin(programme.mira, letter, draft)
    begin(programme.mira, another, other)
    programme.anna.put(f"/drafts/{hers}?case={CASE}", b"her own", **{"If-None-Match": "*"})

    decide(programme, letter)

    assert programme.mira.get(f"/drafts/{draft}").status_code == 404
    stale = programme.mira.put(f"/drafts/{draft}", b"later", **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json["code"]) == (409, "draft-moved")
    assert programme.mira.get(f"/drafts/{other}").status_code == 200
    assert programme.anna.get(f"/drafts/{hers}").status_code == 200


def test_of_what_was_withdrawn_none_is_begun(programme: Programme, letter: str) -> None:
    _withdrawn(programme, letter)

    assert begin(programme.mira, letter) == 404


def test_a_copy_that_its_author_kept_stays_hers(programme: Programme) -> None:
    hers = new_id()
    programme.anna.put(f"/drafts/{hers}?case={CASE}", b"her own", **{"If-None-Match": "*"})
    letter = seal(programme, programme.anna)
    programme.anna.post("/messages", letter.as_json(draft=hers, keep=True))

    _withdrawn(programme, letter.id)

    assert programme.anna.get(f"/drafts/{hers}").data == b"her own"
