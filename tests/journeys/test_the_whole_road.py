from __future__ import annotations

from tests.support.server import CASE

LETTER = "Every November I think of it.\nI would like to know why."
REPLY = "I have read your letter twice."


def test_relay_demo_walks_it_again_and_again_against_the_same_server(demo_server):
    for _ in range(2):
        walked = demo_server.relay("demo", "--url", demo_server.url)
        assert walked.returncode == 0, walked.stdout + walked.stderr
        assert "verifies" in walked.stdout.splitlines()[-1]


def test_every_step_of_it_has_a_verb_on_the_command_line(demo_server, tmp_path):
    written, scan, page = tmp_path / "letter.txt", tmp_path / "reply.txt", tmp_path / "page.html"
    written.write_text(LETTER)
    scan.write_text(REPLY)

    code, sent = demo_server.act("Anna", "send", CASE, written)
    assert code == 0
    letter = sent["message"]

    _, waiting = demo_server.act("Mira", "tray")
    assert {"message": letter, "state": "sealed", "kind": "letter"}.items() <= waiting[0].items()
    _, opened = demo_server.act("Mira", "open", letter)
    assert opened["parts"][0]["text"] == LETTER
    assert demo_server.act("Mira", "release", letter) == (0, {"state": "released"})

    task = pull(demo_server, letter)
    assert task["case"] == CASE
    assert demo_server.act("Liam", "print", letter, "-o", page)[0] == 0
    assert LETTER in page.read_text()
    assert demo_server.act("Liam", "handled", letter, "delivered") == (0, {"state": "delivered"})

    code, sealed = demo_server.act("Liam", "reply", str(task["task"]), scan)
    assert code == 0
    assert demo_server.act("Mira", "open", sealed["message"])[0] == 0
    assert demo_server.act("Mira", "release", sealed["message"])[0] == 0
    _, offered = demo_server.act("Anna", "tray")
    assert {"message": sealed["message"], "state": "offered", "kind": "letter"}.items() <= offered[0].items()
    _, read = demo_server.act("Anna", "read", sealed["message"])
    assert read["parts"][0]["text"] == REPLY

    for name in ("Anna", "Mira", "Olive"):
        code, ledger = demo_server.act(name, "ledger", CASE, "--verify")
        assert (code, ledger["verified"]) == (0, True)


def pull(demo_server, letter):
    task = demo_server.act("Liam", "task")[1]
    while task["message"] != letter:
        assert task["task"] is not None
        task = demo_server.act("Liam", "task")[1]
    return task
