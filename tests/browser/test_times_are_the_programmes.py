from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.people import PATIENCE, sign_in, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_whatever_the_zone_of_the_device(chromium, demo_server):
    context = chromium.new_context(timezone_id="Asia/Tokyo", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo_server, demo_server.person("Anna"))
    before = datetime.now(UTC)
    write(page, demo_server, "What time is it?")
    said = page.get_by_test_id("saved").inner_text()
    context.close()
    minutes = (before + timedelta(minutes=each) for each in range(10))  # a slow machine is no failure
    there = [f"{minute.astimezone(ZoneInfo('America/Toronto')):%H:%M}" for minute in minutes]
    assert any(time in said for time in there), said
