from __future__ import annotations

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.people import PATIENCE
from tests.support.chromium import launch


@pytest.fixture(scope="session")
def chromium():
    """One real Chromium for all browser tests of this process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page of a browser that never was here, phone-wide upward; what its console complains about fails the test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()
