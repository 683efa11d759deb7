from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from relay.storage.models_accounts import CardRow, PersonRow
from tests.support.town import new_id


def people(town) -> int:
    with town.database.reader() as session:
        return session.scalar(select(func.count()).select_from(PersonRow))


def test_the_first_look_shows_the_root_and_nothing_about_the_case(town, mira_on_case, place):
    invite = town.invite(mira_on_case, "victim", case=place, party="victim-417")
    answer = town.visitor().post("/join/look", {"invite": invite})
    assert answer.json == {
        "role": "victim",
        "lang": "en",
        "state": "open",
        "case": True,
        "card": town.root_card.data.decode(),
        "card_signature": answer.json["card_signature"],
        "programme": town.settings.programme_name,
    }
    assert place not in answer.text


def test_unknown_and_expired_invitations_are_alike(town, olive):
    invite = town.invite(olive, "mediator")
    town.clock.forward(days=30, seconds=1)
    answers = [town.visitor().post("/join/look", {"invite": which}) for which in (invite, new_id())]
    answers += [town.visitor("Mira").join(which, "mediator") for which in (invite, new_id())]
    assert {(answer.status_code, answer.data) for answer in answers} == {(404, answers[0].data)}


def test_whoever_joined_keeps_drafts_only_until_confirmed(town, olive):
    mira = town.joined(olive, "Mira", "mediator")
    assert mira.get("/session").json["status"] == "joined"
    assert mira.get("/drafts").status_code == 200
    assert mira.get("/custody/office").status_code == 404
    assert mira.post("/invitations", {"id": new_id(), "role": "victim", "lang": "en"}).status_code == 403
    assert mira.post("/roster", {"entry": "x", "signature": "A" * 86}).status_code == 403


def test_a_second_card_is_refused_and_shown_to_the_inviter(town, olive):
    invite = town.invite(olive, "mediator")
    town.visitor("Mira").join(invite, "mediator")
    thief = town.visitor("Thief").join(invite, "mediator")
    assert thief.status_code == 409
    assert thief.json["code"] == "invitation-used"
    listed = olive.get("/invitations").json["invitations"][0]
    assert (listed["state"], listed["extra_card"]) == ("joined", True)


def test_of_many_cards_that_come_at_once_exactly_one_joins(town, olive):
    invite = town.invite(olive, "mediator")
    crowd = [town.visitor(f"Mira{n}") for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(lambda one: one.join(invite, "mediator").status_code, crowd))
    assert sorted(codes) == [201] + [409] * 5
    assert people(town) == 2


def test_the_same_card_again_signs_in_again(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    arrival = mira.arrival(invite, "mediator")
    first, again = (town.visitor().post("/join", arrival) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert people(town) == 2
    assert olive.get("/invitations").json["invitations"][0]["extra_card"] is False


def test_the_same_card_with_another_secret_is_a_second_card(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    arrival = mira.arrival(invite, "mediator")
    mira.post("/join", arrival)
    assert town.visitor().post("/join", arrival | {"auth": "A" * 43}).status_code == 409


def test_a_taken_name_leaves_the_invitation_open(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    taken = mira.join(invite, "mediator", sign_in=" OLIVE")
    assert (taken.status_code, taken.json["code"]) == (409, "name-taken")
    assert people(town) == 1
    assert mira.join(invite, "mediator").status_code == 201


def test_a_card_of_another_role_or_person_is_refused(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    assert mira.join(invite, "officer").json["code"] == "role"
    assert mira.join(invite, "mediator", person=new_id()).json["code"] == "role"


def test_a_tampered_card_is_refused(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    arrival = mira.arrival(invite, "mediator")
    answer = mira.post("/join", arrival | {"card": arrival["card"].replace("Mira", "Moira")})
    assert (answer.status_code, answer.json["code"]) == (422, "protocol")
    with town.database.reader() as session:
        assert session.scalar(select(func.count()).select_from(CardRow)) == 1


def test_a_key_that_has_a_card_gets_no_second_one(town, olive):
    mira = town.staff(olive, "Mira", "mediator")
    twin = town.visitor("Twin")
    twin.keys = mira.keys
    answer = twin.join(town.invite(olive, "mediator"), "mediator")
    assert (answer.status_code, answer.json["code"]) == (409, "card-known")


def test_half_a_recovery_is_malformed(town, olive):
    invite, mira = town.invite(olive, "mediator"), town.visitor("Mira")
    assert mira.join(invite, "mediator", recovery_auth="A" * 43).status_code == 400
