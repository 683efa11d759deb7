from __future__ import annotations

import secrets
from contextlib import ExitStack, contextmanager

import pytest

from relay.client.errors import NotPossible, Refusal
from relay.client.files import text_part
from relay.client.join import Newcomer
from tests.support.fresh_case import PARTY, fresh_case


@pytest.fixture
def case(demo_server):
    with fresh_case(demo_server) as case:
        yield case


def newcomer(name):
    return Newcomer(f"{name.lower()}-{secrets.token_hex(6)}", name, secrets.token_hex(6))


@pytest.fixture
def hired(demo_server, case):
    """Let Olive invite and endorse somebody, who stays signed in."""
    with ExitStack() as people:

        def hire(name, role, desk=""):
            invited = case.olive.invite(role, desk=desk)
            client = people.enter_context(demo_server.client())
            client.join(invited.link, newcomer(name))
            case.olive.confirm(invited.id)
            return client

        yield hire


def test_a_desk_goes_from_hand_to_hand_and_nobody_revoked_acts(hired, case):
    olive = case.olive
    desk = olive.create_institution(f"I-{secrets.token_hex(4).upper()}", "Another institution")
    lou, lena = (hired(name, "liaison", desk) for name in ("Lou", "Lena"))
    lou.open_desk(desk)
    assert lou.share_with_colleagues(desk) == 1
    assert [need.desk for need in olive.desk_needs()].count(desk) == 0

    assert desk in olive.revoke(lou.me.card.digest)
    assert [need.need for need in olive.desk_needs() if need.desk == desk] == ["open"]
    with pytest.raises(Refusal, match="not-signed-in"):
        lou.tray()
    lena.open_desk(desk)
    assert [need for need in olive.desk_needs() if need.desk == desk] == []
    assert olive.revoke(lou.me.card.digest) == []  # asked again: nothing is left to do

    assert desk not in olive.revoke(lena.me.card.digest)
    assert [need.need for need in olive.desk_needs() if need.desk == desk] == ["nobody"]
    with pytest.raises(NotPossible):
        olive.reopen_desk(desk)
    with pytest.raises(NotPossible):
        olive.revoke(olive.me.card.digest)


def test_whose_keys_were_ended_meanwhile_is_signed_out_already(demo_server, case, caplog):
    invited = case.olive.invite("mediator")
    with demo_server.client() as mona:
        mona.join(invited.link, newcomer("Mona"))
        case.olive.confirm(invited.id)
        assert mona.trust.roster().stands(mona.me.card.digest)  # which she would remember when she leaves
        case.olive.revoke(mona.me.card.digest)
        assert mona.is_signed_in
    assert [said.getMessage() for said in caplog.records if said.name == "relay.client.client"] == []


def test_a_revoked_key_is_refused_by_everybodys_client(hired, case):
    mona = hired("Mona", "mediator")
    case.olive.assign(f"case/{case.code}", mona.me.card.digest)
    mona.take_on(case.code)
    case.nora.confirms = lambda _card: True
    case.nora.send(case.code, [text_part("to Mona")])
    case.olive.revoke(mona.me.card.digest)
    with pytest.raises(Refusal, match="desk-closed"):
        case.nora.send(case.code, [text_part("to nobody")])
    case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
    case.marc.take_on(case.code)
    assert case.nora.send(case.code, [text_part("to Marc")])


def test_with_a_new_card_she_has_again_what_was_passed_on(demo_server, case):
    letter = case.nora.send(case.code, [text_part("Dear you.")])
    case.mira.release(letter)
    task = case.liam.pull_task()
    while task.message != letter:
        case.liam.print(task.message)
        case.liam.handled(task.message, "delivered")
        task = case.liam.pull_task()
    case.liam.print(letter)
    case.liam.handled(letter, "delivered")
    reply = case.liam.reply(task.task, [text_part("What came back.")])
    case.mira.release(reply)
    assert case.mira.regrant(case.code, PARTY) == 0

    invited = case.mira.invite("victim", case=case.code, party=PARTY)
    with demo_server.client() as again:
        again.join(invited.link, newcomer("Nora-again"))
        case.mira.confirm(invited.id)
        with pytest.raises(Refusal, match="not-found"):
            again.read(reply)
        assert case.mira.regrant(case.code, PARTY) == 1
        assert case.mira.regrant(case.code, PARTY) == 0
        assert again.read(reply).parts[0].data == b"What came back."
        assert again.ledger(f"{case.code}/{PARTY}").entries
        again.withdraw(letter)
    with pytest.raises(Refusal, match="not-signed-in"):
        case.nora.tray()


@contextmanager
def comes_back(server, case):
    """Nora with new keys, signed in; Mira signed for her."""
    invited = case.mira.invite("victim", case=case.code, party=PARTY)
    with server.client() as again:
        again.join(invited.link, newcomer("Nora-again"))
        case.mira.confirm(invited.id)
        case.mira.prepared(case.code, PARTY)
        yield again


def test_with_a_new_card_she_has_again_what_her_mediator_wrote_and_answers_it(demo_server, case):
    returned, asked = (case.nora.send(case.code, [text_part(words)]) for words in ("One.", "Two."))
    case.mira.return_letter(returned, "Please say it again")
    edited = case.mira.propose(asked, [text_part("Two, changed.")], words="Only one word")
    assert case.mira.regrant(case.code, PARTY) == 0

    with comes_back(demo_server, case) as again:
        with pytest.raises(Refusal, match="not-found"):
            again.wrote(asked)
        assert case.mira.regrant(case.code, PARTY) == 2
        assert case.mira.regrant(case.code, PARTY) == 0
        wrote = again.wrote(returned)
        assert (wrote.guidance.parts[0].data, wrote.original.parts[0].data) == (b"Please say it again", b"One.")
        wrote = again.wrote(asked)
        assert (wrote.guidance.parts[0].data, wrote.proposed.parts[0].data) == (b"Only one word", b"Two, changed.")
        again.agree(asked)
        case.mira.release(edited)
        for ledger in (case.code, f"{case.code}/{PARTY}"):
            assert case.mira.ledger(ledger).entries


def test_words_that_wait_for_her_yes_are_asked_again_of_her_new_card_alone(demo_server, case):
    carried = case.mira.send(case.code, [text_part("She asks how you are.")], kind="relayed")
    case.mira.propose_relayed(carried, PARTY)
    with pytest.raises(Refusal, match="state-moved"):
        case.mira.propose_relayed(carried, PARTY)

    with comes_back(demo_server, case) as again:
        with pytest.raises(Refusal, match="grant-missing"):
            case.mira.propose_relayed(carried, "offender")
        case.mira.propose_relayed(carried, PARTY)
        again.agree(carried)


def test_one_account_has_two_cases(demo_server, case):
    with fresh_case(demo_server) as other:
        invited = other.mira.invite("victim", case=other.code, party="victim-8")
        case.nora.join_case(invited.link)
        other.mira.confirm(invited.id)
        case.nora.consent(other.code, "victim-8", "all", given=True)
        for code in (case.code, other.code):
            assert case.nora.send(code, [text_part(f"about {code}")])
        with pytest.raises(Refusal, match="card-known"):
            case.nora.join_case(other.mira.invite("victim", case=other.code, party="victim-9").link)
