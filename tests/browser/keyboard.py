"""Somebody without a mouse: Tab until a thing has the focus, then a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = """() => {
  const element = document.activeElement;
  const named = element?.matches("summary") ? element.parentElement : element;
  return [named?.getAttribute("data-testid") ?? "", named?.outerHTML ?? ""];
}"""
MOST_TABS = 200


def has_focus(page: Page, testid: str, having: str = "") -> bool:
    """Tell whether something has the focus; having: what stands in it, where there are several."""
    found, html = page.evaluate(FOCUSED)
    return bool(found == testid and having in html)


def reach(page: Page, testid: str, having: str = "") -> None:
    """Press Tab until something has the focus; fails where it never gets it. having: as for has_focus."""
    for _ in range(MOST_TABS):
        if has_focus(page, testid, having):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {testid} {having}")


def press(page: Page, testid: str, key: str = "Enter", *, having: str = "") -> None:
    """Reach something and press it."""
    reach(page, testid, having)
    page.keyboard.press(key)


def write_into(page: Page, testid: str, text: str) -> None:
    """Reach a field and write over what it holds."""
    reach(page, testid)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page: Page, testid: str, *, first: str) -> None:
    """Reach a group of choices where Tab enters it, and go down with the arrow to one of them."""
    reach(page, first)
    for _ in range(MOST_TABS):
        if has_focus(page, testid):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reach {testid}")
