"""People at real pages: they sign in, write, release, print and read as somebody with a mouse would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from relay.client.client import Client
    from tests.support.server import Server

PATIENCE = 20_000  # milliseconds: a slow machine is no failure
LOOK = 2_000  # at what a failed test left


@contextmanager
def at_home(browser: Browser, server: Server, name: str, *, width: int = 1000) -> Iterator[Page]:
    """A browser that never was here, with somebody signed in, in their own language."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    sign_in(page, server, server.person(name))
    try:
        yield page
    except (AssertionError, Error) as error:
        error.add_note(shown_by(page))
        raise
    finally:
        context.close()
    assert failures == []


@contextmanager
def late(page: Page, pattern: str) -> Iterator[None]:
    """Let what this asks for arrive only when the block ends; it must be asked for within."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route(pattern, hold)
    with page.expect_request(pattern):
        yield
    for route in held:
        route.continue_()
    page.context.unroute_all()


def shown_by(page: Page) -> str:
    """Tell what a page shows, for somebody who wonders why a test failed."""
    try:
        return f"{page.url} shows:\n{page.locator('body').inner_text(timeout=LOOK)}"
    except Error as error:
        return f"{page.url} shows nothing: {error.message}"


def sign_in(page: Page, server: Server, person: dict[str, Any]) -> None:
    """Sign somebody in, as demo.json lists people, and wait for their own page."""
    page.goto(f"{server.url}/{person['lang']}/sign-in")
    page.get_by_test_id("sign-in-name").fill(person["sign_in"])
    page.get_by_test_id("passphrase").fill(person["passphrase"])
    page.get_by_test_id("sign-in").click()
    page.wait_for_url("**/home")


def go(page: Page, server: Server, place: str) -> None:
    """Go to a fixed address in the language of the page at hand."""
    lang = page.locator("html").get_attribute("lang") or ""
    page.goto(f"{server.url}/{lang[:2]}/{place}")


def wait_saved(page: Page) -> None:
    """Wait until what was typed is acknowledged."""
    expect(page.locator("html")).to_have_attribute("data-saved", "yes", timeout=PATIENCE)


def write(page: Page, server: Server, text: str) -> None:
    """Write on a new sheet and wait until it is saved."""
    go(page, server, "write")
    page.get_by_test_id("letter").fill(text)
    wait_saved(page)


def send(page: Page) -> str:
    """Check the letter and send it; returns its id, from her own page."""
    page.get_by_test_id("send").click()
    page.get_by_test_id("confirm-send").click()
    page.get_by_test_id("go-home").click()
    page.wait_for_url("**/home")
    return page.locator("[data-state='with-mediator']").first.get_attribute("data-message") or ""


def empty_counter(server: Server) -> None:
    """Let Liam take what other tests left at the counter, so that the next task is the next letter released."""
    with server.signed_in("Liam") as liam:
        while liam.pull_task() is not None:
            pass


def pull(liam: Client, message: str) -> int:
    """Let Liam take what lies at the counter until it is this message; returns its number."""
    task = liam.pull_task()
    while task is not None and task.message != message:
        task = liam.pull_task()
    assert task is not None, "it did not reach the counter"
    return int(task.task)


def take_task(page: Page, server: Server) -> str:
    """Take the next task at the counter; returns its number once what it prints is open."""
    go(page, server, "home")
    page.get_by_test_id("task").click()
    page.wait_for_url("**/tasks/*")
    page.locator("#sheet .sheet__text").wait_for()
    return page.url.rsplit("/", 1)[1]


def hand_over(page: Page) -> None:
    """Print, and record that it was printed and handed over."""
    page.get_by_test_id("print").click()
    page.get_by_test_id("printed").click()
    page.get_by_test_id("delivered").click()
    page.get_by_test_id("reply").wait_for()


def no_wider_than_its_window(page: Page) -> bool:
    """Tell whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
