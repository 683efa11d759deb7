from __future__ import annotations

from relay.client.files import text_part
from tests.support.server import CASE
from tests.support.wire import LosesAnswers


def test_the_same_sealed_bytes_go_again_and_make_one_message(demo_server):
    dropping = LosesAnswers("POST", "/messages")
    with demo_server.signed_in("Anna", transport=dropping) as anna, demo_server.signed_in("Mira") as mira:
        before = {item["message"] for item in mira.tray()}
        message = anna.send(CASE, [text_part("Once only")])
        after = {item["message"] for item in mira.tray()}
    assert len(dropping.sent) == 2
    assert dropping.sent[0] == dropping.sent[1]
    assert after - before == {message}


def test_a_lost_answer_to_a_release_is_no_second_release(demo_server):
    dropping = LosesAnswers("POST", "/statements", times=2)
    with demo_server.signed_in("Anna") as anna, demo_server.signed_in("Mira", transport=dropping) as mira:
        message = anna.send(CASE, [text_part("Released once")])
        mira.release(message)
        ledger = mira.ledger(CASE)
    releases = [
        entry.statement
        for entry in ledger.entries
        if entry.statement and entry.statement.type == "release" and entry.statement.text("message") == message
    ]
    assert len(releases) == 1
