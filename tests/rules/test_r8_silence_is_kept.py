from __future__ import annotations

import itertools
import os

import pytest

from relay.client import statements
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.message import MessageKeys
from tests.rules.attacks import post, said, say, seal
from tests.rules.everywhere import addresses, everything, rules
from tests.rules.world import digest

NOBODYS = "A" * 22


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return rules(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def story(world):
    """A case in which one reply was released, and another letter lies with the liaison, who has not answered yet."""
    place = world.case()
    first = world.reply(place, "released")
    place.mediator.release(first)
    number = world.offered(place, "no answer yet")
    drawn = MessageKeys.draw()
    return place, first, number, drawn


def values(world, place, messages, number):
    """What somebody might put into an address, what she cannot know included."""
    draft = b64.encode(os.urandom(16))
    place.victim.http.put_bytes(f"/drafts/{draft}?case={place.code}", os.urandom(4200), etag="")
    return {
        "lang": ["en", "fr"],
        "message": [*messages, NOBODYS],
        "public_id": [place.public_id, NOBODYS],
        "code": [place.code, "RO-2026-0001", "NO-SUCH-CASE"],
        "name": [f"{place.code}/{place.party}", place.code, f"{place.code}/victim-999", "RO-2026-0001"],
        "desk": [place.desk, "office", "institution/WARK-2", "case/RO-2026-0001", "case/NO-SUCH-CASE"],
        "draft": [draft, NOBODYS],
        "number": [str(number), "100000"],
        "digest": [digest(world[name].me.card) for name in ("Mira", "Liam", "Anna")] + ["A" * 43],
    }


def test_a_victims_every_answer_is_the_same_whatever_lies_unreleased_for_her(world, story, asked):
    """A reply arrives, is read, held, declined, approved; the other side's consent and the task's end change too."""
    place, first, number, drawn = story
    own = place.letter("mine")
    what = list(addresses(asked, values(world, place, (first, own, drawn.id), number)))
    before = everything(place.victim, what)
    assert before == everything(place.victim, what)  # else the comparison means nothing
    liam, mira = world["Liam"], place.mediator
    letter = liam.http.get(f"/tasks/{number}")["message"]

    liam.handled(letter, "delivered", case=place.code)
    assert post(liam, seal(place, liam.me.keys, draw=drawn, seq=900), task=number) == (201, "")
    assert everything(place.victim, what) == before
    for act in (mira.open, mira.hold, mira.decline, mira.approve):
        act(drawn.id)
        assert everything(place.victim, what) == before
    for act in (mira.open, mira.hold, mira.decline, mira.approve):
        act(own)
        assert everything(place.victim, what) == before
    mira.consent(place.code, "offender", "receive", given=False)
    mira.consent(place.code, "offender", "receive", given=True)
    mira.accept(place.code, "offender", given=False)
    mira.prepared(place.code, "offender")
    world["Olive"].seal_sheet(place.code, "for staff alone")
    world["Olive"].brief(place.code)
    assert everything(place.victim, what) == before
    told = {path: answer[0] for path, answer in before.items() if drawn.id in path}
    assert set(told.values()) <= {403, 404}

    mira.release(drawn.id)  # the comparison would have seen it
    after = everything(place.victim, what)
    assert {path for path in what if after[path] != before[path]} >= {
        "/api/v1/tray",
        "/en/home",
        f"/api/v1/messages/{drawn.id}",
        f"/api/v1/ledgers/{place.code}/{place.party}",
    }


def test_asking_by_its_id_tells_nobody_whether_something_lies_there(world, fresh):
    reply = world.reply(fresh)
    vera = fresh.victim
    for message in (reply, NOBODYS):
        opened = statements.sign(vera, "opened", fresh.code, message=message)
        assert say(vera, opened) == (404, "not-found")
        aside = seal(fresh, vera.me.keys, kind="aside", original=message)
        assert post(vera, aside) == (404, "not-found")
        release = statements.sign(
            vera, "release", fresh.code, message=message, to=fresh.party, consent=fresh.consent(fresh.party), grants=[]
        )
        assert say(vera, release) == (422, "role")
        assert said(vera.http.request("GET", f"/messages/{message}/body")) == (404, "not-found")


def test_reading_is_known_to_nobody_unless_she_says_so(world, fresh, asked):
    reply = world.reply(fresh)
    fresh.mediator.release(reply)
    what = list(addresses(asked, values(world, fresh, (reply,), 100_001)))
    watchers = [world[name] for name in ("Mira", "Olive", "Liam")]
    before = [everything(each, what) for each in watchers]
    assert fresh.victim.read(reply).parts[0].data == b"Dear you too"
    fresh.victim.remember()
    fresh.victim.http.put_bytes(f"/drafts/{NOBODYS[:-1]}Q?case={fresh.code}", os.urandom(4200), etag="")
    for path in (f"here/{reply}", f"read/{reply}", "home", "write", "consent"):
        assert fresh.victim.http.request("GET", f"//en/{path}").status_code == 200
    assert [everything(each, what) for each in watchers] == before
    fresh.victim.read(reply, let_know=True)
    assert [everything(each, what) for each in watchers] != before


def test_the_counter_learns_nothing_of_what_a_victim_sends_agrees_to_or_refuses(world, fresh, asked):
    number = world.offered(fresh)
    liam, vera = world["Liam"], fresh.victim
    letter = liam.http.get(f"/tasks/{number}")["message"]
    what = list(addresses(asked, values(world, fresh, (letter,), number)))
    before = everything(liam, what)
    fresh.letter("another, not released")
    vera.send(fresh.code, [text_part("to Mira alone")], kind="aside")
    vera.consent(fresh.code, fresh.party, "all", given=False)
    vera.accept(fresh.code, fresh.party, given=False)
    assert everything(liam, what) == before


def test_a_number_counts_nothing(world, fresh):
    """Parties and tasks are drawn at random: their numbers follow no order."""
    numbers = []
    for _ in range(4):
        numbers.append(world.offered(fresh))
        letter = world["Liam"].http.get(f"/tasks/{numbers[-1]}")["message"]
        world["Liam"].handled(letter, "delivered", case=fresh.code)
    assert all(100_000 <= number <= 999_999 for number in numbers)
    assert all(abs(one - other) > 1 for one, other in itertools.pairwise(numbers))


def test_what_the_mediator_writes_and_gives_to_nobody_shows_nowhere(world, fresh, asked):
    """Guidance, an edit, notes and carried words lie sealed; a reply goes back to its author and forth."""
    reply = world.reply(fresh)
    own, mira = fresh.letter("mine"), fresh.mediator
    drawn = [MessageKeys.draw() for _ in range(4)]
    what = list(addresses(asked, values(world, fresh, (reply, own, *(each.id for each in drawn)), 100_001)))
    before = everything(fresh.victim, what)
    for place, (kind, original) in enumerate((("letter", own), ("guidance", ""), ("relayed", ""), ("notes", ""))):
        thread = "" if kind == "notes" else fresh.party
        sealed = seal(
            fresh, mira.me.keys, kind=kind, original=original, thread=thread, draw=drawn[place], seq=700 + place
        )
        assert post(mira, sealed) == (201, "")
        assert everything(fresh.victim, what) == before
    mira.return_letter(reply, "Please say it again")
    assert everything(fresh.victim, what) == before
    mira.propose(reply, [text_part("Dear you too, edited")])
    assert everything(fresh.victim, what) == before
    mira.agree(reply, how="spoken")
    assert everything(fresh.victim, what) == before
    mira.withdraw(reply, how="spoken")
    assert everything(fresh.victim, what) == before


def test_the_counter_learns_nothing_of_a_letter_that_was_withdrawn_before_anybody_pulled_it(world, fresh, asked):
    number = world.offered(fresh)
    liam = world["Liam"]
    printed = liam.http.get(f"/tasks/{number}")["message"]
    what = list(addresses(asked, values(world, fresh, (printed,), number)))
    before = everything(liam, what)
    letter = fresh.letter("never pulled")
    fresh.mediator.open(letter)
    fresh.mediator.return_letter(letter, "Please say it again")
    edited = fresh.mediator.propose(letter, [text_part("edited")])
    fresh.victim.agree(letter)
    fresh.mediator.release(edited)
    fresh.victim.withdraw(letter)
    assert everything(liam, what) == before


def test_another_victim_of_the_case_learns_nothing_of_what_is_decided(world, fresh, asked):
    invited = fresh.mediator.invite("victim", case=fresh.code, party="victim-997")
    alma = world.join(invited.link, "Alma")
    fresh.mediator.confirm(invited.id)
    letter = fresh.letter("Vera's")
    what = list(addresses(asked, values(world, fresh, (letter,), 100_001)))
    before = everything(alma, what)
    fresh.mediator.open(letter)
    fresh.mediator.return_letter(letter, "Please say it again")
    edited = fresh.mediator.propose(letter, [text_part("edited")])
    fresh.victim.agree(letter)
    fresh.mediator.release(edited)
    fresh.victim.withdraw("", case=fresh.code)
    assert everything(alma, what) == before
    told = {answer[0] for path, answer in before.items() if letter in path}
    assert told <= {403, 404}
