"""What every page finds in its templates: the frame's values, and filters for days and times."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import babel.dates
from flask_babel import format_time
from jinja2 import StrictUndefined
from markupsafe import Markup

from relay.errors import N_
from relay.web import csrf, i18n
from relay.web.reception import KEY

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask
    from jinja2 import Environment

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
    app.jinja_env.globals["fixed_part"] = FixedParts(app.jinja_env)
    app.jinja_env.filters.update(day=Days(programme.timezone), clock=clock, stamp=stamp, phone_address=phone_address)
    app.context_processor(given)


def given() -> dict[str, Any]:
    """Return the page's language, the way to the other one, and our token in place of flask_wtf's."""
    return {
        "lang": i18n.current_language(),
        "other_language": i18n.other_language(),
        "csrf_token": csrf.csrf_token,
    }


class FixedParts:
    """The parts of a page that say the same to everybody: each rendered once a language and kept."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates
        self._kept: dict[tuple[str, str], Markup] = {}

    def __call__(self, template: str) -> Markup:
        """Return a part, which needs nothing beyond the language and the programme's own words."""
        lang = i18n.current_language()
        part = self._kept.get((template, lang))
        if part is None:
            part = Markup(self._templates.get_template(template).render(lang=lang))  # noqa: S704 - a template escapes
            self._kept[template, lang] = part
        return part


class Days:
    """Write a day as people say it: "3 November", "3 novembre"."""

    def __init__(self, timezone: str) -> None:
        self._zone = ZoneInfo(timezone)

    def __call__(self, moment: datetime | date) -> str:
        """Return the programme's day of an aware datetime, or a date."""
        day = moment.astimezone(self._zone).date() if isinstance(moment, datetime) else moment
        return write_day(day)


def write_day(day: date, form: str = DAY) -> str:
    """Write a date in the page's language, as people say it. form: DAY or DAY_OF_A_YEAR."""
    return _day_in(i18n.current_language(), day, form)


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
