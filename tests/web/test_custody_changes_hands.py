from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from relay.protocol import b64
from relay.protocol.custody import Custody, make_assign, make_close, make_open, make_share
from relay.protocol.forms import write_time
from relay.protocol.identity import Identity
from tests.support.town import START, wire

AT = write_time(START)


def sealed() -> dict[str, str]:
    return {"sealed": b64.encode(os.urandom(1192))}


def test_an_officer_assigns_and_the_mediator_opens(town, olive, mira, place):
    desk = f"case/{place}"
    assert town.assign(olive, desk, mira).json["length"] == 1
    assert mira.get("/desks").json == {"desks": [], "assigned": [desk]}
    assert town.open(mira, desk).status_code == 201
    held = mira.get("/desks").json
    assert held["assigned"] == []
    assert [(row["desk"], row["epoch"]) for row in held["desks"]] == [(desk, 1)]
    assert held["desks"][0]["open"] == b64.encode(town.custody(desk).current.open_digest)


def test_an_open_without_its_sealed_secret_is_refused(town, olive, mira, place):
    desk = f"case/{place}"
    town.assign(olive, desk, mira)
    entry = wire(make_open(mira.keys, town.custody(desk), Identity.generate().box_pk, at=AT))
    assert mira.post(f"/custody/{desk}", entry).json["code"] == "secret-missing"
    assert mira.post(f"/custody/{desk}", entry | {"sealed": "AAAA"}).status_code == 400
    assert mira.post(f"/custody/{desk}", entry | sealed()).status_code == 201


def test_who_is_not_assigned_opens_nothing(town, olive, mira, marc, place):
    desk = f"case/{place}"
    town.assign(olive, desk, mira)
    assert town.open(marc, desk).status_code == 404
    town.assign(olive, desk, marc)
    assert town.open(mira, desk).json["code"] == "protocol"
    town.assign(olive, desk, mira)
    assert town.open(marc, desk).json["code"] == "protocol"
    assert mira.get("/desks").json["assigned"] == [desk]


def test_mediators_assign_nothing(town, olive, mira, marc, place):
    assert town.assign(mira, f"case/{place}", marc).status_code == 404
    town.assign(olive, f"case/{place}", mira)
    assert town.assign(mira, f"case/{place}", marc).json["code"] == "protocol"


def test_a_stale_statement_is_a_conflict(town, olive, mira, marc, place):
    desk = f"case/{place}"
    custody = town.custody(desk)
    town.assign(olive, desk, mira)
    late = wire(first_assign(olive, custody, marc))
    answer = olive.post(f"/custody/{desk}", late)
    assert (answer.status_code, answer.json["code"]) == (409, "stale-custody")


def test_who_may_not_see_a_desk_is_told_nothing_of_its_chain(town, olive, mira, marc, place):
    town.assign(olive, f"case/{place}", mira)
    answers = set()
    for desk in (f"case/{place}", "case/NONE"):
        late = wire(first_assign(marc, Custody.start(desk, town.roster().instance), marc))
        answers |= {(marc.post(f"/custody/{desk}", late).status_code, marc.get(f"/custody/{desk}").status_code)}
    assert answers == {(404, 404)}


def test_a_statement_for_one_desk_does_not_go_to_another(town, olive, mira, place):
    entry = wire(first_assign(olive, town.custody(f"case/{place}"), mira))
    assert olive.post("/custody/office", entry).json["code"] == "role"


def test_there_is_no_desk_without_its_case_or_institution(town, olive, mira):
    for desk in ("case/NONE", "institution/NONE"):
        entry = wire(first_assign(olive, town.custody(desk), mira))
        assert olive.post(f"/custody/{desk}", entry).status_code == 404
        assert olive.get(f"/custody/{desk}").status_code == 404


def test_an_officer_holds_the_office_desk(town, olive):
    assert town.assign(olive, "office", olive).status_code == 201
    assert town.open(olive, "office").status_code == 201


def test_a_share_keeps_the_secret_for_its_new_holder(town, olive):
    omar = town.officer("Omar")
    town.assign(olive, "office", olive)
    town.open(olive, "office")
    town.assign(olive, "office", omar, epoch=1)
    entry = make_share(olive.keys, town.custody("office"), omar.card.digest, epoch=1, at=AT)
    assert olive.post("/custody/office", wire(entry) | sealed()).status_code == 201
    assert [row["desk"] for row in omar.get("/desks").json["desks"]] == ["office"]


def test_a_new_mediator_ends_the_epoch_and_the_old_one_still_reads_its_chain(town, olive, mira_on_case, marc, place):
    desk = f"case/{place}"
    assert town.assign(olive, desk, marc).status_code == 201
    assert town.custody(desk).current is None
    assert town.open(marc, desk).status_code == 201
    for mediator in (mira_on_case, marc):
        assert mediator.get(f"/custody/{desk}").json["length"] == 4
    assert [row["epoch"] for row in mira_on_case.get("/desks").json["desks"]] == [1]


def test_closing_is_an_officers(town, olive, mira_on_case, place):
    desk = f"case/{place}"
    mine = wire(make_close(mira_on_case.keys, town.custody(desk), at=AT))
    assert mira_on_case.post(f"/custody/{desk}", mine).json["code"] == "protocol"
    theirs = wire(make_close(olive.keys, town.custody(desk), at=AT))
    assert olive.post(f"/custody/{desk}", theirs).status_code == 201


def test_a_revoked_card_is_assigned_nothing(town, olive, mira, place):
    olive.post("/roster", wire(town.entry(olive.keys, "revoke", mira)))
    assert town.assign(olive, f"case/{place}", mira).json["code"] == "role"


@pytest.mark.usefixtures("mira_on_case")
def test_each_reads_the_desks_they_work_with(town, olive, marc, liam, anna, place):
    town.assign(olive, "office", olive)
    case, institution = f"case/{place}", "institution/WARK-2"
    town.assign(olive, institution, liam)
    may = {
        "olive": [olive.get(f"/custody/{desk}").status_code for desk in (case, institution, "office")],
        "marc": [marc.get(f"/custody/{desk}").status_code for desk in (case, institution, "office")],
        "liam": [liam.get(f"/custody/{desk}").status_code for desk in (case, institution, "office")],
        "anna": [anna.get(f"/custody/{desk}").status_code for desk in (case, institution, "office")],
    }
    assert may == {
        "olive": [200, 200, 200],
        "marc": [404, 200, 200],
        "liam": [404, 200, 200],
        "anna": [404, 404, 404],  # joined, not confirmed: drafts only
    }
    assert olive.get("/custody/no-desk").status_code == 404


def test_later_statements_alone_can_be_asked_for(olive, mira_on_case, place):
    whole = olive.get(f"/custody/case/{place}").json
    later = mira_on_case.get(f"/custody/case/{place}?after=1").json
    assert later["entries"] == whole["entries"][1:]
    assert later["head"] == whole["head"]
    assert mira_on_case.get(f"/custody/case/{place}?after=-1").status_code == 400


def first_assign(officer, custody, whom):
    return make_assign(officer.keys, custody, whom.card.digest, epoch=1, at=AT)


def test_of_two_assigns_that_come_at_once_exactly_one_stands(town, olive, mira, marc, place):
    desk = f"case/{place}"
    custody = town.custody(desk)
    entries = [wire(first_assign(olive, custody, whom)) for whom in (mira, marc)]
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda entry: olive.post(f"/custody/{desk}", entry).status_code, entries))
    assert sorted(codes) == [201, 409]
    assert town.custody(desk).length == 1
