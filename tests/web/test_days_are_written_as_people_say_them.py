from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [
        ("en", date(2026, 11, 1), "1 November"),
        ("fr", date(2026, 11, 1), "1er novembre"),
        ("fr", date(2026, 11, 11), "11 novembre"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(programme, lang, day, said):
    with programme.app.test_request_context(f"/{lang}/help"):
        assert programme.app.preprocess_request() is None
        assert programme.app.jinja_env.filters["day"](day) == said
