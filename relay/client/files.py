"""Turn files into parts: the type comes from the content, pictures lose their metadata (protocol.md §4.1; R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relay.client import pictures
from relay.client.descriptions import TEXT, description_part
from relay.client.errors import NotPossible
from relay.protocol.container import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

WEBM, MP4 = b"\x1a\x45\xdf\xa3", b"ftyp"
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
UNFIT: Final = {
    b"%PDF-": "a PDF: save its pages as JPEG or PNG first; the site's own page does that by itself",
    b"PK\x03\x04": "a word processor's file: save its words as plain text, or scan the printed page",
    b"\xd0\xcf\x11\xe0": "a word processor's file: save its words as plain text, or scan the printed page",
    b"{\\rtf": "a word processor's file: save its words as plain text, or scan the printed page",
}


def read_parts(
    paths: Sequence[Path], kind: str = "letter", descriptions: Mapping[Path, str] | None = None
) -> list[Part]:
    """Read files as the parts of one message, in their order.

    descriptions: what can be seen in a picture, in words, by its path.
    Raises NotPossible, also where a description is of no picture among them; OSError.
    """
    words = descriptions or {}
    if not words.keys() <= set(paths):
        raise NotPossible("a description is of none of these files")
    return [part for path in paths for part in _described(part_of(path.read_bytes(), kind), words.get(path, ""))]


def part_of(data: bytes, kind: str = "letter") -> Part:
    """Make one part of a file's bytes.

    kind: tells what a WebM or MP4 holds (`video`, `audio`); such recordings are refused in other kinds.
    Raises NotPossible for what is no text, picture or recording of a known type.
    """
    if pictures.sniff(data):
        clean = pictures.without_metadata(data)
        return Part(str(pictures.sniff(clean)), clean)
    _refuse_unfit(data)
    suffix = _recording(data)
    if suffix and kind in ("video", "audio"):
        return Part(f"{kind}/{suffix}", data)
    if suffix:
        raise NotPossible("a recording: a letter takes text and pictures")
    return text_part(_text(data))


def text_part(text: str) -> Part:
    """Make a part of text, with LF for every line end. Raises NotPossible for none."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise NotPossible("there is nothing in it")
    return Part(TEXT, plain.encode())


def _described(part: Part, words: str) -> list[Part]:
    if not words:
        return [part]
    if not part.type.startswith("image/"):
        raise NotPossible("only a picture takes a description")
    return [part, description_part(words)]


def _refuse_unfit(data: bytes) -> None:
    if data[4:8] == MP4 and data[8:12] in HEIC_BRANDS:
        raise NotPossible("a HEIC photo: save it as JPEG first")
    for beginning, sentence in UNFIT.items():
        if data.startswith(beginning):
            raise NotPossible(sentence)


def _recording(data: bytes) -> str:
    if data.startswith(WEBM):
        return "webm"
    return "mp4" if data[4:8] == MP4 else ""


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotPossible("neither a picture of a known type nor text") from None
