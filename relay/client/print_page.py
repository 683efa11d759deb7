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
from relay.client.descriptions import TEXT, Shown, described
from relay.client.errors import NotPossible
from relay.client.picture_size import width_on_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relay.protocol.container import Container

# What the cover says to staff: the sentences of templates/liaison/cover.html.
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
# What stands on paper in place of a letter that was called back: the sentences of templates/liaison/recall.html.
RECALL: Final = {
    "en": (
        "Print nothing and hand over nothing. If there is paper:",
        "Stop the printer and clear its queue.",
        "Get every page back, the cover sheet too, and count them.",
        "Destroy the pages as your rules say.",
    ),
    "fr": (
        "N'imprimez rien et ne remettez rien. S'il y a du papier\u00a0:",
        "Arrêtez l'imprimante et videz sa file d'attente.",
        "Récupérez toutes les pages, la page de garde aussi, et comptez-les.",
        "Détruisez les pages selon vos règles.",
    ),
}
STYLE: Final = (
    "@page{size:letter;margin:20mm}"
    "body{font:12pt/1.5 Georgia,'Times New Roman',serif;margin:0}"
    "section{break-after:page}section:last-child{break-after:auto}"
    "header{font:10pt sans-serif;margin-bottom:6mm}"
    ".number{font:bold 32pt sans-serif}"
    ".text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}"
    "figure{margin:0}"
    "img{display:block;height:auto;max-width:100%;max-height:215mm;object-fit:contain;object-position:left top;"
    "print-color-adjust:exact}"
    ".described img{max-height:165mm}"  # 500 wide characters stand below it, on the same page
    "figcaption{font-size:11pt;margin-top:4mm;overflow-wrap:anywhere}"
)
# A page that ran over would leave one without its number: cut where even a wide typeface still fits.
ROWS_PER_PAGE: Final = 32
COLUMNS: Final = 64


def print_page(number: str, letter: Container, staff_lang: str) -> str:
    """Return one HTML document: the cover sheet and the verified letter of a delivery, each page numbered n / m.

    number: six digits. staff_lang: "en" or "fr", for the cover; the letter keeps its own.
    Raises NotPossible for a part that is neither text nor a whole picture: it cannot be printed.
    """
    cover = _cover(number, COVER[staff_lang])
    lang = escape(letter.lang)
    written = (page for shown in described(letter.parts) for page in _pages(shown))
    return _document(number, staff_lang, [cover, *(f'<div lang="{lang}">{page}</div>' for page in written)])


def recall_page(number: str, staff_lang: str) -> str:
    """Return what is printed for a delivery that was called back: its number and what to do, nothing of the letter."""
    return _document(number, staff_lang, [_cover(number, RECALL[staff_lang])])


def _cover(number: str, sentences: Sequence[str]) -> str:
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f'<p class="number">{escape(number)}</p>{words}'


def _document(number: str, staff_lang: str, pages: Sequence[str]) -> str:
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


def _pages(shown: Shown) -> list[str]:
    part = shown.part
    if part.type == TEXT:
        rows = [row for line in part.data.decode().split("\n") for row in _rows(line)]
        cuts = range(0, len(rows), ROWS_PER_PAGE)
        texts = ["".join(rows[cut : cut + ROWS_PER_PAGE]) for cut in cuts]
        return [f'<p class="text" dir="auto">{escape(text)}</p>' for text in texts]
    if not part.type.startswith("image/"):
        raise NotPossible("a recording cannot be printed")
    return [_picture(pictures.without_metadata(part.data), escape(shown.description))]


def _picture(data: bytes, description: str) -> str:
    """Write a picture, no larger than its pixels allow at 300 dots an inch; description: escaped."""
    width = f' width="{wide}"' if (wide := width_on_paper(data)) else ""
    source = f"data:{pictures.sniff(data)};base64,{base64.b64encode(data).decode()}"
    image = f'<img alt="{description}"{width} src="{source}">'
    if not description:
        return f"<figure>{image}</figure>"
    return f'<figure class="described">{image}<figcaption dir="auto">{description}</figcaption></figure>'


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
