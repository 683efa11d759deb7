from __future__ import annotations

from datetime import date

import pytest
from flask import render_template
from jinja2 import DictLoader


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [
        ("en", date(2026, 11, 1), "1 November"),
        ("fr", date(2026, 11, 1), "1er novembre"),
        ("fr", date(2026, 11, 11), "11 novembre"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(programme, lang, day, said):
    programme.app.jinja_loader = DictLoader({"day.html": "{{ day | day }}"})
    with programme.app.test_request_context(f"/{lang}/help"):
        assert programme.app.preprocess_request() is None
        assert render_template("day.html", day=day) == said
