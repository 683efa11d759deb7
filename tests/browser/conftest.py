from __future__ import annotations

import pytest


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
