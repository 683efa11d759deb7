from __future__ import annotations

from relay.protocol import b64
from tests.support.town import wire


def test_an_officer_endorses_whom_she_invited(town, olive):
    mira = town.joined(olive, "Mira", "mediator")
    answer = olive.post("/roster", wire(town.entry(olive.keys, "endorse", mira)))
    assert answer.json == {"length": 2, "head": b64.encode(town.roster().head)}
    assert mira.get("/session").json["status"] == "confirmed"


def test_everybody_signed_in_reads_it_with_the_cards_it_names(olive, mira):
    answer = olive.get("/roster").json
    assert answer["length"] == 2
    assert len(answer["entries"]) == 2
    assert {card["card"] for card in answer["cards"]} == {person.card.signed.data.decode() for person in (olive, mira)}
    later = mira.get("/roster?after=1").json
    assert later["entries"] == answer["entries"][1:]
    assert len(later["cards"]) == 1


def test_signed_out_visitors_read_the_root_alone(town):
    assert town.visitor().get("/root").status_code == 200
    assert town.visitor().get("/roster").status_code == 401


def test_a_stale_entry_is_a_conflict(town, olive):
    mira, marc = (town.joined(olive, name, "mediator") for name in ("Mira", "Marc"))
    one, other = (town.entry(olive.keys, "endorse", person) for person in (mira, marc))
    assert olive.post("/roster", wire(one)).status_code == 201
    late = olive.post("/roster", wire(other))
    assert (late.status_code, late.json["code"]) == (409, "stale-roster")
    assert marc.get("/session").json["status"] == "joined"


def test_mediators_endorse_nobody(town, olive, mira):
    marc = town.joined(olive, "Marc", "mediator")
    entry = wire(town.entry(mira.keys, "endorse", marc))
    assert mira.post("/roster", entry).status_code == 403
    assert olive.post("/roster", entry).json["code"] == "role"


def test_an_officer_endorses_no_officer(town, olive):
    other = town.officer("Omar")
    assert olive.post("/roster", wire(town.entry(olive.keys, "revoke", other))).json["code"] == "protocol"


def test_an_entry_under_a_changed_signature_is_refused(town, olive):
    mira = town.joined(olive, "Mira", "mediator")
    entry = wire(town.entry(olive.keys, "endorse", mira)) | {"signature": "A" * 86}
    assert olive.post("/roster", entry).status_code == 422
    assert town.roster().length == 1
