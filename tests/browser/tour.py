"""A tour of the pages: each is visited once as one person in one language, and all that was seen is kept."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.people import PATIENCE, at_home, sign_in
from tests.browser.stage import set_stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.places import Place
    from tests.support.server import Server

MOST_TABS = 150

FROM_THE_TOP = """() => {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
  window.lastFocus = null;
}"""
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const last = window.lastFocus;
  window.lastFocus = element;
  const drawn = element.matches("[type=radio], [type=checkbox]") ? [element.nextElementSibling, "::before"] : [element];
  const style = getComputedStyle(...drawn);
  const box = element.getBoundingClientRect();
  return {
    name: element.id || element.dataset.testid || element.outerHTML.slice(0, 80),
    drawn: style.outlineStyle !== "none" || style.boxShadow !== "none",
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    inOrder: !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""
TOO_SMALL = """() => [...document.querySelectorAll(
    "button, input:not([type=radio], [type=checkbox]), textarea, select, .govuk-button, " +
    ".header a, .leave a, .footer a, .message a")]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
  .map((element) => element.outerHTML.slice(0, 120))"""
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120))"""

TWICE = """() => [...document.querySelectorAll("[id]")].map(({ id }) => id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""


@dataclass
class Seen:
    """What one visit found; lists are empty where all is well."""

    address: str
    title: str = ""
    lang: str = ""
    other_language: str = ""
    exit_shown: bool = False
    obstacles: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    too_small: list[str] = field(default_factory=list)
    focus: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Tour:
    """Demo people at their browsers, each signed in once."""

    def __init__(self, browser: Browser, server: Server, people: ExitStack) -> None:
        self.server, self._browser, self._people = server, browser, people
        self._pages: dict[str, Page] = {}
        self._seen: dict[tuple[Place, str], Seen] = {}
        self.things, self._newcomers = set_stage(browser, server)
        self.complaints: list[str] = []

    def page(self, who: str) -> Page:
        """Return somebody's browser page; "" is somebody who is not signed in."""
        if who not in self._pages:
            page = self._people.enter_context(self._arriving(who))
            page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
            self._pages[who] = page
        return self._pages[who]

    def people(self) -> list[dict[str, Any]]:
        """List everybody who may be named on a page, as demo.json does."""
        return [*self.server.demo()["people"], *self._newcomers.values()]

    def address(self, place: Place, lang: str) -> str:
        """Say where a page lies on this server."""
        return f"{self.server.url}/{lang}/{place.path.format(**self.things)}"

    def go(self, place: Place, lang: str) -> Page:
        """Go to a page and wait until it has come to rest."""
        page = self.page(place.who)
        address = self.address(place, lang)
        if _page_of(page.url) == _page_of(address):
            page.goto("about:blank")  # else only what follows # would change, or what was chosen be there again
        answer = page.goto(address, wait_until="networkidle")
        assert answer is not None
        assert answer.ok, f"{answer.status} at {page.url}"
        assert _page_of(page.url) == _page_of(address), "somewhere else"
        if place.who:
            page.locator("html[data-vault=ready]").wait_for(timeout=PATIENCE)
        return page

    def seen(self, place: Place, lang: str) -> Seen:
        """Visit a page, once, and tell what was seen."""
        if (place, lang) not in self._seen:
            self.complaints.clear()
            self._seen[place, lang] = look(self.go(place, lang))
            self._seen[place, lang].complaints = list(self.complaints)
        return self._seen[place, lang]

    @contextmanager
    def _arriving(self, who: str) -> Iterator[Page]:
        if who and who not in self._newcomers:
            with at_home(self._browser, self.server, who) as page:
                yield page
            return
        context = self._browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if who:
            sign_in(page, self.server, self._newcomers[who])
        yield page
        context.close()


@contextmanager
def touring(browser: Browser, server: Server) -> Iterator[Tour]:
    """Begin a tour; everybody goes home at its end."""
    with ExitStack() as people:
        yield Tour(browser, server, people)


def look(page: Page) -> Seen:
    """See all of a page: as a desktop shows it, on a narrow phone, and by keyboard."""
    language = page.get_by_test_id("language")
    seen = Seen(
        address=page.url,
        title=page.title(),
        lang=page.locator("html").get_attribute("lang") or "",
        other_language=language.get_attribute("href") or "",
        exit_shown=page.get_by_test_id("exit").is_visible(),
        obstacles=obstacles(page),
        focus=walk(page),
    )
    page.set_viewport_size({"width": 320, "height": 640})
    seen.sideways, seen.too_small = page.evaluate(SIDEWAYS), page.evaluate(TOO_SMALL)
    page.set_viewport_size({"width": 1000, "height": 900})
    return seen


def obstacles(page: Page) -> list[str]:
    """Say what axe finds, each with the element it means, and which ids stand twice, of which axe says nothing."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    twice = [f"twice: {id_}" for id_ in page.evaluate(TWICE)]
    return [*twice, *(f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"])]


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top until the page ends; tell where the focus was each time."""
    page.evaluate(FROM_THE_TOP)
    steps: list[dict[str, Any]] = []
    while len(steps) < MOST_TABS:
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or (steps and not step["inOrder"] and step["name"] == steps[0]["name"]):
            break
        steps.append(step)
    return steps


def _page_of(address: str) -> str:
    return address.partition("#")[0]
