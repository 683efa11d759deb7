from __future__ import annotations

import re
import tomllib

from relay.client.descriptions import LONGEST
from relay.client.picture_size import DOTS_PER_INCH
from relay.protocol.manifest import MOST_PARTS
from relay.protocol.padding import padded
from tests.house.files import ROOT

PAGE = (ROOT / "relay/static/js/vault/picture_limits.js").read_text()
LIMITS = {name: int(number) for name, number in re.findall(r"export const (\w+) = ([\d_]+);", PAGE)}
WORDS = 200_000  # a very long letter, and a word to the mediator
SEALING = 40  # a nonce and a tag (protocol.md §3)


def test_a_letter_with_all_the_pictures_it_may_have_is_kept_as_a_draft():
    defaults = tomllib.loads((ROOT / "config/default.toml").read_text())
    assert padded(LIMITS["MOST_LETTER_BYTES"] + WORDS) + SEALING <= defaults["limits"]["draft_bytes"]


def test_all_the_pictures_and_their_descriptions_fit_beside_two_texts():
    assert 2 + 2 * LIMITS["MOST_PICTURES"] <= MOST_PARTS


def test_both_languages_have_the_same_limits():
    assert (LIMITS["MOST_WORDS"], LIMITS["DOTS_PER_INCH"]) == (LONGEST, DOTS_PER_INCH)


def test_the_field_takes_as_many_characters_as_a_description_has():
    template = (ROOT / "templates/parts/pictures.html").read_text()
    assert f'maxlength="{LONGEST}"' in template
