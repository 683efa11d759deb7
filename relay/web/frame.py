"""What every page finds in its templates: the frame's values, and filters for days and times."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import babel.dates
from flask_babel import format_time
from jinja2 import StrictUndefined

from relay.errors import N_
from relay.web import csrf, i18n
from relay.web.reception import KEY

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask

    from relay.web.spoken import SpokenTemplates

DAY = "d MMMM"
DAY_OF_A_YEAR = "d MMMM y"
CLOCKS = {"en": "HH:mm", "fr": "HH 'h' mm"}


def register(app: Flask) -> None:
    """Give templates the frame; a name that nobody gave is an error, never an empty place."""
    programme = app.extensions[KEY].settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        programme_name=programme.programme_name,
        help_phone=programme.help_phone,
        timezone=programme.timezone,
        idle_minutes=programme.limits.idle_minutes,
        say_in=i18n.say_in,
        N_=N_,
    )
    app.jinja_env.filters.update(clock=clock, stamp=stamp, phone_address=phone_address)
    app.context_processor(given)
    templates = cast("SpokenTemplates", app.jinja_env)
    templates.speak({lang: {"day": Days(programme.timezone, lang)} for lang in i18n.LOCALES})


def given() -> dict[str, Any]:
    """Return the page's language, the way to the other one, and our token in place of flask_wtf's."""
    return {
        "lang": i18n.current_language(),
        "other_language": i18n.other_language(),
        "csrf_token": csrf.csrf_token,
    }


class Days:
    """Write a day as people say it in one language: "3 November", "3 novembre"."""

    def __init__(self, timezone: str, lang: str) -> None:
        self._zone, self._lang = ZoneInfo(timezone), lang

    def __call__(self, moment: datetime | date) -> str:
        """Return the programme's day of an aware datetime, or a date."""
        day = moment.astimezone(self._zone).date() if isinstance(moment, datetime) else moment
        return _day_in(self._lang, day, DAY)


def write_day(day: date) -> str:
    """Write a date with its year in the page's language, as people say it."""
    return _day_in(i18n.current_language(), day, DAY_OF_A_YEAR)


@lru_cache(maxsize=1000)
def _day_in(lang: str, day: date, form: str) -> str:
    written = str(babel.dates.format_date(day, form, i18n.LOCALES[lang]))
    return f"1er{written[1:]}" if lang == "fr" and day.day == 1 else written


def clock(moment: datetime) -> str:
    """Write the time of day in the programme's time zone: "14:05", "14 h 05". Expects an aware datetime."""
    return str(format_time(moment, CLOCKS[i18n.current_language()]))


def stamp(moment: datetime | date) -> str:
    """Write a moment for machines, for `<time datetime>` (ISO 8601)."""
    return moment.isoformat()


def phone_address(number: str) -> str:
    """Write a phone number for a `tel:` link: digits, and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", number)
