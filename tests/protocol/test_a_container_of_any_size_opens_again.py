from __future__ import annotations

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import container
from relay.protocol.body import CHUNK_BYTES, BodyDigest, BodyKey, open_body, seal_body, sealed_size
from relay.protocol.container import Part, Reader, pack, unpack
from relay.protocol.manifest import Manifest, Shape
from relay.protocol.padding import padded

NOISE = os.urandom(3 * CHUNK_BYTES + 1)
SIZES = [1, 2, 4096] + [count * CHUNK_BYTES + change for count in (1, 2, 3) for change in (-1, 0, 1)]


@pytest.mark.parametrize("size", SIZES)
def test_parts_from_one_byte_to_three_chunks_come_back(size):
    parts = (Part("video/mp4", NOISE[:size]), Part("text/plain", "à la fin".encode()))
    opened = unpack(pack(parts, "fr-CA"))
    assert (opened.lang, opened.parts) == ("fr-CA", parts)


@pytest.mark.parametrize("size", SIZES)
def test_a_body_from_one_byte_to_three_chunks_comes_back(size):
    key = BodyKey(os.urandom(32), os.urandom(16), os.urandom(32), size)
    seen = BodyDigest()
    body = b"".join(seal_body(key, (NOISE[:size],), seen))
    assert len(body) == sealed_size(size)
    assert b"".join(open_body(key, (body,), seen.digest())) == NOISE[:size]


@given(
    cuts=st.lists(st.integers(1, 9000), max_size=12), texts=st.lists(st.text("aé—\U0001f56f\n", min_size=1), max_size=4)
)
@example(cuts=[1] * 12, texts=["é\U0001f56f"])
@settings(deadline=None)
def test_the_pieces_it_arrives_in_make_no_difference(cuts, texts):
    parts = [Part("text/vtt", text.encode()) for text in texts] or [Part("image/png", NOISE[:20_000])]
    data = pack(parts, "en")
    collected = container.Collected()
    reader = Reader(len(data), collected.add)
    start = 0
    for cut in cuts:
        reader.feed(data[start : start + cut])
        start += cut
    reader.feed(data[start:])
    assert list(collected.container(reader.finish()).parts) == parts


@given(length=st.integers(0, 2**36))
def test_padding_hides_the_length_at_small_cost_and_is_stable(length):
    size = padded(length) if length < 2**36 - 2**31 else 2**36
    assert size >= max(length, 4096)
    assert size <= max(4096, length * 1.13)
    assert padded(size) == size


@pytest.mark.parametrize(
    "part",
    [
        ("text/plain", b""),
        ("text/html", b"x"),
        ("text/plain", b"\xff"),
        ("text/plain", b"a\rb"),
        ("text/vtt", b"\xe2\x80\xae"),
    ],
)
def test_what_a_reader_would_refuse_is_never_packed(part):
    with pytest.raises(ProtocolError):
        pack([Part(*part)], "en")


@pytest.mark.parametrize("contents", [[b"123"], [b"12345"], []])
def test_contents_that_are_not_what_the_manifest_says_are_not_packed(contents):
    with pytest.raises(ProtocolError):
        list(container.write(Manifest("en", (Shape("image/png", 4),)), contents))


@pytest.mark.parametrize("change", [-1, 1])
def test_a_container_of_another_length_than_it_says_is_refused(change):
    data = pack([Part("image/png", b"x")], "en") + b"\0"
    with pytest.raises(ProtocolError):
        unpack(data[: len(data) - 1 + change])
