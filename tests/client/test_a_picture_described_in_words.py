"""A description travels behind its picture; whoever reads without knowing of it, and older letters, lose nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.client.descriptions import LONGEST, MARK, Shown, described, description_part
from relay.client.errors import NotPossible
from relay.client.files import read_parts, text_part
from relay.client.print_page import print_page
from relay.commands.opened import as_html, show_container
from relay.protocol.container import Container, Part, pack, unpack
from tests.client.test_pictures_without_metadata import JPEG

WORDS = "Our kitchen; the blue cup stands on the sill."
PICTURE = Part("image/jpeg", JPEG)
LETTER = (text_part("Dear you"), PICTURE, description_part(WORDS), PICTURE)


def test_it_comes_back_with_its_picture_through_a_sealed_container():
    parts = unpack(pack(LETTER, "en")).parts
    assert described(parts) == [Shown(LETTER[0]), Shown(PICTURE, WORDS), Shown(PICTURE)]


def test_an_older_letter_with_words_behind_a_picture_reads_as_before():
    older = (PICTURE, text_part("That was our house."), text_part("Yours"))
    assert described(older) == [Shown(part) for part in older]


@pytest.mark.parametrize(
    "text",
    [MARK, f"{MARK}two\nlines", f"{MARK}{'x' * (LONGEST + 1)}", f" {MARK}later"],
    ids=["empty", "lines", "long", "later"],
)
def test_what_only_looks_like_a_description_stays_text(text):
    parts = (PICTURE, Part("text/plain", text.encode()))
    assert described(parts) == [Shown(part) for part in parts]


def test_a_description_of_nothing_or_a_second_one_is_text_that_everybody_sees():
    parts = (description_part("of nothing"), PICTURE, description_part("one"), description_part("two"))
    assert described(parts) == [Shown(parts[0]), Shown(PICTURE, "one"), Shown(parts[3])]


@given(st.lists(st.sampled_from([*LETTER, description_part("x"), text_part("y")]), min_size=1, max_size=12))
def test_nothing_is_lost_and_nothing_is_added(parts):
    back = []
    for shown in described(parts):
        back += [shown.part, *([description_part(shown.description)] if shown.description else [])]
    assert back == parts


@pytest.mark.parametrize("words", ["", "  \n ", MARK, "x" * (LONGEST + 1)])
def test_no_words_or_too_many_describe_nothing(words):
    with pytest.raises(NotPossible):
        description_part(words)


def test_line_ends_in_it_become_spaces():
    assert description_part(" a\r\nb\tc ").data.decode() == f"{MARK}a b c"


def test_it_is_printed_below_its_picture_and_is_its_name():
    page = print_page("482913", Container("en", LETTER), "en")
    assert f'alt="{WORDS}"' in page
    assert f'<figcaption dir="auto">{WORDS}</figcaption>' in page
    assert page.count("<figure") == 2
    assert MARK not in page


def test_it_is_no_markup_anywhere():
    hostile = (PICTURE, description_part("\"><script>alert(1)</script><img src=x onerror='y'>"))
    for page in (print_page("482913", Container("en", hostile), "en"), as_html(Container("en", hostile))):
        assert "<script" not in page
        assert page.count("<img") == 1


def test_the_command_line_shows_it_with_its_picture(capsys):
    show_container(Container("en", LETTER), "id", None, as_json=True)
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert [part.get("description") for part in parts] == [None, WORDS, None]
    show_container(Container("en", LETTER), "id", None, as_json=False)
    assert f"[{WORDS}]" in capsys.readouterr().out


def test_files_are_described_by_their_path(tmp_path):
    photo, letter = tmp_path / "photo.jpg", tmp_path / "letter.txt"
    photo.write_bytes(JPEG)
    letter.write_text("Dear you", encoding="utf-8")
    assert described(read_parts([letter, photo], descriptions={photo: WORDS}))[1].description == WORDS
    for wrong in (letter, tmp_path / "other.jpg"):
        with pytest.raises(NotPossible):
            read_parts([letter, photo], descriptions={wrong: WORDS})
