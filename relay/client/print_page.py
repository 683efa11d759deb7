"""What goes to paper on the offender's side, built from an allow-list: number, page n / m, the letter (R6).

Nothing else is at hand here: no name, date, case, address or file name. Pictures are cleaned once more,
because whoever sealed them may not have.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Final

from relay.client import pictures
from relay.client.errors import NotPossible
from relay.client.files import TEXT

if TYPE_CHECKING:
    from relay.protocol.container import Container, Part

STYLE: Final = (
    "@page{size:letter;margin:20mm}"
    "body{font:12pt/1.5 serif;margin:0}"
    "section{break-after:page}section:last-child{break-after:auto}"
    "header{font:10pt sans-serif;margin-bottom:8mm}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}"
    "img{max-width:100%;max-height:230mm}"
)
LINES_PER_PAGE: Final = 38
COLUMNS: Final = 80


def print_page(number: str, letter: Container) -> str:
    """Return one HTML document for a delivery's number and its verified letter.

    Raises NotPossible for a part that is neither text nor a whole picture: it cannot be printed.
    """
    pages = [page for part in letter.parts for page in _pages(part)]
    sections = "".join(
        f"<section><header>{escape(number)} · {place} / {len(pages)}</header>{page}</section>"
        for place, page in enumerate(pages, 1)
    )
    return (
        f'<!doctype html><html lang="{escape(letter.lang)}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{escape(number)}</title><style>{STYLE}</style></head><body>{sections}</body></html>\n"
    )


def _pages(part: Part) -> list[str]:
    if part.type == TEXT:
        return [f"<p>{escape(page)}</p>" for page in _split(part.data.decode())]
    if not part.type.startswith("image/"):
        raise NotPossible("a recording cannot be printed")
    clean = pictures.without_metadata(part.data)
    return [f'<img alt="" src="data:{pictures.sniff(clean)};base64,{base64.b64encode(clean).decode()}">']


def _split(text: str) -> list[str]:
    """Cut text where a printed page is full, only between lines."""
    pages: list[str] = []
    lines: list[str] = []
    used = 0
    for line in text.split("\n"):
        height = max(1, -(-len(line) // COLUMNS))
        if lines and used + height > LINES_PER_PAGE:
            pages.append("\n".join(lines))
            lines, used = [], 0
        lines.append(line)
        used += height
    return [*pages, "\n".join(lines)]
