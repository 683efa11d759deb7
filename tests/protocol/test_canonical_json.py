from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLAIN = TEXT | st.booleans() | st.integers(0, canonical.LARGEST_INTEGER)
INNER = st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=8), PLAIN, max_size=4)
OBJECTS = st.dictionaries(
    st.text(st.characters(max_codepoint=127), max_size=8),
    PLAIN | st.lists(PLAIN | INNER, max_size=4) | INNER,
    max_size=6,
)


@given(fields=OBJECTS)
def test_what_is_written_is_read_back_the_same(fields):
    assert canonical.decode(canonical.encode(fields)) == fields


@given(fields=OBJECTS)
def test_any_other_spelling_of_the_same_object_is_refused(fields):
    spaced = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    escaped = json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    for other in {spaced, escaped} - {canonical.encode(fields)}:
        with pytest.raises(ProtocolError):
            canonical.decode(other)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":-0}',
        '{"a":-0.0}',
        '{"a":1E2}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":1,"a":2}',
        '{"a":{"b":1,"b":1}}',
        '{"a":null}',
        '{"a":[null]}',
        '{"a":"\\ud800"}',
        '{"a":"\\ud83d\\ude00"}',
        '{"a":"\x00"}',
        '{"a":"\\u007f"}',
        '{"a":"\\u2028"}',
        '{"é":1}',
        '{"a":{"é":1}}',
        '{"a":[[[]]]}',
        '{"a":{"b":{"c":{}}}}',
        '{"a":٣}',
        "{'a':1}",
        '{"a":1,}',
        '{"a":1}\n',
        "",
        "null",
        "true",
    ],
    ids=ascii,
)
def test_what_is_not_canonical_is_refused(text):
    with pytest.raises(ProtocolError):
        canonical.decode(text.encode())


@pytest.mark.parametrize("value", [None, 1.5, -1, 2**53, "\ud800", b"x", [[[]]], {1: 2}, (1, 2)], ids=ascii)
def test_what_canonical_json_cannot_say_is_not_written(value):
    with pytest.raises(ProtocolError):
        canonical.encode({"a": value})


def test_three_levels_are_allowed_and_a_fourth_is_not():
    assert canonical.decode(b'{"a":[{"b":1}]}') == {"a": [{"b": 1}]}
    with pytest.raises(ProtocolError):
        canonical.decode(b'{"a":[{"b":[]}]}')


def test_an_object_of_8192_bytes_is_read_and_one_byte_more_is_not():
    frame = len(b'{"a":""}')
    assert canonical.decode(b'{"a":"' + b"x" * (8192 - frame) + b'"}')
    with pytest.raises(ProtocolError):
        canonical.decode(b'{"a":"' + b"x" * (8193 - frame) + b'"}')


def test_true_is_not_the_integer_one():
    assert canonical.encode({"a": True}) == b'{"a":true}'
    assert canonical.encode({"a": 1}) == b'{"a":1}'
