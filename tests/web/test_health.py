from __future__ import annotations

import shutil

import pytest

from relay import operate
from relay.app import create_app
from relay.settings import Settings


def test_ok_when_database_and_store_answer(town):
    answer = town.app.test_client().get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_demo_is_not_ready_before_its_people_are_there(tmp_path):
    settings = Settings(var=tmp_path, demo=True)
    operate.make_secrets(settings)
    operate.migrate(settings)
    client = create_app(settings).test_client()
    assert client.get("/health").status_code == 503
    settings.demo_people.write_text("{}")
    assert client.get("/health").status_code == 200


def test_not_ok_when_the_store_is_gone(town):
    town.database.engine.dispose()
    shutil.rmtree(town.settings.var)
    assert town.app.test_client().get("/health").status_code == 503


@pytest.mark.sqlite
def test_a_database_out_of_reach_is_said_so(town, olive):
    town.database.engine.dispose()
    (town.settings.var / "relay.db").write_bytes(b"no database")
    for path in town.settings.var.glob("relay.db-*"):
        path.unlink()
    answer = olive.get("/roster")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert olive.get("/cases").status_code == 503
    assert town.app.test_client().get("/health").status_code == 503
