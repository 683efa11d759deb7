"""Finds what a page shows that was never marked for translation: on a server of the pseudo-locale, all else is ⟦so⟧."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTSIDE = """() => {
  const theirs = ".code, .sheet__text, .sheet__figure, .flags__text, .flags__item button > span, .words, time, "
    + "textarea, [hreflang], .header__name, a[href^='tel:']";
  const said = [];
  let depth = 0, run = "";
  const end = () => { if (/\\p{L}/u.test(run)) said.push(run.trim()); run = ""; };
  const read = (text) => {
    for (const sign of text) {
      if (sign === "⟦") { if (depth === 0) end(); depth += 1; }
      else if (sign === "⟧") depth -= 1;
      else if (depth === 0) run += sign;
    }
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let block = null;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (element.closest("script, style, noscript") || element.closest(theirs) || !element.checkVisibility()) continue;
    if (element !== block) { if (depth === 0) end(); block = element; }
    read(texts.currentNode.textContent);
  }
  end();
  if (depth !== 0) said.push("brackets that do not close");
  for (const name of ["aria-label", "alt", "title", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!element.checkVisibility() || element.closest(theirs)) continue;
      depth = 0;
      read(element.getAttribute(name));
      end();
    }
  }
  depth = 0;
  read(document.title);
  end();
  return said;
}"""

# numbers and codes of the demo, days (which Babel and Intl write), and names that are the same in both languages
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
KNOWN = re.compile(
    r"\b(?:Relay|Chrome|Chromium|Linux|Python|English|Français|RO-2026-\d{4}|T-[0-9A-F]{10}|victim-\d+)\b"
    rf"|\b\d{{1,2}} (?:{MONTHS}) \d{{4}} at\b|\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}\b"
)
LETTER = re.compile(r"[^\W\d_]")


def unmarked(page: Page, *known: str) -> list[str]:
    """Return every run of visible text (and of labels, and the title) that is in no bracket and no known name."""
    found: list[str] = page.evaluate(OUTSIDE)
    return [run for run in found if LETTER.search(_without(run, known))]


def _without(run: str, known: tuple[str, ...]) -> str:
    for name in known:
        run = run.replace(name, "")
    return KNOWN.sub("", run)
