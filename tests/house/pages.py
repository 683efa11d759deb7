"""The documentation as tests read it: its tables, and what it names."""

from __future__ import annotations

import re

from tests.house.files import ROOT

DOCS = {path.name: path.read_text() for path in (ROOT / "docs").glob("*.md")}
BESIDES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "keys/README.md", "tests/README.md", "relay/README.md")
EVERY_PAGE = {
    **{f"docs/{name}": page for name, page in DOCS.items()},
    **{f"docs/adr/{path.name}": path.read_text() for path in (ROOT / "docs/adr").glob("*.md")},
    **{name: (ROOT / name).read_text() for name in BESIDES},
}


def rows(page: str) -> list[list[str]]:
    """Every line of a page's tables as its cells, headings of columns among them."""
    lines = (line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| ---"))
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
