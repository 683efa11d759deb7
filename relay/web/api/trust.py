"""The root, the roster and single cards: what every client verifies from (protocol.md §2)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response

from relay.errors import NotFound
from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.services.append_roster import append_roster
from relay.services.read_card import read_card_for
from relay.services.read_root import read_root
from relay.services.read_roster import read_roster
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer
from relay.web.api.parsing import Call, Signature, Text, call, counted
from relay.web.reception import clock
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from relay.storage.models_accounts import CardRow
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
    row = read_root(reading())
    return answer(says.RootCard(card=row.card, card_signature=row.signature, instance=row.instance))


@blueprint.get("/roster")
def roster() -> Response:
    """Return the signed entries after a position, and the cards they name: to a victim without the liaisons'."""
    page = read_roster(reading(), login.current_person(), after=counted("after"))
    return answer(
        says.Roster(
            root=_card(page.root),
            entries=[says.SignedEntry(entry=entry.entry, signature=entry.signature) for entry in page.entries],
            cards=list(map(_card, page.cards)),
            length=page.length,
            head=page.head,
        )
    )


@blueprint.post("/roster")
def append() -> Response:
    """Append an officer's own signed endorsement or revocation."""
    person = login.require("officer")
    asked = call(Append)
    signed = Signed(asked.entry.encode(), b64.decode(asked.signature, 64))
    with changing() as session:
        grown = append_roster(session, person, signed, clock=clock())
    return answer(says.ChainHead(length=grown.length, head=b64.encode(grown.head)), HTTPStatus.CREATED)


@blueprint.get("/cards/<digest>")
def card(digest: str) -> Response:
    """Return one card that this person may see."""
    person = login.current_person()
    if len(digest) != DIGEST_CHARACTERS:
        raise NotFound("card")
    return answer(_card(read_card_for(reading(), person, digest)))


def _card(row: CardRow | RootRow) -> says.SignedCard:
    return says.SignedCard(card=row.card, card_signature=row.signature)
