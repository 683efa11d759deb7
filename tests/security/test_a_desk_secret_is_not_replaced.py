from __future__ import annotations

import os

import pytest

from relay.domain.person import Person
from relay.domain.refusals import WrongRole
from relay.protocol import b64
from relay.protocol.custody import make_assign, make_share
from relay.protocol.forms import write_time
from relay.services.append_custody import append_custody
from tests.support.town import START, wire

AT = write_time(START)


def test_one_holder_cannot_overwrite_the_secret_of_another(town, olive):
    omar = town.officer("Omar")
    town.assign(olive, "office", olive)
    town.open(olive, "office")
    town.assign(olive, "office", omar, epoch=1)
    assert share(town, olive, omar).status_code == 201
    before = olive.get("/desks").json, omar.get("/desks").json
    for attacker, attacked in ((omar, olive), (olive, omar), (omar, omar)):
        answer = share(town, attacker, attacked)
        assert (answer.status_code, answer.json["code"]) == (422, "role")
    assert (olive.get("/desks").json, omar.get("/desks").json) == before


def test_an_officer_revoked_between_request_and_lock_assigns_nothing(town, olive, mira, place):
    """Her request was let in before the revocation, and gets the write lock after it."""
    desk = f"case/{place}"
    person = let_in(olive)
    entry = make_assign(olive.keys, town.custody(desk), mira.card.digest, epoch=1, at=AT)
    town.publish(roster=(town.entry(town.root, "revoke", olive),))
    with town.database.writing() as session, pytest.raises(WrongRole):
        append_custody(session, person, desk, entry, None)


def let_in(visitor):
    """Return the person as the web layer had read her before the revocation."""
    card = visitor.card
    known = {"sign_in": visitor.sign_in_name, "name": visitor.name, "lang": "en", "session": ""}
    keys = {"card": visitor.card_digest, "sign": b64.encode(card.sign), "key_id": card.key_id}
    return Person(person=visitor.person, role=card.role, status="confirmed", **known, **keys)


def share(town, holder, whom):
    entry = make_share(holder.keys, town.custody("office"), whom.card.digest, epoch=1, at=AT)
    return holder.post("/custody/office", wire(entry) | {"sealed": b64.encode(os.urandom(1192))})
