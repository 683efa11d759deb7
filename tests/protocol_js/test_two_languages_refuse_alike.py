"""Canonical JSON, padding and text: both take the same and refuse the same (docs/protocol.md §1, §4.1)."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from relay.protocol import canonical
from relay.protocol.padding import padded
from tests.protocol_js.test_two_languages_on_secrets import alike

TEXT = st.text(st.characters(), max_size=12)
LEAVES = st.one_of(TEXT, st.integers(-2, 2**54), st.booleans(), st.none(), st.floats(allow_nan=False))
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


def spelled(value: object, *, spaced: bool, escaped: bool, ordered: bool) -> bytes:
    separators = (", ", ": ") if spaced else (",", ":")
    written = json.dumps(value, separators=separators, ensure_ascii=escaped, sort_keys=ordered)
    return written.encode("utf-8", "surrogatepass")


@settings(deadline=None, max_examples=400)
@given(
    value=st.dictionaries(TEXT, VALUES, max_size=4),
    spaced=st.booleans(),
    escaped=st.booleans(),
    ordered=st.booleans(),
)
def test_both_take_the_same_objects(peer, value, spaced, escaped, ordered):
    data = spelled(value, spaced=spaced, escaped=escaped, ordered=ordered)
    alike(lambda: canonical.encode(canonical.decode(data)).decode(), lambda: peer.ask("canonical", bytes=data))


@settings(deadline=None, max_examples=300)
@given(data=st.binary(max_size=40) | st.text('{}[]":,0123456789eE+-.truefalsn\\u/ ', max_size=24).map(str.encode))
@example(data=b'{"a":"\xed\xa0\x80"}')
@example(data=b'{"a":Infinity}')
@example(data=b'{"a":NaN}')
@example(data=b'{"a":"\\u2028"}')
@example(data=b'{"\x7f":1}')
@example(data=b"")
def test_both_refuse_the_same_bytes(peer, data):
    alike(lambda: canonical.encode(canonical.decode(data)).decode(), lambda: peer.ask("canonical", bytes=data))


@settings(deadline=None, max_examples=300)
@given(length=st.integers(0, 2**36) | st.integers(0, 2**52))
@example(length=2**36)
@example(length=2**36 + 1)
@example(length=2**31 + 1)
def test_both_pad_to_the_same_length(peer, length):
    alike(lambda: padded(length), lambda: peer.ask("padded", length=length))
