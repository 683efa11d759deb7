"""Somebody's own vault, asked directly where a test needs what a person did and not the page that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.browser.people import at_home, send, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.support.server import Server

THE_PAGES_OWN = (
    """import(document.querySelector("script[src$='/pages/frame.js']").src.replace("pages/frame", "vault/client"))"""
)
ASK = f"""
async ([verb, given]) => {{
  const {{ vault }} = await {THE_PAGES_OWN};
  await vault.unlocked();
  return vault.call(verb, given);
}}
"""
GUIDANCE = "The street could tell him where you live. Would you leave it out?"


def ask(page: Page, verb: str, **given: Any) -> Any:
    """Ask the vault of whoever sits at this page."""
    return page.evaluate(ASK, [verb, given])


def letter_of(browser: Browser, server: Server, name: str, text: str) -> str:
    """Let somebody write and send a letter; returns its id."""
    with at_home(browser, server, name) as page:
        write(page, server, text)
        return send(page)


def returned(browser: Browser, server: Server, letter: str, *, by: str = "Mira") -> None:
    """Let a mediator give a letter back with a few words."""
    with at_home(browser, server, by) as page:
        ask(page, "returnLetter", message=letter, text=GUIDANCE, lang="en")


def proposed(browser: Browser, server: Server, letter: str, edit: str, *, by: str = "Mira") -> str:
    """Let a mediator propose an edit, with a few words and the original; returns the edit's id."""
    with at_home(browser, server, by) as page:
        edited: str = ask(page, "propose", message=letter, parts=[{"text": edit}], words=GUIDANCE, lang="en")["message"]
        return edited
