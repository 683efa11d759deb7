"""A connection that stays out comes back when Python happens to clear up: until then others wait for one."""

from __future__ import annotations

import gc

import pytest

from relay.web.login import TOUCH_EVERY
from tests.support.programme import CASE, INSTITUTION

READ = ("/session", "/account", "/roster", "/custody/office", "/desks", f"/cases/{CASE}", f"/ledgers/{CASE}", "/tray")
STAFFS = ("/cases", "/institutions", f"/custody/institution/{INSTITUTION}", f"/cases/{CASE}/messages")


@pytest.fixture
def out(programme):
    """Tell how many connections are out; nothing is cleared up meanwhile."""
    gc.disable()
    yield programme.parts.database.engine.pool.checkedout
    gc.enable()


@pytest.mark.parametrize("path", [*READ, *STAFFS])
def test_when_it_noted_first_that_somebody_is_still_there(programme, out, path):
    for person in (programme.olive, programme.mira, programme.liam, programme.anna):
        programme.parts.clock.moment += 2 * TOUCH_EVERY
        assert person.get(path).status_code in (200, 403, 404)
        assert out() == 0


def test_nor_does_a_page(programme, out):
    for person in (programme.olive, programme.mira, programme.liam, programme.anna):
        for page in ("home", "account", "cases", "consent"):
            programme.parts.clock.moment += 2 * TOUCH_EVERY
            person.client.get(f"/en/{page}")
            assert out() == 0
