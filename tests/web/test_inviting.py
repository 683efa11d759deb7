from __future__ import annotations

from tests.support.town import new_id


def offer(role: str, **more: str) -> dict[str, str]:
    return {"id": new_id(), "role": role, "lang": "fr", **more}


def test_officers_invite_staff_and_victims(town, olive, place):
    assert olive.post("/invitations", offer("mediator")).status_code == 201
    assert olive.post("/invitations", offer("liaison", desk="institution/WARK-2")).status_code == 201
    assert olive.post("/invitations", offer("victim", case=place, party="victim-9")).status_code == 201
    assert olive.post("/invitations", offer("officer")).status_code == 400
    assert town


def test_a_mediator_invites_victims_of_her_own_cases_alone(mira_on_case, marc, place):
    victim = offer("victim", case=place, party="victim-9")
    assert marc.post("/invitations", victim).status_code == 404
    assert mira_on_case.post("/invitations", victim).status_code == 201
    assert mira_on_case.post("/invitations", offer("mediator")).json["code"] == "role"


def test_liaisons_and_victims_invite_nobody(liam, anna, place):
    for person in (liam, anna):
        answer = person.post("/invitations", offer("victim", case=place, party="victim-9"))
        assert answer.status_code == 403


def test_an_offer_has_just_what_its_role_needs(olive, place):
    wrong = [
        offer("victim", case=place),
        offer("victim", party="victim-9"),
        offer("mediator", case=place),
        offer("liaison"),
        offer("liaison", desk="institution/WARK-2", case=place),
    ]
    assert {olive.post("/invitations", body).status_code for body in wrong} == {422}


def test_names_of_another_form_are_malformed(olive):
    for body in (offer("victim", case="ro 1", party="victim-9"), offer("victim", case="RO-1", party="offender")):
        assert olive.post("/invitations", body).status_code == 400


def test_unknown_cases_and_institutions_are_not_found(olive):
    assert olive.post("/invitations", offer("victim", case="RO-404", party="victim-9")).status_code == 404
    assert olive.post("/invitations", offer("liaison", desk="institution/NONE")).status_code == 404


def test_everybody_sees_their_own_newest_first_page_by_page(town, olive, mira):
    made = []
    for _ in range(town.settings.limits.page_size + 3):
        town.clock.forward(seconds=1)
        olive.post("/session/touch", {})
        made.append(town.invite(olive, "mediator"))
    first = olive.get("/invitations").json
    second = olive.get(f"/invitations?before={first['next']}").json
    seen = [row["id"] for row in first["invitations"] + second["invitations"]]
    assert seen[: len(made)] == made[::-1]
    assert "next" not in second
    assert mira.get("/invitations").json == {"invitations": []}
    assert mira.get(f"/invitations?before={first['next']}").status_code == 404


def test_the_card_and_its_mac_come_back_to_the_inviter(town, olive):
    mira = town.joined(olive, "Mira", "mediator")
    row = olive.get("/invitations").json["invitations"][0]
    assert row["card"] == mira.card.signed.data.decode()
    assert len(row["mac"]) == 43


def test_endorsing_confirms_it(town, olive):
    town.staff(olive, "Mira", "mediator")
    assert olive.get("/invitations").json["invitations"][0]["state"] == "confirmed"


def test_an_unused_one_can_be_taken_back_by_its_maker_alone(town, olive, mira):
    invite = town.invite(olive, "mediator")
    assert mira.delete(f"/invitations/{invite}").status_code == 404
    assert olive.delete(f"/invitations/{invite}").status_code == 204
    assert town.visitor().post("/join/look", {"invite": invite}).status_code == 404


def test_a_used_one_cannot_be_taken_back(town, olive):
    invite = town.invite(olive, "mediator")
    town.visitor("Mira").join(invite, "mediator")
    assert olive.delete(f"/invitations/{invite}").status_code == 404


def test_an_id_is_used_once(olive):
    body = offer("mediator")
    assert olive.post("/invitations", body).status_code == 201
    assert olive.post("/invitations", body).json["code"] == "id-taken"
