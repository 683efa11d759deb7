from __future__ import annotations

from datetime import timedelta
from secrets import token_bytes

import pytest

from relay.protocol import b64
from tests.support.programme import CASE

OTHER, PARTY = "RO-2", "victim-5"


@pytest.fixture
def marc(programme):
    """The mediator of another case."""
    marc = programme.staff("Marc", "mediator")
    programme.open_case(OTHER)
    programme.take_on(marc, OTHER)
    return marc


@pytest.fixture
def invite(marc):
    return offer(marc, "victim", case=OTHER, party=PARTY)


def offer(inviter, role, **where):
    invite = b64.encode(token_bytes(16))
    assert inviter.post("/invitations", {"id": invite, "role": role, "lang": "en", **where}).status_code == 201
    return invite


def said(answer):
    return answer.status_code, answer.json["code"]


def test_her_card_waits_with_its_mac_for_who_invited_her(programme, marc, invite):
    assert programme.anna.accept(marc.keys, invite).status_code == 204
    shown = marc.get("/invitations").json["invitations"][0]
    assert (shown["state"], shown["card"]) == ("joined", programme.anna.card.signed.data.decode())
    assert programme.anna.get(f"/cases/{OTHER}").status_code == 404
    assert [case["code"] for case in programme.anna.get("/cases").json["cases"]] == [CASE]


def test_once_it_is_signed_for_both_cases_are_hers(programme, marc, invite):
    assert programme.anna.accept(marc.keys, invite).status_code == 204
    marc.state("party", OTHER, party=PARTY, card=programme.anna.digest, desk="")
    assert [case["code"] for case in programme.anna.get("/cases").json["cases"]] == [CASE, OTHER]
    assert marc.get("/invitations").json["invitations"][0]["state"] == "confirmed"
    assert programme.anna.get(f"/ledgers/{OTHER}/{PARTY}").json["length"] == 1


def test_the_same_again_is_accepted_again_and_another_mac_is_a_second_card(programme, marc, invite):
    for _ in range(2):
        assert programme.anna.accept(marc.keys, invite).status_code == 204
    assert marc.get("/invitations").json["invitations"][0]["extra_card"] is False
    other = {"mac": b64.encode(token_bytes(32))}
    assert said(programme.anna.post(f"/invitations/{invite}/accept", other)) == (409, "invitation-used")
    assert marc.get("/invitations").json["invitations"][0]["extra_card"] is True


def test_one_that_somebody_else_answered_is_used(programme, marc, invite):
    bea = programme.victim("Bea", programme.mira, party="victim-12")
    assert bea.accept(marc.keys, invite).status_code == 204
    assert said(programme.anna.accept(marc.keys, invite)) == (409, "invitation-used")
    cora = programme.meet("Cora", "victim")
    with pytest.raises(AssertionError, match="invitation-used"):
        cora.join(marc.keys, invite)


def test_nobody_is_two_parties_of_one_case(programme, marc, invite):
    again = offer(programme.mira, "victim", case=CASE, party="victim-77")
    assert said(programme.anna.accept(programme.mira.keys, again)) == (409, "card-known")
    assert programme.anna.accept(marc.keys, invite).status_code == 204
    second = offer(marc, "victim", case=OTHER, party="victim-78")
    assert said(programme.anna.accept(marc.keys, second)) == (409, "card-known")


def test_staff_and_who_waits_for_a_first_signature_accept_nothing(programme, marc, invite):
    for person in (programme.olive, programme.mira, programme.liam):
        assert said(person.accept(marc.keys, invite)) == (403, "forbidden")
    newcomer = programme.meet("Nora", "victim")
    programme.invite(programme.mira, newcomer, case=CASE, party="victim-99")
    assert said(newcomer.accept(marc.keys, invite)) == (403, "forbidden")
    assert marc.get("/invitations").json["invitations"][0]["state"] == "open"


def test_a_staff_invitation_makes_no_mediator_of_her(programme):
    invite = offer(programme.olive, "mediator")
    assert said(programme.anna.accept(programme.olive.keys, invite)) == (422, "role")


def test_unknown_and_expired_ones_are_alike(programme, marc, invite):
    unknown = programme.anna.accept(marc.keys, b64.encode(token_bytes(16)))
    programme.parts.clock.moment += timedelta(days=31)
    assert programme.anna.sign_in().status_code == 200
    expired = programme.anna.accept(marc.keys, invite)
    assert said(unknown) == said(expired) == (404, "invitation-unknown")
