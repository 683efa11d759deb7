from __future__ import annotations

import pytest

from relay.services.confirm import confirm_card


@pytest.fixture
def confirmed_anna(town, anna):
    with town.database.writing() as session:
        confirm_card(session, anna.card_digest, clock=town.clock)
    return anna


def sees(person, whose) -> bool:
    answer = person.get(f"/cards/{whose.card_digest}")
    assert answer.status_code in (200, 404)
    return answer.status_code == 200


def test_staff_cards_to_everybody_signed_in(town, olive, mira, confirmed_anna):
    assert sees(confirmed_anna, mira)
    assert sees(mira, olive)
    assert town.visitor().get(f"/cards/{mira.card_digest}").status_code == 401


def test_a_victims_never_to_a_liaison_nor_to_a_mediator_of_other_cases(liam, marc, confirmed_anna):
    assert not sees(liam, confirmed_anna)
    assert not sees(marc, confirmed_anna)


def test_a_victims_to_herself_her_mediator_and_officers(olive, mira_on_case, confirmed_anna):
    assert all(sees(person, confirmed_anna) for person in (confirmed_anna, mira_on_case, olive))


def test_another_victims_to_nobody_of_her_side(town, mira_on_case, confirmed_anna, place):
    bea = town.joined(mira_on_case, "Bea", "victim", case=place, party="victim-5")
    assert not sees(confirmed_anna, bea)
    assert not sees(bea, confirmed_anna)


def test_unknown_ones_are_not_found(olive):
    assert olive.get("/cards/" + "A" * 43).status_code == 404
    assert olive.get("/cards/short").status_code == 404
