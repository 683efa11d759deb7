"""How many pixels a picture has, told by its header: paper shows no picture larger than they allow."""

from __future__ import annotations

from typing import Final

from relay.client.pictures import JPEG_MARK, sniff

DOTS_PER_INCH: Final = 300
CSS_PIXELS_PER_INCH: Final = 96
JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15 without tables
UNKNOWN: Final = 0


def width_on_paper(data: bytes) -> int:
    """Return the width in CSS pixels at which a picture has 300 dots an inch; 0 where its header does not say."""
    return round(pixels_wide(data) * CSS_PIXELS_PER_INCH / DOTS_PER_INCH)


def pixels_wide(data: bytes) -> int:
    """Return a JPEG's, PNG's or WebP's width in pixels; 0 where its header does not say."""
    read = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(sniff(data) or "")
    try:
        return read(data) if read else UNKNOWN
    except IndexError:
        return UNKNOWN


def _jpeg(data: bytes) -> int:
    at = 2
    while data[at] == JPEG_MARK:
        marker = data[at + 1]
        if marker in JPEG_FRAMES:
            return int.from_bytes(data[at + 7 : at + 9])
        at += 2 + (data[at + 2] << 8 | data[at + 3])
    return UNKNOWN


def _png(data: bytes) -> int:
    return int.from_bytes(data[16:20])


def _webp(data: bytes) -> int:
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1
    if form == b"VP8L":
        return (int.from_bytes(data[21:23], "little") & 0x3FFF) + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF
