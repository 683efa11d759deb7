"""Know a picture by its content and take everything out of it but the picture (R6; design.md §10.6).

Only whole segments are dropped: the pixels stay byte for byte what they were. A camera's "which way
up" is metadata too and goes with the rest; turn a photo upright before sending it.
"""

from __future__ import annotations

import zlib
from typing import Final

from relay.client.errors import NotPossible

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})
WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
WEBP_METADATA_FLAGS: Final = 0x20 | 0x08 | 0x04  # ICC, EXIF, XMP
JPEG_MARK: Final = 0xFF
JPEG_ADOBE: Final = 0xEE  # says how colours are stored; without it some pictures turn negative
JPEG_METADATA: Final = frozenset({*range(0xE0, 0xF0), 0xFE}) - {JPEG_ADOBE}  # APP0 to APP15, comments
JPEG_RESTARTS: Final = frozenset(range(0xD0, 0xD8))
JPEG_START_OF_SCAN: Final = 0xDA
JPEG_END: Final = 0xD9
INSIDE_SCAN: Final = JPEG_RESTARTS | {0}
JPEG_STANDALONE: Final = frozenset({0x01}) | JPEG_RESTARTS


def sniff(data: bytes) -> str | None:
    """Return the protocol's type of a picture (protocol.md §4.1), or None where it is none of them."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(PNG_SIGNATURE):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def without_metadata(data: bytes) -> bytes:
    """Return the same picture with no EXIF, comment, profile, preview or trailing bytes.

    Raises NotPossible for what is no whole JPEG, PNG or WebP.
    """
    clean = {"image/jpeg": _clean_jpeg, "image/png": _clean_png, "image/webp": _clean_webp}.get(sniff(data) or "")
    if clean is None:
        raise NotPossible("not a picture of a known type")
    try:
        return clean(data)
    except (IndexError, ValueError):
        raise NotPossible("not a whole picture") from None


def _clean_jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while True:
        if data[at] != JPEG_MARK:
            raise NotPossible("not a whole JPEG")
        marker = data[at + 1]
        if marker == JPEG_MARK:  # a fill byte
            at += 1
            continue
        if marker == JPEG_END:
            kept.append(data[at : at + 2])
            return b"".join(kept)
        end = _jpeg_segment_end(data, at, marker)
        if marker not in JPEG_METADATA:
            kept.append(data[at:end])
        at = end


def _jpeg_segment_end(data: bytes, at: int, marker: int) -> int:
    if marker in JPEG_STANDALONE:
        return at + 2
    end = at + 2 + (data[at + 2] << 8 | data[at + 3])
    if marker != JPEG_START_OF_SCAN:
        return end
    while data[end] != JPEG_MARK or data[end + 1] in INSIDE_SCAN:
        end = data.index(b"\xff", end + 1)
    return end


def _clean_png(data: bytes) -> bytes:
    kept, at = [PNG_SIGNATURE], len(PNG_SIGNATURE)
    while True:
        length = int.from_bytes(data[at : at + 4])
        name, end = data[at + 4 : at + 8], at + 12 + length
        if len(data) < end or int.from_bytes(data[end - 4 : end]) != zlib.crc32(data[at + 4 : end - 4]):
            raise NotPossible("not a whole PNG")
        if name in PNG_KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _clean_webp(data: bytes) -> bytes:
    kept, at, total = [], 12, 8 + int.from_bytes(data[4:8], "little")
    if len(data) < total:
        raise NotPossible("not a whole WebP")
    while at + 8 <= total:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > total:
            raise NotPossible("not a whole WebP")
        if name == b"VP8X":
            kept.append(data[at : at + 8] + bytes([data[at + 8] & ~WEBP_METADATA_FLAGS]) + data[at + 9 : end])
        elif name in WEBP_KEPT:
            kept.append(data[at:end])
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
