from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tools import catalogues

HARD_SPACE = "\u00a0"
NEVER = {  # what the pages never say (design.md §1: forgiveness is no goal; nobody is hurried, blamed or labelled)
    "en": r"forgiv|closure|heal(?:ed|s)?\b|healing|journey|submit|inmate|pending|rejected|failed|must\b|oops|"
    r"offender|criminal|convict|password\b|click",
    "fr": r"pardon|guéri|deuil|cheminement|soumettre|soumis|détenu|prisonnier|criminel|délinquant|en souffrance|"
    r"rejet|échou|échec|devez|oups|\bmail\b|e-mail|cliquez|mot de passe",
}
MEANT = ("must not be told", "must not notice", "password manager")  # warnings, and a tool's own name
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
    said = {sentence: _without(sentence, MEANT) for sentence in french}
    assert [sentence for sentence, left in said.items() if re.search(NEVER["en"], left, re.IGNORECASE)] == []


def test_french_says_nothing_that_hurts_or_hurries(french):
    said = [_without(sentence, ["mots de passe"]) for sentence in french.values()]
    assert [sentence for sentence in said if re.search(NEVER["fr"], sentence, re.IGNORECASE)] == []


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


def _without(sentence, allowed):
    for words in allowed:
        sentence = sentence.replace(words, "")
    return sentence
