"""R6: what a camera notes about place, time and device does not leave with the picture."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.client.errors import NotPossible
from relay.client.pictures import PNG_SIGNATURE, sniff, without_metadata

SECRET = b"GPS 44.2 N 77.6 W"


def segment(marker, data):
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"pix\xff\x00els\xff\xd0more"
JPEG = b"".join(
    (
        b"\xff\xd8",
        segment(0xE0, b"JFIF\0" + SECRET),
        segment(0xE1, b"Exif\0\0" + SECRET),
        segment(0xE2, b"ICC_PROFILE" + SECRET),
        segment(0xEE, b"Adobe\0d"),
        segment(0xFE, SECRET),
        segment(0xDB, b"table"),
        SCAN,
        b"\xff\xd9",
        SECRET,
    )
)


def chunk(name, data):
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


PNG = b"".join(
    (
        PNG_SIGNATURE,
        chunk(b"IHDR", b"header"),
        chunk(b"tEXt", SECRET),
        chunk(b"eXIf", SECRET),
        chunk(b"iTXt", SECRET),
        chunk(b"IDAT", b"pixels"),
        chunk(b"IEND", b""),
        SECRET,
    )
)


def riff(*parts):
    body = b"WEBP" + b"".join(
        name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2) for name, data in parts
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


WEBP = riff((b"VP8X", bytes((0x2C, *[0] * 9))), (b"VP8 ", b"pixels"), (b"EXIF", SECRET), (b"XMP ", SECRET)) + SECRET


@pytest.mark.parametrize(("picture", "kept"), [(JPEG, SCAN), (PNG, b"pixels"), (WEBP, b"pixels")])
def test_the_pixels_stay_and_everything_said_about_them_goes(picture, kept):
    clean = without_metadata(picture)
    assert kept in clean
    assert SECRET not in clean
    assert b"Exif" not in clean
    assert sniff(clean) == sniff(picture)


@pytest.mark.parametrize("picture", [JPEG, PNG, WEBP])
def test_cleaning_twice_is_cleaning_once(picture):
    clean = without_metadata(picture)
    assert without_metadata(clean) == clean


def test_a_jpeg_keeps_the_segment_that_says_how_colours_are_stored():
    assert b"Adobe" in without_metadata(JPEG)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff\xe0 no photo", JPEG[:-30], PNG[:40]])
def test_a_photo_that_is_no_photo_is_refused(data):
    with pytest.raises(NotPossible):
        without_metadata(data)


@given(st.sampled_from([JPEG, PNG, WEBP]), st.integers(0, 120), st.binary(max_size=8))
def test_damaged_pictures_are_cleaned_or_refused_and_nothing_else(picture, place, damage):
    damaged = picture[:place] + damage + picture[place + len(damage) :]
    try:
        without_metadata(damaged)
    except NotPossible:
        return
