from __future__ import annotations

import pytest

from tests.support.postgresql import Cluster
from tests.support.town import Town

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster():
    made = Cluster()
    made.start()
    yield made
    made.remove()


def test_meanwhile_everybody_is_told_so_and_then_all_goes_on(cluster, tmp_path):
    town = Town(tmp_path / "var", database_url=cluster.create())
    olive = town.officer("Olive")

    cluster.stop()
    away = [town.app.test_client().get("/health"), olive.get("/roster"), olive.post("/institutions", {})]
    refused = olive.sign_in()
    cluster.start()
    back = [town.app.test_client().get("/health"), olive.get("/roster"), olive.sign_in()]

    assert [answer.status_code for answer in (*away, refused)] == [503] * 4
    assert refused.json["code"] == "unavailable"
    assert [answer.status_code for answer in back] == [200] * 3
    town.database.engine.dispose()
