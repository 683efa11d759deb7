"""The root, the roster and single cards: what every client verifies from (protocol.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify

from relay.domain.account_refusals import NoRoot
from relay.errors import NotFound
from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.services.append_roster import append_roster
from relay.services.read_card import may_be_shown, read_card_for
from relay.storage import trust as rows
from relay.web import login
from relay.web.api.parsing import Call, Signature, Text, call, counted
from relay.web.reception import clock
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from relay.storage.models_trust import RootRow

blueprint = Blueprint("trust", __name__)

DIGEST_CHARACTERS = 43


class Append(Call):
    """One signed roster entry."""

    entry: Text
    signature: Signature


@blueprint.get("/root")
def root() -> Response:
    """Show the root card to anybody: clients pin it from their invitation."""
    row = _root()
    return jsonify(card=row.card, card_signature=row.signature, instance=row.instance)


@blueprint.get("/roster")
def roster() -> Response:
    """Return the signed entries after a position, and the cards they name: to a victim without the liaisons'."""
    person = login.current_person()
    row, session = _root(), reading()
    entries = rows.roster_after(session, counted("after"))
    head = rows.roster_head(session)
    return jsonify(
        root={"card": row.card, "card_signature": row.signature},
        entries=[{"entry": entry.entry, "signature": entry.signature} for entry in entries],
        cards=[
            {"card": card.card, "card_signature": card.signature}
            for card in rows.cards(session, (entry.card_digest for entry in entries))
            if may_be_shown(card, person)
        ],
        length=head[0] if head else 0,
        head=head[1] if head else row.instance,
    )


@blueprint.post("/roster")
def append() -> tuple[Response, int]:
    """Append an officer's own signed endorsement or revocation."""
    person = login.require("officer")
    asked = call(Append)
    signed = Signed(asked.entry.encode(), b64.decode(asked.signature, 64))
    with changing() as session:
        grown = append_roster(session, person, signed, clock=clock())
    return jsonify(length=grown.length, head=b64.encode(grown.head)), 201


@blueprint.get("/cards/<digest>")
def card(digest: str) -> Response:
    """Return one card that this person may see."""
    person = login.current_person()
    if len(digest) != DIGEST_CHARACTERS:
        raise NotFound("card")
    found = read_card_for(reading(), person, digest)
    return jsonify(card=found.card, card_signature=found.signature)


def _root() -> RootRow:
    row = rows.root(reading())
    if row is None:
        raise NoRoot("root")
    return row
