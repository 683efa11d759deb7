from __future__ import annotations

import pytest

from tests.browser.people import shown_by


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Where a test failed, tell what the pages that are still open show."""
    report = yield
    browser = item.funcargs.get("chromium") if report.when == "call" and report.failed else None
    for page in [page for context in browser.contexts for page in context.pages] if browser else []:
        report.sections.append(("page", shown_by(page)))
    return report


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
