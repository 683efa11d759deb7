"""What each template says it needs: "Needs `a` (…), `b`. May have `c`." in its first comment, or "needs: a; may: c"."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any

from tests.house.files import ROOT, tracked

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = ROOT / "templates"
FRAME = {"lang", "other_language", "programme_name", "help_phone", "csrf_token"}
FIRST_COMMENT = re.compile(r"\A\{#(.*?)#\}", re.DOTALL)
NEEDS = re.compile(r"\bneeds\b:?(.*?)(?:\bmay(?: have|:)(.*))?\Z", re.DOTALL | re.IGNORECASE)
NAME = re.compile(r"`([a-z_]+)`")

paths = sorted(tracked("templates/*.html"))


def name_of(path: Path) -> str:
    """The name by which views ask for it."""
    return path.relative_to(TEMPLATES).as_posix()


def comment_of(path: Path) -> str:
    """The first comment, or nothing where there is none."""
    found = FIRST_COMMENT.match(path.read_text())
    return found[1] if found else ""


def needs_of(path: Path) -> tuple[set[str], set[str]]:
    """The names it needs and the names it may have, beyond the frame."""
    found = NEEDS.search(comment_of(path))
    always, sometimes = (found[1], found[2] or "") if found else ("", "")
    return _names(always), _names(sometimes)


def _names(text: str) -> set[str]:
    if text.lstrip().startswith("nothing"):
        return set()
    listed = NAME.findall(text) or [word for word in re.split(r"[\s,;.]+", text) if word.isidentifier()]
    return set(listed) - FRAME


def samples() -> dict[str, dict[str, Any]]:
    """Every sample of tests/house/samples/, by template."""
    files = sorted((ROOT / "tests/house/samples").glob("[a-z]*.py"))
    modules = [importlib.import_module(f"tests.house.samples.{path.stem}") for path in files]
    return {name: values for module in modules for name, values in module.SAMPLES.items()}
