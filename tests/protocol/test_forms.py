from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from relay.errors import ProtocolError
from relay.protocol import b64, forms


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (forms.time, "2000-01-01T00:00Z"),
        (forms.time, "2028-02-29T23:59Z"),
        (forms.day, "9999-12-31"),
        (forms.code, "A" * 32),
        (forms.party, "victim-999"),
        (forms.party, "offender"),
        (forms.lang, "zh-Hant-x-private"),
        (forms.desk_name, "office"),
        (forms.desk_name, "institution/WARK-2"),
        (forms.name, "Żofia \U0001f56f"),
    ],
)
def test_a_value_of_its_form_is_read(form, value):
    assert form(value) == value


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (forms.time, "1999-12-31T23:59Z"),
        (forms.time, "2026-02-29T00:00Z"),
        (forms.time, "2026-01-01T24:00Z"),
        (forms.time, "2026-01-01T00:00+00:00"),
        (forms.time, "2026-01-01T00:00Z\n"),
        (forms.time, "٢٠٢٦-01-01T00:00Z"),
        (forms.time, 7),
        (forms.day, "2026-13-01"),
        (forms.day, "20260101"),
        (forms.code, ""),
        (forms.code, "a"),
        (forms.code, "A" * 33),
        (forms.code, "É"),
        (forms.party, "victim-0"),
        (forms.party, "victim-01"),
        (forms.party, "victim-1000"),
        (forms.party, ""),
        (forms.lang, "e"),
        (forms.lang, "en_CA"),
        (forms.lang, "en-" + "abcdefgh-" * 4 + "abc"),
        (forms.desk_name, "office/"),
        (forms.desk_name, "case/"),
        (forms.desk_name, "prison/A"),
        (forms.name, ""),
        (forms.name, "x" * 81),
        (forms.name, "a\x85"),
        (forms.name, "a\u202eb"),
        (forms.name, "a\u2066b"),
        (forms.version, True),
        (forms.version, 2),
        (forms.flag, 1),
        (forms.integer, False),
        (forms.id16, "A" * 21),
    ],
    ids=lambda value: getattr(value, "__name__", ascii(value)),
)
def test_a_value_of_another_form_is_refused(form, value):
    with pytest.raises(ProtocolError):
        form(value)


def test_a_moment_is_written_as_its_utc_minute():
    eastern = timezone(timedelta(hours=-5))
    assert forms.write_time(datetime(2026, 11, 22, 9, 5, 59, tzinfo=eastern)) == "2026-11-22T14:05Z"
    assert forms.write_time(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2026-01-02T03:04Z"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ProtocolError):
        forms.write_time(datetime(2026, 1, 2))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("text", ["AA==", "A", "AB", "+/8A", "AAA A", "AAAA\n", "é", "A\x00AA"], ids=ascii)
def test_base64_has_one_spelling(text):
    with pytest.raises(ProtocolError):
        b64.decode(text)
