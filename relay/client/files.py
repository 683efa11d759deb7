"""Turn files into parts: the type comes from the content, pictures lose their metadata (protocol.md §4.1; R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relay.client import pictures
from relay.client.errors import NotPossible
from relay.protocol.container import Part

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TEXT: Final = "text/plain"
WEBM, MP4 = b"\x1a\x45\xdf\xa3", b"ftyp"


def read_parts(paths: Iterable[Path], kind: str = "letter") -> list[Part]:
    """Read files as the parts of one message, in their order. Raises NotPossible, OSError."""
    return [part_of(path.read_bytes(), kind) for path in paths]


def part_of(data: bytes, kind: str = "letter") -> Part:
    """Make one part of a file's bytes.

    kind: tells what a WebM or MP4 holds (`video`, `audio`); such recordings are refused in other kinds.
    Raises NotPossible for what is no text, picture or recording of a known type.
    """
    if pictures.sniff(data):
        clean = pictures.without_metadata(data)
        return Part(str(pictures.sniff(clean)), clean)
    suffix = _recording(data)
    if suffix and kind in ("video", "audio"):
        return Part(f"{kind}/{suffix}", data)
    return text_part(_text(data))


def text_part(text: str) -> Part:
    """Make a part of text, with LF for every line end. Raises NotPossible for none."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise NotPossible("there is nothing in it")
    return Part(TEXT, plain.encode())


def _recording(data: bytes) -> str:
    if data.startswith(WEBM):
        return "webm"
    return "mp4" if data[4:8] == MP4 else ""


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotPossible("neither a picture of a known type nor text") from None
