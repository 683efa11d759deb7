from __future__ import annotations

import pytest

from relay.client import desks, messages, statements, wire
from relay.client.errors import NotPossible, Refusal, Untrusted
from relay.client.files import text_part
from relay.errors import ProtocolError
from relay.protocol.custody import make_assign
from relay.protocol.message import open_message
from tests.rules.attacks import AT, context_of, get, said, say
from tests.rules.world import NEWCOMER, STRANGER, digest

UNKNOWN = (404, "not-found")
EVERYBODY_ELSE = ["Olive", "Marc", "Liam", "Anna", "Aline", NEWCOMER, STRANGER]


def refused(name):
    return {STRANGER: {(401, "not-signed-in")}, NEWCOMER: {(403, "forbidden"), UNKNOWN}}.get(name, {UNKNOWN})


@pytest.fixture(scope="module")
def letter(place):
    return place.letter("for Mira's eyes")


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
def test_a_letter_is_served_to_its_mediator_alone(world, place, letter, name):
    for path in (f"/messages/{letter}", f"/messages/{letter}/body", f"/messages/{letter}/body?x=1"):
        assert get(world[name], path) in refused(name)
    ranged = world[name].http.request("GET", f"/messages/{letter}/body", headers={"Range": "bytes=0-15"})
    assert ranged.status_code in {401, 403, 404}
    assert place.mediator.look(letter)[1].parts[0].data == b"for Mira's eyes"


def test_not_even_its_author_gets_the_sealed_bytes_back(place, letter):
    assert get(place.victim, f"/messages/{letter}") == UNKNOWN
    assert get(place.victim, f"/messages/{letter}/body") == UNKNOWN


@pytest.mark.parametrize("name", ["Marc", "Liam", "Anna", "Aline", NEWCOMER, STRANGER])
def test_ledgers_and_custody_are_shown_to_whom_they_belong(world, place, name):
    for path in (f"/ledgers/{place.code}", f"/ledgers/{place.code}/{place.party}", f"/custody/{place.desk}"):
        assert get(world[name], path) in refused(name)


def test_a_victim_reads_her_own_ledger_and_not_the_staffs(place):
    assert get(place.victim, f"/ledgers/{place.code}/{place.party}") == (200, "")
    assert get(place.victim, f"/ledgers/{place.code}") == UNKNOWN
    assert get(place.victim, f"/ledgers/{place.code}/victim-999") == UNKNOWN


def test_an_officer_reads_decisions_and_no_message(world, place, letter):
    olive = world["Olive"]
    held = [entry for entry in olive.ledger(place.code).entries if entry.context and entry.context.id == letter]
    assert len(held) == 1
    assert get(olive, f"/messages/{letter}") == UNKNOWN
    with pytest.raises(NotPossible):  # not the letter's key either: she holds the office's, not the case's
        olive.share_desk(place.desk, olive.me.card.digest, epoch=1)


# the liaison's counter


def test_a_liaison_gets_a_letter_only_once_he_has_signed_that_he_pulled_it(world, fresh):
    liam, letter = world["Liam"], fresh.letter()
    fresh.mediator.release(letter)
    assert get(liam, f"/messages/{letter}") == UNKNOWN
    taken = pull_until(liam, letter)
    assert get(liam, f"/messages/{letter}") == UNKNOWN
    assert get(liam, f"/messages/{letter}/body") == UNKNOWN
    liam.handled(letter, "pulled", case=fresh.code)
    assert get(liam, f"/messages/{letter}") == (200, "")
    assert liam.http.get(f"/tasks/{taken}")["message"] == letter


def pull_until(liam, letter):
    """Draw tasks, finishing those that other tests left, until this letter's is drawn; `pulled` is not signed."""
    while (task := liam.http.post("/tasks", {}))["message"] != letter:
        liam.handled(task["message"], "pulled", case=task["case"])
        liam.handled(task["message"], "printed", case=task["case"])
        liam.handled(task["message"], "delivered", case=task["case"])
    return task["task"]


def test_a_task_belongs_to_the_liaison_who_pulled_it(world, fresh):
    number = world.offered(fresh)
    letter = world["Liam"].http.get(f"/tasks/{number}")["message"]
    elsewhere = world.staff("liaison", "Lea", world.institution())
    assert elsewhere.pull_task() is None
    for liaison in (colleague(world), elsewhere):
        assert get(liaison, f"/tasks/{number}") == UNKNOWN
        assert get(liaison, f"/messages/{letter}") == UNKNOWN
        with pytest.raises(Refusal):
            liaison.handled(letter, "delivered", case=fresh.code)
    for name in ("Olive", "Marc", "Anna", STRANGER):
        assert get(world[name], f"/tasks/{number}")[0] in {401, 403, 404}


def colleague(world):
    """A second liaison at Liam's own counter, who holds the same desk's secret."""
    invited = world["Olive"].invite("liaison", desk="institution/WARK-2")
    client = world.join(invited.link, "Lou")
    world["Olive"].confirm(invited.id)
    world["Liam"].share_desk("institution/WARK-2", client.me.card.digest, epoch=1)
    return client


def test_a_liaison_cannot_open_again_what_he_sealed(world, fresh):
    reply = world.reply(fresh)
    assert get(world["Liam"], f"/messages/{reply}") == UNKNOWN
    assert get(world["Liam"], f"/messages/{reply}/body") == UNKNOWN


@pytest.mark.parametrize("outcome", ["pulled", "delivered", "recalled", "viewed"])
def test_steps_of_a_task_that_are_not_next_are_refused(world, fresh, outcome):
    world.offered(fresh)
    letter = next(item["message"] for item in world["Liam"].tray() if item["case"] == fresh.code)
    world["Liam"].handled(letter, "not-accepted", case=fresh.code)
    with pytest.raises(Refusal) as answered:
        world["Liam"].handled(letter, outcome, case=fresh.code)
    assert answered.value.reason == "state-moved"


# after a hand-over


@pytest.fixture
def handed_over(world, fresh):
    """A case that was Mira's and is Marc's: one letter before the hand-over, one after."""
    before = fresh.letter("before")
    fresh.hand_over(world["Olive"], world["Marc"])
    after = fresh.victim.send(fresh.code, [text_part("after")])
    return fresh, before, after


def test_a_former_mediator_is_served_nothing_and_signs_nothing(world, handed_over):
    place, before, after = handed_over
    mira = world["Mira"]
    for message in (before, after):
        assert get(mira, f"/messages/{message}") == UNKNOWN
        assert get(mira, f"/messages/{message}/body") == UNKNOWN
    for path in (f"/cases/{place.code}", f"/ledgers/{place.code}", f"/ledgers/{place.code}/{place.party}"):
        assert get(mira, path) == UNKNOWN
    assert all(item["case"] != place.code for item in mira.tray())
    for type_, own in (
        ("review", {"message": before, "to": "reading", "until": ""}),
        ("prepared", {"party": place.party, "checks": ["explained"]}),
        ("party", {"party": place.party, "card": "", "desk": ""}),
        ("consent", {"party": "offender", "scope": "all", "model": "letters", "given": True, "how": "written"}),
        ("declare", {"conflict": False}),
    ):
        assert say(mira, statements.sign(mira, type_, place.code, **own)) == UNKNOWN


def test_even_with_the_sealed_bytes_in_hand_her_old_key_opens_nothing_new(world, handed_over):
    place, _, after = handed_over
    mira, marc = world["Mira"], world["Marc"]
    served = messages.fetch(marc, after)
    assert marc.look(after)[1].parts[0].data == b"after"
    epochs = marc.trust.custody(place.desk).epochs
    old = desks.secret_of(mira, place.desk, epochs[0].key_id)
    with pytest.raises(NotPossible):
        desks.secret_of(mira, place.desk, epochs[1].key_id)
    for secret in (old, mira.me.keys.box_sk):
        with pytest.raises(ProtocolError):
            open_message(served.envelope, served.body, secret, instance=marc.trust.instance)


def test_a_new_mediator_is_served_what_was_sealed_before_only_once_it_is_shared(world, handed_over):
    place, before, after = handed_over
    marc = world["Marc"]
    assert get(marc, f"/messages/{before}") == UNKNOWN
    world["Mira"].share_desk(place.desk, marc.me.card.digest, epoch=1)
    assert marc.look(before)[1].parts[0].data == b"before"
    assert context_of(marc, after).desk != context_of(marc, before).desk


def test_between_assignment_and_opening_nobody_releases(world, fresh):
    letter = fresh.letter()
    fresh.mediator.open(letter)
    fresh.mediator.approve(letter)
    world["Olive"].assign(fresh.desk, world["Marc"].me.card.digest)
    with pytest.raises((Refusal, NotPossible, Untrusted)):
        fresh.mediator.release(letter)
    assert get(world["Marc"], f"/messages/{letter}") == UNKNOWN


# custody itself


@pytest.mark.parametrize("name", ["Mira", "Marc", "Liam", "Anna", NEWCOMER, STRANGER])
@pytest.mark.parametrize("which", ["case", "institution/WARK-2", "office"])
def test_nobody_but_an_officer_assigns_a_desk(world, place, name, which):
    desk = place.desk if which == "case" else which
    somebody = place.victim if name == STRANGER else world[name]
    chain = world["Olive"].trust.custody(desk)
    for epoch in (chain.newest.number, chain.newest.number + 1):
        entry = make_assign(somebody.me.keys, chain, somebody.me.card.digest, epoch=epoch, at=AT)
        told = said(world[name].http.request("POST", f"/custody/{desk}", json=wire.write("entry", entry, "signature")))
        is_unknown = which == "case" and name in ("Marc", "Liam")
        assert told[0] in ({404} if is_unknown else {401, 403, 422})
    assert world["Olive"].http.get(f"/custody/{desk}?after=0")["length"] == chain.length
    assert digest(world["Mira"].me.card) == place.mediator.http.get(f"/cases/{place.code}")["mediator"]
