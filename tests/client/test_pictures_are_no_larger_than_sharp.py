"""On paper a picture has at least 300 dots an inch (design.md §10.7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.client.picture_size import pixels_wide, width_on_paper
from relay.client.print_page import print_page
from relay.protocol.container import Container, Part
from tests.client.test_pictures_without_metadata import JPEG, PNG_SIGNATURE, SCAN, chunk, riff, segment

WIDE = 1500


def jpeg(wide):
    frame = segment(0xC0, b"\x08" + (600).to_bytes(2) + wide.to_bytes(2) + b"\x01\x01\x11\x00")
    return b"\xff\xd8" + segment(0xDB, b"table") + frame + SCAN + b"\xff\xd9"


def png(wide):
    header = wide.to_bytes(4) + (600).to_bytes(4) + b"\x08\x02\x00\x00\x00"
    return PNG_SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", b"pixels") + chunk(b"IEND", b"")


def webps(wide):
    yield riff((b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + wide.to_bytes(2, "little") + b"\x58\x02"))
    yield riff((b"VP8L", b"\x2f" + ((wide - 1) | 599 << 14).to_bytes(4, "little")))
    yield riff((b"VP8X", bytes(4) + (wide - 1).to_bytes(3, "little") + (599).to_bytes(3, "little")), (b"VP8 ", b"x"))


@pytest.mark.parametrize("picture", [jpeg(WIDE), png(WIDE), *webps(WIDE)])
def test_its_width_is_read_from_its_header(picture):
    assert pixels_wide(picture) == WIDE
    assert width_on_paper(picture) == 5 * 96  # five inches


def test_the_printed_page_says_that_width():
    assert '<img alt="" width="480" ' in print_page("482913", Container("en", (Part("image/png", png(WIDE)),)), "en")


@given(st.sampled_from([JPEG, jpeg(WIDE), png(WIDE), *webps(WIDE)]), st.integers(0, 80))
def test_a_header_cut_short_says_nothing_and_breaks_nothing(picture, end):
    assert pixels_wide(picture[:end]) >= 0
