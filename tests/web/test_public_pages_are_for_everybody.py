from __future__ import annotations

import re

import pytest

from tests.support.voice import hurting

PAGES = ["", "request", "help", "privacy", "accessibility", "keeps", "join", "sign-in"]


@pytest.fixture
def text_of(town):
    def read(address):
        answer = town.visitor().client.get(address)
        assert answer.status_code == 200
        main = answer.text.split("<main", 1)[1].split("</main>", 1)[0]
        return re.sub(r"<[^>]+>", " ", main)

    return read


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_there_in_both_languages(text_of, lang, page):
    assert text_of(f"/{lang}/{page}").strip()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_uses_a_word_that_hurries_or_blames(text_of, lang, page):
    assert hurting([text_of(f"/{lang}/{page}")], lang) == []


def test_the_promise_stands_on_the_first_page(text_of):
    assert "Once you send it, only your mediator can open it here." in text_of("/en/")


def test_asking_is_by_phone_and_the_other_side_is_told_whom_to_speak_to(text_of):
    page = text_of("/en/request")
    assert "Phone us" in page
    assert "any member of staff" in page


def test_no_form_takes_a_request(town):
    assert "<form" not in town.visitor().client.get("/en/request").text
