"""Desks and their custody chains (protocol.md §6)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from flask import Blueprint, Response, request
from pydantic import StringConstraints

from relay.errors import Malformed, ProtocolError
from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.services.append_custody import SEALED_BYTES, append_custody
from relay.services.desk_needs import desk_needs
from relay.services.held_desks import held_desks
from relay.services.read_custody import read_custody
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer
from relay.web.api.parsing import Call, Signature, Text, call, counted
from relay.web.transaction import changing, reading

blueprint = Blueprint("custody", __name__)


class Append(Call):
    """One signed custody statement; sealed: the desk's secret for its holder, with an open or a share."""

    entry: Text
    signature: Signature
    sealed: Annotated[str, StringConstraints(max_length=2048)] | None = None


@blueprint.get("/custody/<path:desk>")
def show(desk: str) -> Response:
    """Return a desk's signed statements after a position."""
    person = login.current_person()
    chain = read_custody(reading(), person, desk, after=counted("after"))
    entries = [says.SignedEntry(entry=row.entry, signature=row.signature) for row in chain.entries]
    return answer(says.Custody(desk=desk, entries=entries, length=chain.length, head=chain.head))


@blueprint.post("/custody/<path:desk>")
def append(desk: str) -> Response:
    """Append one's own signed statement to a desk's chain."""
    person = login.require("officer", "mediator", "liaison")
    asked = call(Append)
    signed = Signed(asked.entry.encode(), b64.decode(asked.signature, 64))
    with changing() as session:
        grown = append_custody(session, person, desk, signed, _sealed(asked.sealed))
    return answer(says.ChainHead(length=grown.length, head=b64.encode(grown.head)), HTTPStatus.CREATED)


@blueprint.get("/desks")
def held() -> Response:
    """Return the desk secrets sealed to this person (of one desk, where it is named), and the desks to be opened."""
    found = held_desks(reading(), login.current_person(), desk=request.args.get("desk", ""))
    desks = [
        says.DeskSecret(desk=row.desk, epoch=row.epoch, open=row.open_digest, sealed=b64.encode(row.sealed))
        for row in found.secrets
    ]
    return answer(says.Desks(desks=desks, assigned=list(found.assigned)))


@blueprint.get("/desks/needs")
def needs() -> Response:
    """Tell officers which desks need somebody, and whom; each chain is verified again by whoever acts."""
    login.require("officer")
    found = desk_needs(reading(), leaving=_digest(request.args.get("leaving", "")))
    told = [
        says.DeskNeed(desk=need.desk, need=need.what, cards=[b64.encode(card) for card in need.cards]) for need in found
    ]
    return answer(says.DeskNeeds(needs=told))


def _digest(text: str) -> str:
    """Return a digest as it was given, or "". Raises Malformed."""
    if text:
        try:
            b64.decode(text, 32)
        except ProtocolError:
            raise Malformed("leaving") from None
    return text


def _sealed(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return b64.decode(text, SEALED_BYTES)
    except ProtocolError:
        raise Malformed("sealed") from None
