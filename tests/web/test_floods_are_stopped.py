from __future__ import annotations

import pytest

from tests.support.town import Town, new_id, town_in


@pytest.fixture
def narrow_town(tmp_path):
    limits = Town(tmp_path / "other").settings.limits.model_copy(update={"flood": "3 per minute"})
    yield from town_in(tmp_path / "narrow", limits=limits)


def test_of_one_address_and_of_no_other(narrow_town):
    look = {"invite": new_id()}
    codes = [narrow_town.visitor().post("/join/look", look).status_code for _ in range(4)]
    assert codes == [404, 404, 404, 429]
    assert narrow_town.visitor(address="192.0.2.7").post("/join/look", look).status_code == 404


def test_as_a_problem_that_says_when_to_come_back(narrow_town):
    answers = [narrow_town.visitor().post("/join/look", {"invite": new_id()}) for _ in range(4)]
    assert answers[-1].json["code"] == "slow-down"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_at_the_guarded_doors_alone(narrow_town):
    visitor = narrow_town.visitor()
    assert {visitor.get("/session").status_code for _ in range(10)} == {200}
    assert [visitor.post("/join/look", {"invite": new_id()}).status_code for _ in range(4)] == [404, 404, 404, 429]
