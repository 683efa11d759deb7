from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.domain.paging import Cursor, cut, read_cursor, write_cursor
from relay.errors import Malformed

MOMENT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def test_a_cursor_comes_back_as_it_was_written() -> None:
    cursor = Cursor(MOMENT, "abc")
    assert read_cursor(write_cursor(cursor)) == cursor


@given(st.text(max_size=300))
def test_any_other_text_is_malformed(text: str) -> None:
    try:
        found = read_cursor(text)
    except Malformed:
        return
    assert found is None or found.at.tzinfo is not None


def test_a_cursor_without_a_zone_is_malformed() -> None:
    with pytest.raises(Malformed):
        read_cursor("MjAyNi0xMS0yMnxhYmM")


def test_the_last_page_names_no_next_one() -> None:
    rows = [Cursor(MOMENT, name) for name in "ab"]
    assert cut(rows, 2, lambda row: row) == (rows, "")
    page, following = cut(rows, 1, lambda row: row)
    assert page == rows[:1]
    assert read_cursor(following) == rows[0]
