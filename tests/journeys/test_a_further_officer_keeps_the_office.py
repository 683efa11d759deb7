"""Two officers: the second gets the office's desk from the first, who then leaves."""

from __future__ import annotations

import pytest

from relay.client.errors import Refusal
from tests.support.officers import end_officer, further_officer
from tests.support.server import CASE

OFFICE = "office"


def needs(officer, desk=OFFICE, **asked):
    return [need.need for need in officer.desk_needs(**asked) if need.desk == desk]


def test_who_came_opens_nothing_until_a_colleague_gave_it_and_everything_after_she_left(server):
    with further_officer(server, "Omar") as (omar, _), server.signed_in("Mira") as mira:
        with pytest.raises(Refusal, match="not-found"):
            omar.sheet(CASE)
        omar.take_office()  # a colleague holds it: he waits for her
        assert needs(omar) == ["add"]

        olive = server.client()
        olive.sign_in(*(server.person("Olive")[key] for key in ("sign_in", "passphrase")))
        olive.take_office()
        assert needs(omar) == []
        assert omar.sheet(CASE)
        gone = olive.me.card
        desks = [need.desk for need in omar.desk_needs(gone.digest) if need.need == "renew"]
        assert f"case/{CASE}" in desks
        for desk in desks:
            omar.renew_desk(desk, gone.digest)
        assert [need for need in omar.desk_needs(gone.digest) if need.need == "renew"] == []

        end_officer(server, gone)
        with pytest.raises(Refusal, match="not-signed-in"):
            olive.desk_needs()
        olive.close()
        assert [(need.desk, need.need) for need in omar.desk_needs()] == [(OFFICE, "reopen")]
        omar.reopen_desk(OFFICE)
        assert omar.desk_needs() == []

        omar.create_case("OMAR-1", "WARK-2", langs=["en"], mediator=mira.me.card.digest)
        omar.seal_sheet("OMAR-1", "Whom to reach.")
        mira.take_on("OMAR-1")
        omar.brief("OMAR-1")
        assert mira.sheet("OMAR-1") == "Whom to reach."
        assert omar.sheet(CASE)  # what was sealed before she left


def test_where_nobody_who_stands_has_it_the_next_officer_begins_anew(server):
    with further_officer(server, "Oona") as (oona, _), server.signed_in("Mira") as mira:
        for officer in oona.trust.roster().all_standing("officer"):
            if officer.digest != oona.me.card.digest:
                end_officer(server, officer)
        with pytest.raises(Refusal, match="desk-closed"):
            oona.seal_sheet(CASE, "To nobody.")
        oona.take_office()
        assert needs(oona) == []
        oona.create_case("OONA-1", "WARK-2", langs=["en"], mediator=mira.me.card.digest)
        assert oona.seal_sheet("OONA-1", "Whom to reach.")
