from __future__ import annotations

from dataclasses import replace

import pytest

from relay.client import wire
from relay.client.files import text_part
from relay.protocol.custody import make_close
from relay.protocol.custody_statement import read_custody_statement
from relay.protocol.roster import REVOKE, make_entry
from tests.rules.attacks import AT, desk, post, seal


@pytest.fixture
def written(fresh):
    """A letter sealed to Mira's key and not sent yet."""
    return seal(fresh, fresh.victim.me.keys, seq=1)


def close(world, place):
    olive = world["Olive"]
    entry = make_close(olive.me.keys, olive.trust.custody(place.desk), at=AT)
    olive.http.post(f"/custody/{place.desk}", wire.write("entry", entry, "signature"))


def test_from_the_assignment_on_nothing_is_accepted_until_the_next_key_is_there(world, fresh, written):
    world["Olive"].assign(fresh.desk, world["Marc"].me.card.digest)
    assert post(fresh.victim, written) == (422, "desk-closed")


def test_what_was_sealed_in_the_epoch_before_is_refused_after_it(world, fresh, written):
    fresh.hand_over(world["Olive"], world["Marc"])
    assert post(fresh.victim, written) == (409, "stale-custody")


def test_a_chain_head_from_before_the_key_was_opened_is_refused(world, fresh):
    now = desk(fresh.mediator, fresh.desk)
    first = world["Olive"].http.get(f"/custody/{fresh.desk}?after=0")["entries"][0]
    assigned = read_custody_statement(wire.signed(first, "entry", "signature"))
    assert assigned.type == "assign"
    for stale in (replace(now, head=assigned.digest), replace(now, head=desk(world["Olive"], "office").head)):
        assert post(fresh.victim, seal(fresh, fresh.victim.me.keys, to=stale)) == (409, "stale-custody")


def test_nothing_is_sealed_to_a_desk_that_was_closed(world, fresh, written):
    close(world, fresh)
    assert post(fresh.victim, written) == (422, "desk-closed")


def test_nothing_is_lost_the_client_seals_anew_and_the_new_mediator_reads(world, fresh, written):
    fresh.hand_over(world["Olive"], world["Marc"])
    assert post(fresh.victim, written)[0] == 409
    sent = fresh.victim.send(fresh.code, [text_part("The same words")])
    assert world["Marc"].open(sent).parts[0].data == b"The same words"


def test_somebody_who_was_revoked_can_be_sealed_to_no_longer(world):
    from_now_on = world.staff("mediator", "Mona")
    world.people["Mona"] = from_now_on
    place = world.case("Mona")
    written = seal(place, place.victim.me.keys)
    revoke(world, from_now_on)
    assert post(place.victim, written) == (422, "desk-closed")


def revoke(world, client):
    olive = world["Olive"]
    roster = olive.trust.roster()
    entry = make_entry(olive.me.keys, REVOKE, client.me.card.digest, roster.head, issued=AT)
    olive.http.post("/roster", wire.write("entry", entry, "signature"))
