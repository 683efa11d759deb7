from __future__ import annotations

import logging

import pytest

from tests.support.town import Town, new_id, town_in

ADDRESS = "192.0.2.77"


@pytest.fixture
def narrow_town(tmp_path):
    limits = Town(tmp_path / "other").settings.limits.model_copy(update={"flood": "2 per minute"})
    yield from town_in(tmp_path / "narrow", limits=limits)


def test_neither_an_address_nor_a_name_nor_what_was_typed(narrow_town, caplog):
    caplog.set_level(logging.INFO)
    visitor = narrow_town.visitor("Nora-of-Nowhere", ADDRESS)
    answers = [visitor.post("/join/look", {"invite": new_id()}), visitor.sign_in(), visitor.post("/join/look", {})]
    answers.append(visitor.post("/sign-in", {"sign_in": "nora-of-nowhere", "auth": "typed-by-hand"}))
    assert {answer.status_code for answer in answers} == {400, 401, 404}
    assert visitor.sign_in().status_code == 429
    assert caplog.messages
    for secret in (ADDRESS, visitor.sign_in_name, visitor.name, visitor.auth, "typed-by-hand"):
        assert secret not in caplog.text
