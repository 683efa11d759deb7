from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tests.support.voice import hurting
from tools import catalogues

HARD_SPACE = "\u00a0"
ALWAYS = {  # said in exactly these words
    "Once you send it, only your mediator can open it here.": (
        "Une fois envoyée, seule votre médiatrice ou seul votre médiateur peut l'ouvrir ici."
    ),
    "Your mediator has it. There is nothing you need to do.": (
        "Votre médiatrice ou médiateur l'a reçue. Vous n'avez rien à faire."
    ),
    "Something is here for you when you want it.": "Quelque chose vous attend ici, quand vous le voudrez.",
    "Read now": "Lire maintenant",
    "Later": "Plus tard",
    "With my mediator": "Avec ma médiatrice ou mon médiateur",
    "Not at all": "Pas du tout",
    "Not yet saved: keep this page open.": "Pas encore enregistré : gardez cette page ouverte.",
    "You can stop at any time, and you do not have to say why.": (
        "Vous pouvez arrêter à tout moment, sans dire pourquoi."
    ),
    "Leave this site now": "Quitter ce site maintenant",
}
LOOSE = re.compile(rf"(?<![{HARD_SPACE}:/])[:;?!»](?![/\w])|«(?!{HARD_SPACE})| [:;?!»]")
TOO_FAMILIAR = re.compile(r"\b(?:tu|toi|te|ton|ta|tes)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def french():
    with catalogues.FRENCH.open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="fr") if message.id}


def test_english_says_nothing_that_hurts_or_hurries(french):
    assert hurting(french, "en") == []


def test_french_says_nothing_that_hurts_or_hurries(french):
    assert hurting(french.values(), "fr") == []


def test_the_sentences_people_rely_on_are_word_for_word(french):
    assert {english: french[english].replace(HARD_SPACE, " ") for english in ALWAYS} == ALWAYS


def test_french_names_women_and_men(french):
    alone = [
        sentence
        for sentence in french.values()
        if bool(re.search("médiatrice", sentence, re.IGNORECASE))
        != bool(re.search("médiateur", sentence, re.IGNORECASE))
    ]
    assert alone == []


def test_french_signs_never_begin_a_line(french):
    assert [sentence for sentence in french.values() if LOOSE.search(sentence)] == []


def test_one_apostrophe_in_both_languages(french):
    assert [sentence for pair in french.items() for sentence in pair if "\u2019" in sentence] == []


def test_french_says_vous(french):
    assert [sentence for sentence in french.values() if TOO_FAMILIAR.search(sentence)] == []
