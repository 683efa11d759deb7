"""R6: what the offender side gets on paper is built from an allow-list: number, page n / m, the letter."""

from __future__ import annotations

import re

import pytest

from relay.client.errors import NotPossible
from relay.client.print_page import print_page
from relay.protocol.container import Container, Part
from tests.client.test_pictures_without_metadata import JPEG, SECRET

NUMBER = "482913"


def text(words):
    return Part("text/plain", words.encode())


def visible(page):
    return re.sub(r"<[^>]*>", " ", page.partition("<body>")[2]).split()


def test_it_shows_number_place_and_letter_and_not_one_word_more():
    page = print_page(NUMBER, Container("en", (text("Dear you"), Part("image/jpeg", JPEG))))
    assert visible(page) == f"{NUMBER} · 1 / 2 Dear you {NUMBER} · 2 / 2".split()
    assert f"<title>{NUMBER}</title>" in page


def test_it_loads_and_runs_nothing():
    page = print_page(NUMBER, Container("en", (text("<script>alert(1)</script><img src=http://x>"),)))
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page


def test_a_picture_is_cleaned_once_more_whatever_its_sender_did():
    page = print_page(NUMBER, Container("en", (Part("image/jpeg", JPEG),)))
    assert len(re.findall("data:image/jpeg;base64,", page)) == 1
    assert SECRET not in page.encode()


def test_a_long_letter_is_cut_between_lines_and_loses_none():
    lines = [f"line {number}" for number in range(200)]
    page = print_page(NUMBER, Container("fr", (text("\n".join(lines)),)))
    assert "6 / 6" in page
    assert [line for line in lines if f"{line}\n" not in page and f"{line}</p>" not in page] == []


def test_a_recording_is_not_printed():
    with pytest.raises(NotPossible):
        print_page(NUMBER, Container("en", (Part("video/mp4", b"x"),)))
