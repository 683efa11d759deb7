from __future__ import annotations

import pytest

from relay.client.wire import signed
from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.identity import Identity
from relay.protocol.roster import Roster, append_served, make_entry
from tests.support.town import wire


def test_by_the_digest_of_a_card(liam, mira_on_case, anna):
    assert anna.get(f"/cards/{liam.card_digest}").status_code == 404
    assert anna.get(f"/cards/{mira_on_case.card_digest}").status_code == 200
    assert mira_on_case.get(f"/cards/{liam.card_digest}").status_code == 200


def test_in_the_roster_which_she_verifies_all_the_same(town, olive, mira_on_case, liam, anna):
    served = anna.get("/roster").json
    assert liam.card.signed.data.decode() not in {card["card"] for card in served["cards"]}
    assert liam.card.signed.data.decode() in {card["card"] for card in olive.get("/roster").json["cards"]}
    roster = verified(town, served)
    assert b64.encode(roster.head) == served["head"]
    assert roster.stands(mira_on_case.card.digest)
    assert roster.card_by_sign(liam.card.sign) is None


def test_after_the_liaisons_revocation_too_and_for_good(town, olive, liam, anna):
    endorsed = town.entry(olive.keys, "endorse", liam)
    revoked = town.entry(olive.keys, "revoke", liam)
    assert olive.post("/roster", wire(revoked)).status_code == 201
    roster = verified(town, anna.get("/roster").json)
    assert not roster.stands(liam.card.digest)
    for again in ("endorse", "revoke"):
        entry = town.entry(olive.keys, again, liam)
        for append in (roster.append_unshown, lambda signed: roster.append(signed, liam.card)):
            with pytest.raises(ProtocolError):
                append(entry)
    with pytest.raises(ProtocolError):
        roster.append_unshown(endorsed)


def test_nobody_else_can_be_left_out(town, olive, mira_on_case, anna):
    """Without the officer's card the root's entry is refused; without a mediator's, she is nobody."""
    served = anna.get("/roster").json
    for person, refused in ((olive, True), (mira_on_case, False)):
        shown = [card for card in served["cards"] if card["card"] != person.card.signed.data.decode()]
        if refused:
            with pytest.raises(ProtocolError):
                verified(town, {**served, "cards": shown})
        else:
            assert not verified(town, {**served, "cards": shown}).stands(person.card.digest)


def test_no_mediator_or_stranger_endorses_somebody_unseen(town, mira_on_case, liam, anna):
    roster = verified(town, anna.get("/roster").json)
    for signer in (mira_on_case.keys, liam.keys, Identity.generate(), town.root):
        entry = make_entry(signer, "endorse", bytes(32), roster.head, issued="2026-11-22T14:05Z")
        with pytest.raises(ProtocolError):
            roster.append_unshown(entry)


def verified(town, served):
    """Verify a roster as served, from the pinned root."""
    cards = {card.digest: card for card in map(read_card, (signed(card, "card") for card in served["cards"]))}
    roster = Roster.start(read_card(town.root_card))
    for entry in served["entries"]:
        roster = append_served(roster, signed(entry, "entry", "signature"), cards)
    return roster
