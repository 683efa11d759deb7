from __future__ import annotations

import pytest

from relay.client.errors import NotPossible
from relay.client.files import part_of

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
MOVIE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF: save its pages"),
        (b"PK\x03\x04\x14\x00", "a word processor's file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a word processor's file"),
        (rb"{\rtf1\ansi", "a word processor's file"),
        (HEIC, "a HEIC photo: save it as JPEG"),
        (MOVIE, "a recording"),
    ],
)
def test_each_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(NotPossible, match=sentence):
        part_of(data)


def test_a_heic_photo_is_no_video():
    with pytest.raises(NotPossible):
        part_of(HEIC, "video")
    assert part_of(MOVIE, "video").type == "video/mp4"
