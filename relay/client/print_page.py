"""What goes to paper on the offender's side, as the liaison's page prints it: cover, letter, number, page n / m.

Built from an allow-list (R6). Nothing else is at hand here: no name, date, case, address or file name. Pictures are
cleaned once more, because whoever sealed them may not have.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Final

from relay.client import pictures
from relay.client.errors import NotPossible
from relay.client.files import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.protocol.container import Container, Part

# What the cover says to staff: the sentences of templates/liaison/paper.html.
COVER: Final = {
    "en": (
        "Cover sheet for staff. It is not part of the letter: keep it, and hand over the pages behind it.",
        "If a reply comes back, this number leads to where it is taken in.",
    ),
    "fr": (
        (
            "Page de garde pour le personnel. Elle ne fait pas partie de la lettre\u00a0: gardez-la, et remettez les "
            "pages qui la suivent."
        ),
        "Si une réponse arrive, ce numéro mène à l'endroit où elle est reçue.",
    ),
}
STYLE: Final = (
    "@page{size:letter;margin:20mm}"
    "body{font:12pt/1.5 Georgia,'Times New Roman',serif;margin:0}"
    "section{break-after:page}section:last-child{break-after:auto}"
    "header{font:10pt sans-serif;margin-bottom:6mm}"
    ".number{font:bold 32pt sans-serif}"
    ".text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}"
    "img{max-width:100%;max-height:215mm}"
)
# A page that ran over would leave one without its number: cut where even a wide typeface still fits.
ROWS_PER_PAGE: Final = 32
COLUMNS: Final = 64


def print_page(number: str, letter: Container, staff_lang: str) -> str:
    """Return one HTML document: the cover sheet and the verified letter of a delivery, each page numbered n / m.

    number: six digits. staff_lang: "en" or "fr", for the cover; the letter keeps its own.
    Raises NotPossible for a part that is neither text nor a whole picture: it cannot be printed.
    """
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in COVER[staff_lang])
    cover = f'<p class="number">{escape(number)}</p>{words}'
    lang = escape(letter.lang)
    pages = [cover, *(f'<div lang="{lang}">{page}</div>' for part in letter.parts for page in _pages(part))]
    sections = "".join(
        f"<section><header>{escape(number)} · {place} / {len(pages)}</header>{page}</section>"
        for place, page in enumerate(pages, 1)
    )
    return (
        f'<!doctype html><html lang="{escape(staff_lang)}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{escape(number)}</title><style>{STYLE}</style></head><body>{sections}</body></html>\n"
    )


def _pages(part: Part) -> list[str]:
    if part.type == TEXT:
        rows = [row for line in part.data.decode().split("\n") for row in _rows(line)]
        cuts = range(0, len(rows), ROWS_PER_PAGE)
        texts = ["".join(rows[cut : cut + ROWS_PER_PAGE]) for cut in cuts]
        return [f'<p class="text" dir="auto">{escape(text)}</p>' for text in texts]
    if not part.type.startswith("image/"):
        raise NotPossible("a recording cannot be printed")
    clean = pictures.without_metadata(part.data)
    return [f'<img alt="" src="data:{pictures.sniff(clean)};base64,{base64.b64encode(clean).decode()}">']


def _rows(line: str) -> Iterator[str]:
    """Yield a line as paper will break it at the latest: between words, and within one that fills rows by itself."""
    row = ""
    for piece in re.findall(rf"\S{{1,{COLUMNS // 2}}}\s*|\s+", line):
        if row and _columns(row + piece.rstrip()) > COLUMNS:
            yield row
            row = ""
        row += piece
    yield f"{row}\n"


def _columns(text: str) -> int:
    """Count a text's width; capitals and East Asian characters take two columns."""
    return sum(2 if char.isupper() or unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
