from __future__ import annotations

import pytest

from tests.support.server import CASE, FRENCH_CASE

UNKNOWN = "A" * 22


def test_what_is_not_ones_own_is_refused_as_unknown(demo_server):
    assert demo_server.act("Marc", "ledger", CASE) == (3, {"error": "not-found", "status": 404})
    assert demo_server.act("Mira", "release", UNKNOWN) == (3, {"error": "not-found", "status": 404})


@pytest.mark.parametrize("name", ["Olive", "Liam"])
def test_who_writes_no_letters_is_refused_by_rule(demo_server, tmp_path, name):
    letter = tmp_path / "letter.txt"
    letter.write_text("Hello")
    assert demo_server.act(name, "send", CASE, letter) == (3, {"error": "role", "status": 422})


def test_a_victim_does_not_consent_for_the_other_side(demo_server):
    code, answer = demo_server.act("Aline", "consent", FRENCH_CASE, "offender", "all", "given")
    assert (code, answer["status"]) == (3, 422)


def test_a_second_release_is_told_that_the_state_has_moved(demo_server, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Once")
    _, sent = demo_server.act("Anna", "send", CASE, letter)
    assert demo_server.act("Mira", "release", sent["message"])[0] == 0
    assert demo_server.act("Mira", "release", sent["message"]) == (3, {"error": "state-moved", "status": 409})


def test_nothing_is_released_without_the_recipients_consent(demo_server, tmp_path):
    letter = tmp_path / "lettre.txt"
    letter.write_text("Bonjour")
    _, sent = demo_server.act("Aline", "send", FRENCH_CASE, letter)
    assert demo_server.act("Marc", "consent", FRENCH_CASE, "offender", "receive", "withdrawn")[0] == 0
    try:
        refused = demo_server.act("Marc", "release", sent["message"])
    finally:
        demo_server.act("Marc", "consent", FRENCH_CASE, "offender", "receive", "given")
    assert refused == (3, {"error": "consent-missing", "status": 422})


def test_anything_else_that_goes_wrong_is_exit_1(demo_server, tmp_path):
    no_photo = tmp_path / "photo.jpg"
    no_photo.write_bytes(b"\xff\xd8\xff\xe0 this is no photo")
    assert demo_server.act("Anna", "send", CASE, no_photo) == (1, {"error": "not-possible", "status": 0})
    assert demo_server.relay("act", "--url", demo_server.url).returncode == 1
    assert demo_server.relay("no-such-verb").returncode == 1
    nowhere = demo_server.relay("act", "--url", "http://localhost:1", "--as", "Anna", "tray")
    assert nowhere.returncode == 1


def test_a_wrong_passphrase_is_exit_1_and_says_which_code(demo_server, tmp_path):
    identity = tmp_path / "anna.json"
    assert demo_server.act("Anna", "identity", "-o", identity)[0] == 0
    done = demo_server.relay(
        "act", "--url", demo_server.url, "--identity", identity, "--json", "tray", RELAY_PASSPHRASE="not hers"
    )
    assert done.returncode == 1
    assert '"wrong-sign-in"' in done.stdout
