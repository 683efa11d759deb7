from __future__ import annotations

import pytest

from relay.protocol import b64
from tests.support.letters import seal

HUGE = 10**30


def test_a_task_number_that_no_column_holds_is_not_found(programme):
    assert programme.liam.get(f"/tasks/{HUGE}").status_code == 404
    assert programme.liam.client.get(f"/en/tasks/{HUGE}").status_code == 404


@pytest.mark.parametrize("task", [HUGE, -1, 1_000_000])
def test_a_letter_that_names_such_a_task_is_malformed(programme, task):
    letter = seal(programme, programme.anna)
    assert programme.anna.post("/messages", letter.as_json(task=task)).status_code == 400


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_cursor_whose_moment_has_no_utc_is_malformed(programme, moment):
    cursor = b64.encode(f"{moment}|x".encode())
    for who in (programme.anna, programme.mira, programme.liam):
        assert who.get(f"/tray?before={cursor}").status_code == 400
