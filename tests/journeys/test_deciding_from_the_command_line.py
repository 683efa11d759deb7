"""Return, propose, agree, withdraw with `relay act`: what each prints and how it exits."""

from __future__ import annotations

import pytest

from tests.support.server import CASE

MOVED = (3, {"error": "state-moved", "status": 409})
UNKNOWN = (3, {"error": "not-found", "status": 404})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("Dear you")
    return path


@pytest.fixture
def letter(server, file):
    code, sent = server.act("Anna", "send", CASE, file)
    assert code == 0, sent
    return sent["message"]


def party(server):
    """Name Anna's party."""
    with server.signed_in("Anna") as anna:
        return anna.party(CASE)


def test_a_letter_is_returned_and_its_author_reads_why(server, letter):
    code, returned = server.act("Mira", "return", letter, "Please say it again")
    assert (code, returned["state"]) == (0, "returned")

    assert {"message": letter, "state": "wrote-to-you"}.items() <= server.act("Anna", "tray")[1][0].items()
    code, wrote = server.act("Anna", "wrote", letter)
    assert code == 0
    assert wrote == {"guidance": "Please say it again", "original": "Dear you", "proposed": None, "edited": ""}
    code, opened = server.act("Anna", "open", returned["guidance"])
    assert (code, opened["parts"][0]["text"]) == (0, "Please say it again")
    assert server.act("Anna", "read", letter) == UNKNOWN
    assert server.act("Mira", "release", letter) == MOVED
    assert server.act("Anna", "agree", letter) == MOVED
    assert server.act("Aline", "wrote", letter) == UNKNOWN


def test_an_edit_is_proposed_agreed_to_and_released(server, letter, tmp_path):
    edited = tmp_path / "edited.txt"
    edited.write_text("Dear you, edited")
    code, proposed = server.act("Mira", "propose", letter, edited, "--words", "Shorter, if you like")
    assert (code, proposed["state"]) == (0, "proposed")
    assert server.act("Mira", "release", proposed["message"]) == (3, {"error": "agreement-missing", "status": 422})
    assert server.act("Mira", "agree", letter) == UNKNOWN

    _, wrote = server.act("Anna", "wrote", letter)
    assert (wrote["guidance"], wrote["proposed"]) == ("Shorter, if you like", "Dear you, edited")
    assert server.act("Anna", "agree", letter) == (0, {"state": "agreed"})
    assert server.act("Anna", "disagree", letter) == MOVED
    assert server.act("Mira", "release", proposed["message"]) == (0, {"state": "released"})
    assert server.act("Mira", "release", letter) == MOVED
    assert server.act("Anna", "ledger", CASE, "--verify")[0] == 0


def test_after_a_no_the_letter_itself_may_go(server, letter, file):
    server.act("Mira", "propose", letter, file)
    assert server.act("Anna", "disagree", letter) == (0, {"state": "disagreed"})
    assert server.act("Mira", "release", letter) == (0, {"state": "released"})


def test_a_letter_is_held_and_declined(server, letter):
    assert server.act("Mira", "hold", letter, "--until", "2027-01-31") == (0, {"state": "held"})
    held = next(item for item in server.act("Mira", "tray")[1] if item["message"] == letter)
    assert (held["state"], held["until"]) == ("held", "2027-01-31")
    assert server.act("Mira", "decline", letter) == (0, {"state": "declined"})
    assert server.act("Anna", "decline", letter)[0] == 3
    assert all(each["message"] != letter for each in server.act("Anna", "tray")[1])


def test_notes_are_the_mediators_own_and_a_word_to_her_alone_goes_no_further(server, file):
    code, note = server.act("Mira", "send", CASE, file, "--kind", "notes")
    assert code == 0, note
    assert server.act("Mira", "open", note["message"])[1]["parts"][0]["text"] == "Dear you"
    assert server.act("Anna", "send", CASE, file, "--kind", "notes")[0] == 3
    _, aside = server.act("Anna", "send", CASE, file, "--kind", "aside")
    assert server.act("Mira", "open", aside["message"])[0] == 0
    for message in (note["message"], aside["message"]):
        assert server.act("Mira", "release", message)[0] == 3
        assert server.act("Mira", "return", message, "no")[0] == 3


def test_words_are_carried(server, file):
    anna = party(server)
    for name, side in (("Anna", anna), ("Mira", "offender")):
        assert server.act(name, "consent", CASE, side, "all", "given", "--model", "relayed")[0] == 0
    _, carried = server.act("Mira", "send", CASE, file, "--kind", "relayed")
    assert server.act("Mira", "propose", carried["message"], "--party", anna)[0] == 0
    assert server.act("Anna", "agree", carried["message"])[0] == 0
    assert server.act("Mira", "release", carried["message"], "--in-person")[0] == 0
    assert server.act("Mira", "handled", carried["message"], "delivered") == (0, {"state": "delivered"})
    _, other = server.act("Mira", "send", CASE, file, "--kind", "relayed")
    assert server.act("Mira", "release", other["message"], "--to", anna) == (0, {"state": "released"})
    assert server.act("Anna", "read", other["message"])[1]["parts"][0]["text"] == "Dear you"


def test_the_offender_agrees_on_paper(server, letter, file, tmp_path):
    server.act("Mira", "release", letter)
    number = pull(server, letter)
    server.act("Liam", "print", str(number), "-o", tmp_path / "letter.html")
    _, reply = server.act("Liam", "reply", str(number), file)
    code, guided = server.act("Mira", "return", reply["message"], "Please say it again")
    assert code == 0, guided
    pull(server, guided["guidance"])
    code, proposed = server.act("Mira", "propose", reply["message"], file)
    assert code == 0, proposed
    task = pull(server, proposed["message"])
    assert server.act("Liam", "print", str(task), "-o", tmp_path / "edit.html")[0] == 0
    assert server.act("Liam", "agree", str(task), "--how", "written") == (0, {"state": "agreed"})
    assert server.act("Mira", "release", proposed["message"]) == (0, {"state": "released"})


def pull(server, message):
    """Let Liam pull until he has this message's task; returns its number."""
    while True:
        _, pulled = server.act("Liam", "task")
        assert pulled["task"] is not None
        if pulled["message"] == message:
            return pulled["task"]


def test_a_letter_is_withdrawn_once(server, letter):
    assert server.act("Anna", "withdraw", letter) == (0, {"state": "withdrawn"})
    assert server.act("Anna", "withdraw", letter) == MOVED
    assert server.act("Mira", "open", letter) == UNKNOWN
    assert server.act("Mira", "release", letter) == UNKNOWN
    assert server.act("Aline", "withdraw", letter) == UNKNOWN


def test_what_was_printed_is_got_back(server, letter, tmp_path):
    server.act("Mira", "release", letter)
    number = str(pull(server, letter))
    server.act("Liam", "print", number, "-o", tmp_path / "letter.html")
    assert server.act("Anna", "withdraw", letter)[0] == 0

    assert server.act("Liam", "print", number, "-o", tmp_path / "again.html")[0] == 0
    again = (tmp_path / "again.html").read_text()
    assert "Dear you" not in again
    assert "Print nothing and hand over nothing" in again
    assert {"message": letter, "state": "recalling"}.items() <= server.act("Liam", "tray")[1][0].items()
    assert server.act("Liam", "handled", letter, "recalled") == (0, {"state": "recalled"})


def test_a_reply_is_withdrawn_for_the_offender_and_all_at_last(server, letter, file, tmp_path):
    server.act("Mira", "release", letter)
    number = pull(server, letter)
    server.act("Liam", "print", str(number), "-o", tmp_path / "letter.html")
    _, reply = server.act("Liam", "reply", str(number), file)

    assert server.act("Liam", "withdraw", reply["message"], "--case", CASE) == (0, {"state": "withdrawn"})
    assert server.act("Mira", "withdraw", "--all", CASE, "--how", "spoken") == (0, {"state": "withdrawn"})
    assert server.act("Anna", "withdraw", "--all", CASE) == (0, {"state": "withdrawn"})
    for name in ("Anna", "Mira", "Olive"):
        assert server.act(name, "ledger", CASE, "--verify")[0] == 0


def test_the_whole_demo_walks_all_the_same(server):
    done = server.relay("demo", "--url", server.url)
    assert done.returncode == 0, done.stdout + done.stderr
    for step in ("took another back from the counter", "took back all of hers"):
        assert step in done.stdout
