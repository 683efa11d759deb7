"""What every page finds in its templates: the frame's values, and filters for days and times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask_babel import format_date, format_time
from jinja2 import StrictUndefined

from relay.errors import N_
from relay.web import csrf, i18n
from relay.web.reception import KEY

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask import Flask

DAY = "d MMMM"
CLOCKS = {"en": "HH:mm", "fr": "HH 'h' mm"}


def register(app: Flask) -> None:
    """Give templates the frame; a name that nobody gave is an error, never an empty place."""
    settings = app.extensions[KEY].settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        programme_name=settings.programme_name,
        help_phone=settings.help_phone,
        csrf_token=csrf.csrf_token,
        say_in=i18n.say_in,
        N_=N_,
    )
    app.jinja_env.filters.update(day=day, clock=clock, stamp=stamp, phone_address=phone_address)
    app.context_processor(languages)


def languages() -> dict[str, Any]:
    """Return the page's language and the way to the other one."""
    return {"lang": i18n.current_language(), "other_language": i18n.other_language()}


def day(moment: datetime | date) -> str:
    """Write a day as people say it: "3 November", "3 novembre". Expects an aware datetime or a date."""
    return str(format_date(moment, DAY))


def clock(moment: datetime) -> str:
    """Write the time of day in the programme's time zone: "14:05", "14 h 05". Expects an aware datetime."""
    return str(format_time(moment, CLOCKS[i18n.current_language()]))


def stamp(moment: datetime | date) -> str:
    """Write a moment for machines, for `<time datetime>` (ISO 8601)."""
    return moment.isoformat()


def phone_address(number: str) -> str:
    """Write a phone number for a `tel:` link: digits, and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", number)
