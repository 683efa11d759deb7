from __future__ import annotations

import pytest

from relay.client import statements
from relay.client.errors import Refusal
from tests.rules.attacks import approve, desk, forge, get, post, release_of, say, seal


@pytest.fixture
def institution(world):
    return desk(world["Olive"], "institution/WARK-2").box


def consent(client, case, party, scope="all", **changes):
    own = {"party": party, "scope": scope, "model": "letters", "given": True, "how": "portal", **changes}
    return say(client, statements.sign(client, "consent", case, **own))


def test_before_her_consent_a_victims_letter_does_not_enter(world):
    place = world.case(ready=False)
    assert post(place.victim, seal(place, place.victim.me.keys)) == (422, "consent-missing")
    place.victim.consent(place.code, place.party, "receive", given=True)
    assert post(place.victim, seal(place, place.victim.me.keys)) == (422, "consent-missing")


def test_nobody_consents_for_somebody_else(world, fresh):
    code, party = fresh.code, fresh.party
    assert consent(world["Olive"], code, party) == (422, "role")
    assert consent(fresh.mediator, code, party) == (422, "role")
    assert consent(world["Liam"], code, party) == (422, "role")
    assert consent(world["Anna"], code, party) == (404, "not-found")
    assert consent(world["Marc"], code, "offender", how="written") == (404, "not-found")
    assert consent(fresh.victim, code, "offender", how="written") == (422, "role")
    assert consent(fresh.victim, code, "victim-999") == (422, "role")
    assert consent(world["Olive"], code, "offender", how="written") == (422, "role")


def test_consent_is_given_in_the_way_that_is_the_partys(fresh):
    for client, party, how, other in (
        (fresh.victim, fresh.party, "portal", "written"),
        (fresh.mediator, "offender", "spoken", "portal"),
    ):
        own = {"party": party, "scope": "all", "model": "letters", "given": True, "how": how}
        signed = statements.sign(client, "consent", fresh.code, **own)
        assert say(client, forge(client, signed, how=other)) == (422, "protocol")
        assert say(client, forge(client, signed, how="implied")) == (422, "protocol")


@pytest.mark.parametrize("missing", ["victim", "offender"])
def test_without_the_preparation_of_both_nothing_is_released(world, institution, missing):
    place = world.case(ready=False)
    for client, party in ((place.victim, place.party), (place.mediator, "offender")):
        client.consent(place.code, party, "all", given=True)
    place.mediator.prepared(place.code, "offender" if missing == "victim" else place.party)
    letter = place.letter()
    approve(place, letter)
    decision, grant = release_of(place, letter, "offender", institution)
    assert say(place.mediator, decision, grants=(grant,)) == (422, "not-prepared")
    assert get(world["Liam"], f"/messages/{letter}") == (404, "not-found")


def test_only_the_mediator_records_preparation(world, fresh):
    for name, refused in (("Olive", (422, "role")), ("Liam", (422, "role")), ("Marc", (404, "not-found"))):
        signed = statements.sign(world[name], "prepared", fresh.code, party=fresh.party, checks=["explained"])
        assert say(world[name], signed) == refused
    own = statements.sign(fresh.victim, "prepared", fresh.code, party=fresh.party, checks=["explained"])
    assert say(fresh.victim, own) == (422, "role")


def test_once_released_it_is_released_once(fresh, institution):
    letter = fresh.letter()
    approve(fresh, letter)
    first, first_grant = release_of(fresh, letter, "offender", institution)
    second, second_grant = release_of(fresh, letter, "offender", institution)
    assert say(fresh.mediator, first, grants=(first_grant,)) == (201, "")
    assert say(fresh.mediator, second, grants=(second_grant,)) == (409, "state-moved")
    assert say(fresh.mediator, first, grants=(first_grant,)) == (201, "")  # the same again changes nothing
    releases = [entry for entry in fresh.mediator.ledger(fresh.code).entries if is_release(entry, letter)]
    assert len(releases) == 1


def is_release(entry, letter):
    statement = entry.statement
    return statement is not None and statement.type == "release" and statement.text("message") == letter


def test_a_batch_with_one_bad_statement_changes_nothing(fresh, institution):
    letter = fresh.letter()
    before = fresh.mediator.http.get(f"/ledgers/{fresh.code}?after=0")["link"]
    steps = [
        statements.sign(fresh.mediator, "review", fresh.code, message=letter, to=to, until="")
        for to in ("reading", "approved")
    ]
    decision, grant = release_of(fresh, letter, "offender", institution, consent=fresh.consent(fresh.party))
    assert say(fresh.mediator, *steps, decision, grants=(grant,)) == (422, "consent-missing")
    assert fresh.mediator.http.get(f"/ledgers/{fresh.code}?after=0")["link"] == before
    assert {item["state"] for item in fresh.mediator.tray() if item["message"] == letter} == {"sealed"}


def test_a_nonce_stands_once_in_a_case(fresh):
    fields = {"party": fresh.party, "checks": ["explained"]}
    one = statements.sign(fresh.mediator, "prepared", fresh.code, **fields)
    assert say(fresh.mediator, one) == (201, "")
    nonce = fresh.mediator.ledger(fresh.code).entries[-1].statement.nonce
    again = statements.make_statement(
        fresh.mediator.me.keys, "prepared", case=fresh.code, at="2026-11-22T15:00Z", nonce=nonce, **fields
    )
    assert say(fresh.mediator, again) == (409, "nonce-used")


def test_a_party_that_ended_receives_nothing(world, fresh):
    reply = world.reply(fresh)
    approve(fresh, reply)
    decision, grant = release_of(fresh, reply, fresh.party, fresh.victim.me.card.box)
    ended = statements.sign(fresh.mediator, "party", fresh.code, party=fresh.party, card="", desk="")
    assert say(fresh.mediator, ended) == (201, "")
    assert say(fresh.mediator, decision, grants=(grant,)) == (422, "wrong-recipient")
    for path in (f"/messages/{reply}", f"/ledgers/{fresh.code}/{fresh.party}", f"/custody/{fresh.desk}"):
        assert get(fresh.victim, path)[0] in {403, 404}
    left = fresh.victim.http.get(f"/cases/{fresh.code}")
    assert (left["confirmed"], left["desk"]["key_id"], left.get("mediator")) == (False, "", None)


def test_the_clients_own_release_refuses_before_the_server_would(fresh):
    letter = fresh.letter()
    fresh.mediator.consent(fresh.code, "offender", "receive", given=False)
    with pytest.raises(Refusal) as refused:
        fresh.mediator.release(letter)
    assert refused.value.reason == "consent-missing"
