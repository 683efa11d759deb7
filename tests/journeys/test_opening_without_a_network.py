from __future__ import annotations

import json

import pytest

from tests.support.server import CASE

HOSTILE = "<script>alert(1)</script> & <b onclick=x>bold</b>"


@pytest.fixture(scope="module")
def exported(demo_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    (folder / "letter.txt").write_text(HOSTILE)
    _, sent = demo_server.act("Anna", "send", CASE, folder / "letter.txt")
    (folder / "id").write_text(sent["message"])
    assert demo_server.act("Mira", "export", sent["message"], "-o", folder / "letter.relay")[0] == 0
    assert demo_server.act("Mira", "identity", "-o", folder / "mira.json")[0] == 0
    assert demo_server.act("Anna", "identity", "-o", folder / "anna.json")[0] == 0
    return folder


def open_as(demo_server, exported, name, *options, file="letter.relay"):
    passphrase = demo_server.person(name)["passphrase"]
    identity = exported / f"{name.lower()}.json"
    return demo_server.relay("open", exported / file, "--identity", identity, *options, RELAY_PASSPHRASE=passphrase)


def test_the_mediators_identity_file_and_passphrase_open_what_was_exported(demo_server, exported):
    done = open_as(demo_server, exported, "Mira", "--json")
    opened = json.loads(done.stdout)
    assert opened["message"] == (exported / "id").read_text()
    assert opened["parts"][0]["text"] == HOSTILE


def test_the_html_holds_nothing_of_the_writer_as_markup(demo_server, exported, tmp_path):
    assert open_as(demo_server, exported, "Mira", "--html", tmp_path / "out.html").returncode == 0
    page = (tmp_path / "out.html").read_text()
    assert "<script" not in page
    assert "<b" not in page.partition("<body>")[2]
    assert "&lt;script&gt;" in page


def test_nobody_elses_identity_file_opens_it(demo_server, exported):
    done = open_as(demo_server, exported, "Anna")
    assert done.returncode == 1
    assert HOSTILE not in done.stdout


def test_a_changed_byte_anywhere_is_refused(demo_server, exported):
    whole = (exported / "letter.relay").read_bytes()
    for place in (20, len(whole) // 2, len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 1
        (exported / "changed.relay").write_bytes(changed)
        assert open_as(demo_server, exported, "Mira", file="changed.relay").returncode != 0


def test_an_identity_file_holds_exactly_what_the_api_promises(exported):
    identity = json.loads((exported / "mira.json").read_text())
    assert identity.keys() == {"person", "sign_in", "instance", "wrapped_seed", "desks"}
    assert all(desk.keys() == {"open", "sealed"} for desk in identity["desks"])
    assert identity["desks"]
    assert (exported / "mira.json").stat().st_mode & 0o077 == 0
