from __future__ import annotations

import pytest

from relay.commands.files import keep
from relay.commands.opened import as_html, show_container, write_parts
from relay.protocol.container import Container, Part, pack, unpack

LURE = "Hello\x9b31m\x7f\x85 <script>alert(1)</script> &amp; é\n"


@pytest.fixture
def letter():
    """A letter whose author wants to command a terminal and a browser; the protocol allows its text."""
    return unpack(pack([Part("text/plain", LURE.encode()), Part("image/png", b"<svg onload=alert(1)>")], "en"))


def test_commands_no_terminal(letter, capsys):
    show_container(letter, "id", None, as_json=False)
    shown = capsys.readouterr().out
    assert not {"\x9b", "\x7f", "\x85", "\x1b"} & set(shown)
    assert "é" in shown


def test_is_written_whole_for_its_owner_alone(letter, tmp_path):
    paths = write_parts(letter, tmp_path / "letter.txt")
    assert [path.name for path in paths] == ["letter.txt", "letter-2.png"]
    assert paths[0].read_bytes() == LURE.encode()
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


def test_replaces_all_of_an_older_file_that_was_named_and_says_so(tmp_path, capsys):
    older = tmp_path / "letter.txt"
    older.write_bytes(b"older and longer")
    keep(older, b"new")
    assert older.read_bytes() == b"new"
    assert "replaced" in capsys.readouterr().err


def test_replaces_no_file_beside_it_that_nobody_named(letter, tmp_path):
    mine = tmp_path / "letter-2.png"
    mine.write_bytes(b"my own")
    (tmp_path / "letter-3.png").symlink_to(tmp_path / "elsewhere")
    paths = write_parts(letter, tmp_path / "letter.txt")
    assert [path.name for path in paths] == ["letter.txt", "letter-4.png"]
    assert mine.read_bytes() == b"my own"
    assert not (tmp_path / "elsewhere").exists()


def test_is_no_markup_in_the_offline_page(letter):
    page = as_html(Container(letter.lang, letter.parts))
    assert "<script" not in page
    assert "<svg" not in page
    assert "default-src 'none'" in page
