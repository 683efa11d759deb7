"""What somebody waits for in Chromium: a letter acknowledged after pressing send, the vault after a page change."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, sync_playwright

from bench.figure import Figure, Missing
from tests.browser.people import at_home, go, write
from tests.support.chromium import launch
from tests.support.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

    from tests.support.server import Server

LETTER = "Why was it our house? I still ask myself.\n" * 98  # 4 KB
ROUNDS = 7
SENT_MS, SENT_CALLS, READY_MS = 300, 3, 500
PRESS = """
() => new Promise((done) => {
  const sent = document.querySelector("[data-view='sent']");
  const start = performance.now();
  new MutationObserver(() => sent.hidden || done(performance.now() - start)).observe(sent, {attributes: true});
  document.querySelector("[data-testid='confirm-send']").click();
})
"""
WATCH_READY = """
new MutationObserver((_, observer) => {
  const html = document.documentElement;
  if (html?.dataset.vault !== "ready") return;
  observer.disconnect();
  window.vaultReadyAt = performance.now();
}).observe(document, {attributes: true, childList: true, subtree: true});
"""


def figures() -> Iterator[Figure | Missing]:
    """Measure in milliseconds and calls to the server: medians, the first round not counted."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "var") as server, sync_playwright() as driver:
        browser = _launched(driver)
        if browser is None:
            yield Missing("what somebody waits for in a browser", "chromium")
            return
        with at_home(browser, server, "Anna") as page:
            times, calls = zip(*[_send(page, server) for _ in range(ROUNDS + 1)], strict=True)
            yield Figure("browser: press send to acknowledged, 4 KB", median(times[1:]), "ms", target=SENT_MS)
            yield Figure("browser: calls to the server for it", max(calls[1:]), "calls", target=SENT_CALLS)
        with at_home(browser, server, "Anna") as page:
            page.add_init_script(WATCH_READY)
            changes = [_change(page, server, place) for place in ("write", "home") * (ROUNDS // 2 + 1)]
            yield Figure("browser: page change to vault ready", median(changes[1:]), "ms", target=READY_MS)
        browser.close()


def _launched(driver: Playwright) -> Browser | None:
    try:
        return launch(driver)
    except Error:
        return None


def _send(page: Page, server: Server) -> tuple[float, int]:
    """Write and check a letter, press send; return milliseconds until it shows as sent, and the calls made."""
    write(page, server, LETTER)
    page.get_by_test_id("send").click()
    page.get_by_test_id("confirm-send").wait_for()
    calls: list[str] = []

    def note(request: Any) -> None:  # noqa: ANN401 - the driver's own type
        calls.append(request.url)

    page.context.on("request", note)
    took = float(page.evaluate(PRESS))
    page.context.remove_listener("request", note)
    return took, len(calls)


def _change(page: Page, server: Server, place: str) -> float:
    """Go to another page; return the milliseconds from leaving the one before until the vault can work."""
    go(page, server, place)
    page.locator("html[data-vault='ready']").wait_for()
    return float(page.evaluate("window.vaultReadyAt"))
