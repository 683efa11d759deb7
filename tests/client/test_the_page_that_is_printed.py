"""R6: what the offender side gets on paper is built from an allow-list: cover, number, page n / m, the letter."""

from __future__ import annotations

import re
from html import unescape

import pytest
from babel.messages.pofile import read_po

from relay.client.errors import NotPossible
from relay.client.print_page import COVER, RECALL, print_page, recall_page
from relay.protocol.container import Container, Part
from tests.client.test_pictures_without_metadata import JPEG, SECRET
from tools import catalogues
from tools.paths import ROOT

PAGES = ROOT / "templates/liaison"

NUMBER = "482913"


def text(words):
    return Part("text/plain", words.encode())


def visible(page):
    return unescape(re.sub(r"<[^>]*>", " ", page.partition("<body>")[2])).split()


def test_it_shows_cover_number_place_and_letter_and_not_one_word_more():
    page = print_page(NUMBER, Container("en", (text("Dear you"), Part("image/jpeg", JPEG))), "en")
    cover = f"{NUMBER} · 1 / 3 {NUMBER} {' '.join(COVER['en'])}"
    assert visible(page) == f"{cover} {NUMBER} · 2 / 3 Dear you {NUMBER} · 3 / 3".split()
    assert f"<title>{NUMBER}</title>" in page


def said_on(page, lang):
    """What a page of the counter says in its plain sentences, in the order of the page."""
    sentences = re.findall(r'<(?:p|li)>{{ _\("(.*)"\) }}</(?:p|li)>', (PAGES / page).read_text(encoding="utf-8"))
    with catalogues.FRENCH.open("rb") as file:
        french = read_po(file, locale="fr")
    return sentences if lang == "en" else [french.get(sentence).string for sentence in sentences]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_its_cover_says_what_the_counters_page_says(lang):
    assert list(COVER[lang]) == said_on("cover.html", lang)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_was_called_back_prints_what_to_do_and_nothing_of_the_letter(lang):
    what_to_do = said_on("recall.html", lang)[: len(RECALL[lang])]
    assert list(RECALL[lang]) == what_to_do
    assert visible(recall_page(NUMBER, lang)) == f"{NUMBER} · 1 / 1 {NUMBER} {' '.join(what_to_do)}".split()


def test_the_cover_speaks_the_staffs_language_and_the_letter_its_own():
    page = print_page(NUMBER, Container("fr", (text("Bonjour"),)), "en")
    assert '<html lang="en">' in page
    assert '<div lang="fr"><p class="text" dir="auto">Bonjour' in page


def test_it_loads_and_runs_nothing():
    page = print_page(NUMBER, Container("en", (text("<script>alert(1)</script><img src=http://x>"),)), "en")
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page


def test_a_picture_is_cleaned_once_more_whatever_its_sender_did():
    page = print_page(NUMBER, Container("en", (Part("image/jpeg", JPEG),)), "en")
    assert len(re.findall("data:image/jpeg;base64,", page)) == 1
    assert SECRET not in page.encode()


def test_a_long_letter_is_cut_between_lines_and_loses_none():
    lines = [f"line {number}" for number in range(200)]
    page = print_page(NUMBER, Container("fr", (text("\n".join(lines)),)), "fr")
    assert "8 / 8" in page
    assert [line for line in lines if f"{line}\n" not in page] == []


def test_a_long_paragraph_is_cut_between_words_and_loses_none():
    words = [f"word{number}" for number in range(2000)]
    page = print_page(NUMBER, Container("en", (text(" ".join(words)),)), "en")
    assert [word for word in visible(page) if word.startswith("word")] == words
    assert len(re.findall("<section>", page)) > 6


def test_a_recording_is_not_printed():
    with pytest.raises(NotPossible):
        print_page(NUMBER, Container("en", (Part("video/mp4", b"x"),)), "en")
