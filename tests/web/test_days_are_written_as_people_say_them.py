from __future__ import annotations

from datetime import date

import pytest

from relay.web.frame import Days


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [
        ("en", date(2026, 11, 1), "1 November"),
        ("fr", date(2026, 11, 1), "1er novembre"),
        ("fr", date(2026, 11, 11), "11 novembre"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(lang, day, said):
    assert Days("America/Toronto", lang)(day) == said
