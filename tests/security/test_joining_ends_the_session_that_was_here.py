from __future__ import annotations


def test_whoever_was_signed_in_in_this_browser_is_out(town, olive, mira, place):
    invite = town.invite(olive, "victim", case=place, party="victim-7")
    elsewhere = town.visitor(mira.name)
    elsewhere.auth = mira.auth
    assert elsewhere.sign_in().status_code == 200
    before = len(elsewhere.get("/sessions").json["sessions"])
    newcomer = town.visitor("Nora")
    newcomer.client = mira.client
    assert newcomer.join(invite, "victim").status_code == 201
    assert len(elsewhere.get("/sessions").json["sessions"]) == before - 1
