from __future__ import annotations

from relay.client import send
from relay.client.files import text_part
from tests.support.fresh_case import PARTY, fresh_case


def sent(author, case, seq):
    """Send as a client does whose earlier messages the server took and lost, or hides."""
    draft = send.Draft(case, PARTY, "letter", [text_part(f"Number {seq}")], "en")
    envelope, body = author.seal(draft, f"case/{case}", seq=seq)
    return send.post(author, envelope, body)


def test_to_the_mediator_who_opens_what_came_after_it(demo_server):
    with fresh_case(demo_server) as case:
        first, fourth = (sent(case.nora, case.code, seq) for seq in (1, 4))
        fifth = case.nora.send(case.code, [text_part("Number 5")])
        assert [case.mira.missing_before(message) for message in (first, fourth, fifth)] == [0, 2, 2]
        told = demo_server.relay("act", "--url", demo_server.url, "--as", "Mira", "open", fourth)
        assert "messages from before this one are missing: 2." in told.stderr
        assert told.stdout.strip() == "Number 4"
        told = demo_server.relay("act", "--url", demo_server.url, "--as", "Mira", "open", first)
        assert "missing" not in told.stderr


def test_and_nobody_elses_messages_are_counted(demo_server):
    with fresh_case(demo_server) as case:
        letter = case.nora.send(case.code, [text_part("A question")])
        case.mira.release(letter)
        while (task := case.liam.pull_task()).message != letter:
            assert task is not None
        case.liam.print(letter)
        case.liam.handled(letter, "delivered")
        reply = case.liam.reply(task.task, [text_part("An answer")])
        assert case.mira.missing_before(reply) == 0
