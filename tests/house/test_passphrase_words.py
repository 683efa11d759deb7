from __future__ import annotations

import json
import math
import unicodedata

import pytest

from tools import words

HURTFUL = {
    "en": """gun weapon knife prison guard police judge court cage victim guilt blame fault kill murder blood pain fear
        trap hunt enemy mother child family forgive submit journey""",
    "fr": """arme couteau prison garde police juge tribunal cage victime coupable faute tuer meurtre sang douleur peur
        piège gibier ennemi mère enfant frère famille pardon risque silence isoler""",
}


@pytest.fixture(params=sorted(words.SOURCES))
def lang(request):
    return request.param


@pytest.fixture
def served(lang):
    return json.loads(words.TARGETS[lang].read_text(encoding="utf-8"))


def test_six_words_are_worth_64_bits(served):
    assert len(set(served)) == len(served)
    assert 6 * math.log2(len(served)) >= 64


def test_what_is_served_is_what_the_screen_leaves(served, lang):
    assert served == words.screened(lang)


def test_no_word_that_hurts_is_drawn(served, lang):
    assert set(HURTFUL[lang].split()) <= words.screen(lang)
    assert not words.screen(lang) & set(served)


def test_every_word_is_typed_as_it_is_shown(served):
    for word in served:
        assert word == unicodedata.normalize("NFC", word).lower()
        assert word.isalpha()


def test_a_screen_that_leaves_too_few_words_is_refused(tmp_path, monkeypatch):
    everything = tmp_path / "screen.txt"
    everything.write_text(" ".join(words.screened("en")[:200]), encoding="utf-8")
    monkeypatch.setitem(words.SCREENS, "en", everything)
    monkeypatch.setattr(words, "LEAST_BITS", 66)
    with pytest.raises(words.SetUpFailed, match="too few"):
        words.copy()
