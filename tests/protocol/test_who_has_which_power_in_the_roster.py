from __future__ import annotations

import pytest

from relay.errors import ProtocolError
from relay.protocol.roster import ENDORSE, REVOKE, Roster, make_entry
from tests.protocol.world import AT, card, entry, person, roster


def test_an_officer_endorses_no_officer():
    grown = entry(Roster.start(card("root")), "root", ENDORSE, "olive")
    with pytest.raises(ProtocolError):
        entry(grown, "olive", ENDORSE, "otto")


def test_an_officer_revokes_no_officer():
    with pytest.raises(ProtocolError):
        entry(roster(), "olive", REVOKE, "otto")


@pytest.mark.parametrize("whom", ["olive", "mira", "liam"])
def test_the_root_revokes_anyone(whom):
    assert not entry(roster(), "root", REVOKE, whom).stands(card(whom).digest)


@pytest.mark.parametrize("by", ["root", "olive"])
def test_nobody_revokes_the_root(by):
    with pytest.raises(ProtocolError):
        entry(roster(), by, REVOKE, "root")


def test_another_officer_may_revoke_whom_the_first_endorsed():
    assert not entry(roster(), "otto", REVOKE, "mira").stands(card("mira").digest)


def test_whom_a_revoked_officer_endorsed_still_stands():
    revoked = entry(roster(), "root", REVOKE, "olive")
    assert revoked.stands(card("mira").digest)
    assert revoked.standing(person("olive").sign_pk, "officer") is None
    assert revoked.ever_stood(person("olive").sign_pk, "officer")


def test_appending_leaves_the_former_roster_as_it_was():
    before = roster()
    entry(before, "root", REVOKE, "mira")
    assert before.stands(card("mira").digest)


def test_an_entry_holds_at_its_own_place_only():
    signed = make_entry(person("root"), REVOKE, card("mira").digest, roster().head, issued=AT)
    with pytest.raises(ProtocolError):
        roster().append(signed).append(signed)


def test_an_endorsement_comes_with_the_card_it_names():
    grown = entry(Roster.start(card("root")), "root", ENDORSE, "olive")
    signed = make_entry(person("olive"), ENDORSE, card("mira").digest, grown.head, issued=AT)
    for other in (None, card("marc")):
        with pytest.raises(ProtocolError):
            grown.append(signed, other)


def test_a_roster_starts_at_a_root_card():
    with pytest.raises(ProtocolError):
        Roster.start(card("olive"))
