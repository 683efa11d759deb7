"""A picture for the demo, drawn here: a lake before hills, under a low sun."""

from __future__ import annotations

import zlib
from math import sin
from typing import Final

from relay.client.pictures import PNG_SIGNATURE

WIDTH, HEIGHT = 360, 240
SHORE: Final = 150  # the row where the water begins
SUN_AT, SUN_RADIUS = (250, 95), 22
DESCRIPTION: Final = "A lake in the evening, with hills behind it and a low sun."

Colour = tuple[int, int, int]


def lake() -> bytes:
    """Draw the picture and return it as a PNG (RFC 2083: eight-bit RGB, no filter)."""
    rows = (bytes([0, *(part for x in range(WIDTH) for part in _colour(x, y))]) for y in range(HEIGHT))
    head = WIDTH.to_bytes(4) + HEIGHT.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return PNG_SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _colour(x: int, y: int) -> Colour:
    if y >= SHORE:
        return (70, 110 + (y - SHORE) // 4, 140 + y % 4 * 6)
    if y > 118 + 14 * sin(x / 31) + 6 * sin(x / 11):
        return (62, 92, 74)
    if (x - SUN_AT[0]) ** 2 + (y - SUN_AT[1]) ** 2 < SUN_RADIUS**2:
        return (255, 214, 120)
    return (150 + y // 2, 180 + y // 6, 215 - y // 3)


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
