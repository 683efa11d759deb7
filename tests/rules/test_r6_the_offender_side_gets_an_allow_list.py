from __future__ import annotations

import json
import os

import pytest

from relay.client import statements, wire
from relay.client.errors import Refusal
from relay.errors import ProtocolError
from relay.protocol import b64, canonical
from relay.protocol.card import make_card
from relay.protocol.identity import Identity
from relay.protocol.invitation import card_mac, read_fragment
from tests.rules.attacks import AT, forge, get, said, say
from tests.rules.everywhere import addresses, everything, rules
from tests.rules.world import STRANGER, digest

WORDS = "Words that the other side is meant to read"
STEP_ANSWERS = {"about", "task", "message", "case", "thread", "state", "langs"}


# no account, ever


@pytest.mark.parametrize("name", ["Olive", "Mira", "Marc", "Liam", "Anna", STRANGER])
@pytest.mark.parametrize("role", ["offender", "root", "officer"])
def test_nobody_invites_somebody_to_such_a_role(world, name, role):
    body = {"id": b64.encode(os.urandom(16)), "role": role, "lang": "en"}
    status, _ = said(world[name].http.request("POST", "/invitations", json=body))
    assert status in {400, 401, 403, 422}


def test_an_offender_is_no_victim_party_of_a_case(world, place):
    body = {"id": b64.encode(os.urandom(16)), "role": "victim", "lang": "en", "case": place.code, "party": "offender"}
    for name in ("Olive", "Mira"):
        assert said(world[name].http.request("POST", "/invitations", json=body))[0] in {400, 422}


def test_no_card_says_offender():
    with pytest.raises(ProtocolError):
        make_card(Identity.generate(), name="Oscar", person=b64.encode(os.urandom(16)), role="offender", issued=AT)


@pytest.mark.parametrize("role", ["offender", "officer", "mediator", "liaison", "root"])
def test_who_joins_does_so_in_the_role_invited_to(world, place, role):
    invited = place.mediator.invite("victim", case=place.code, party="victim-999")
    fragment = read_fragment(invited.link.rpartition("#")[2])
    keys, person = Identity.generate(), b64.encode(os.urandom(16))
    good = make_card(keys, name="Oscar", person=person, role="victim", issued=AT)
    card = keys.sign("card", canonical.encode({**json.loads(good.data), "role": role}))
    body = {
        "invite": invited.id,
        "sign_in": f"oscar-{role}",
        "auth": b64.encode(os.urandom(32)),
        "wrapped_seed": b64.encode(os.urandom(72)),
        "person": person,
        **wire.write("card", card),
        "mac": b64.encode(card_mac(fragment.secret, fragment.invite_id, card.data)),
        "lang": "en",
    }
    status, _ = said(world.stranger().http.request("POST", "/join", json=body))
    assert status in {400, 403, 422}


def test_a_party_statement_gives_the_offender_no_card(world, place):
    mira, card = place.mediator, digest(place.victim.me.card)
    good = statements.sign(mira, "party", place.code, party="offender", card="", desk="institution/WARK-2")
    assert say(mira, forge(mira, good, card=card)) == (422, "protocol")
    assert say(mira, forge(mira, good, card=card, desk="")) == (422, "protocol")
    assert get(world["Liam"], f"/cards/{card}") == (404, "not-found")


# what the counter sees


@pytest.fixture(scope="module")
def seen(world, tmp_path_factory):
    """Everything that Liam can fetch about a letter of Vera's, and what identifies her."""
    place = world.case()
    number = world.offered(place, WORDS)
    liam = world["Liam"]
    letter = liam.http.get(f"/tasks/{number}")["message"]
    values = {
        "lang": ["en", "fr"],
        "message": [letter],
        "public_id": [place.public_id],
        "code": [place.code],
        "name": [place.code, f"{place.code}/{place.party}"],
        "desk": [place.desk, "office", "institution/WARK-2"],
        "draft": ["A" * 22],
        "number": [str(number)],
        "digest": [digest(place.victim.me.card), digest(place.mediator.me.card)],
    }
    answers = everything(liam, addresses(rules(tmp_path_factory.mktemp("rules")), values))
    page = liam.print(letter)
    return place, letter, answers, page


def test_nothing_the_counter_can_fetch_names_the_victim(seen):
    place, _, answers, page = seen
    vera = place.victim.me
    names = [vera.card.name, vera.sign_in, vera.person, digest(vera.card), b64.encode(vera.card.box), "Anna", "anna"]
    for where, (_, headers, body) in [*answers.items(), ("print", (200, (), page.encode()))]:
        text = body.decode("utf-8", "replace") + repr(headers)
        assert not [name for name in names if name in text], where


def test_a_task_is_number_and_state_and_where_it_belongs(world, seen):
    place, letter, answers, _ = seen
    for path, (status, _, body) in answers.items():
        if path.startswith("/api/v1/tasks/"):
            assert json.loads(body).keys() <= STEP_ANSWERS
        if path == f"/api/v1/cases/{place.code}":
            assert json.loads(body).keys() == {"code", "desk", "next_seq"}
        if path.startswith((f"/api/v1/ledgers/{place.code}", "/api/v1/cards/")) and status == 200:
            assert digest(place.mediator.me.card) in path
    assert {item["message"] for item in world["Liam"].tray()} >= {letter}


def test_what_is_printed_is_the_number_and_the_letter(seen):
    place, letter, _, page = seen
    assert WORDS in page
    for hidden in (letter, place.code, place.public_id, place.party, "victim", "Mira"):
        assert hidden not in page


def test_a_body_is_served_without_a_name_for_its_file(seen):
    _, letter, answers, _ = seen
    _, headers, _ = answers[f"/api/v1/messages/{letter}/body"]
    told = {name.lower() for name, _ in headers}
    assert "content-disposition" not in told
    assert "last-modified" not in told


def test_the_liaison_acts_for_the_offender_with_words_from_lists_only(world, fresh):
    number = world.offered(fresh)
    letter = world["Liam"].http.get(f"/tasks/{number}")["message"]
    with pytest.raises((Refusal, ProtocolError)):
        world["Liam"].handled(letter, "He asked for her address", case=fresh.code)
