from __future__ import annotations

import json

import pytest

from relay.client.errors import Refusal
from relay.client.files import text_part
from relay.client.send import Draft
from tests.support.fresh_case import PARTY, fresh_case
from tests.support.wire import Interrupts


def test_the_letter_is_sealed_anew_with_all_keys_new_and_only_the_new_mediator_opens_it(demo_server):
    with fresh_case(demo_server) as case:

        def hand_over():
            case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
            case.marc.take_on(case.code)

        between = Interrupts("POST", "/messages", hand_over)
        with demo_server.client(transport=between, confirms=lambda _: True) as nora:
            nora.sign_in(case.name, case.passphrase)
            message = nora.send(case.code, [text_part("Who reads this?")])
        assert case.marc.open(message).parts[0].data == b"Who reads this?"
    stale, fresh = (json.loads(json.loads(content)["context"]) for content in between.sent)
    assert message == fresh["id"]
    assert not {stale[key] for key in ("id", "stream", "commitment", "desk")} & set(fresh.values())


def test_a_former_mediator_does_not_find_what_came_after(demo_server):
    with fresh_case(demo_server) as case:
        case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
        case.marc.take_on(case.code)
        case.nora.confirms = lambda card: card.name == "Marc"
        message = case.nora.send(case.code, [text_part("For Marc")])
        assert message in {item["message"] for item in case.marc.tray()}
        assert message not in {item["message"] for item in case.mira.tray()}
        code, answer = demo_server.act("Mira", "open", message)
    assert (code, answer["status"]) == (3, 404)


def test_nothing_is_sealed_to_a_new_mediator_whom_the_writer_has_not_confirmed(demo_server):
    with fresh_case(demo_server) as case:
        for_mira = case.nora.send(case.code, [text_part("For Mira")])
        case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
        case.marc.take_on(case.code)
        with pytest.raises(Refusal, match="mediator-changed"):
            case.nora.send(case.code, [text_part("For whom?")])
        assert [item["message"] for item in case.marc.tray() if item["case"] == case.code] == [for_mira]


def test_a_reply_goes_to_nobody_but_who_released_the_letter_until_the_liaison_confirms_another(demo_server):
    with fresh_case(demo_server) as case:
        letter = case.nora.send(case.code, [text_part("A question")])
        case.mira.open(letter)
        case.mira.release(letter)
        task = pulled(case.liam, letter)
        case.liam.handled(letter, "printed", case=case.code)
        case.liam.handled(letter, "delivered", case=case.code)
        case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
        case.marc.take_on(case.code)
        with pytest.raises(Refusal, match="mediator-changed"):
            case.liam.reply(task, [text_part("For whom?")])
        shown = []
        case.liam.confirms = lambda card: not shown.append(card.name)
        for_marc = case.liam.reply(task, [text_part("For Marc")])
        assert shown == ["Marc"]
        assert case.liam.reply(task, [text_part("And again")]) != for_marc
        assert shown == ["Marc"]
        assert case.marc.open(for_marc).parts[0].data == b"For Marc"


def test_a_mediator_who_takes_a_case_back_need_not_confirm_herself(demo_server):
    with fresh_case(demo_server) as case:
        for mediator in (case.marc, case.mira):
            case.olive.assign(f"case/{case.code}", mediator.me.card.digest)
            mediator.take_on(case.code)
        case.mira.trust.seen.note_mediator(case.code, "somebody else's card")
        assert case.mira.seal(Draft(case.code, PARTY, "letter", [text_part("In person")], "en"), f"case/{case.code}")


def pulled(liaison, letter):
    """Pull tasks until it is the one of this letter: others may wait at the counter before it."""
    while (task := liaison.pull_task()).message != letter:
        assert task is not None
    return task.task
