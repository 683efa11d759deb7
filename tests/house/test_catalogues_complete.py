from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tools import catalogues

GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")


@pytest.fixture(scope="module")
def french():
    with catalogues.FRENCH.open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    target = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    catalogues.extract(target)
    with target.open("rb") as file:
        return read_po(file, abort_invalid=True)


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def test_french_has_every_sentence_that_english_has_and_no_other(french, said):
    assert {message.id for message in french if message.id} == {message.id for message in said if message.id}


def test_no_sentence_is_left_untranslated_or_doubtful(french):
    left = [message.id for message in french if message.id and (message.fuzzy or not all(forms(message.string)))]
    assert left == []


def test_what_is_filled_into_a_sentence_is_the_same_in_both_languages(french):
    for message in french:
        for translated in filter(None, forms(message.string) if message.id else []):
            gaps = {frozenset(GAP.findall(form)) for form in forms(message.id)}
            assert frozenset(GAP.findall(translated)) in gaps, message.id
            assert sorted(TAG.findall(translated)) == sorted(TAG.findall(forms(message.id)[0])), message.id


def test_catalogues_compile_to_what_is_served():
    assert catalogues.FRENCH.with_suffix(".mo").stat().st_mtime >= catalogues.FRENCH.stat().st_mtime
