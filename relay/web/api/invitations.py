"""Invitations: made by officers and mediators, seen by whoever made them (protocol.md §7)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Literal

from flask import Blueprint, Response, request
from pydantic import AfterValidator, StringConstraints

from relay.domain.account_refusals import InvitationUsed
from relay.domain.inviting import Offer, state_of
from relay.protocol import forms
from relay.services.accept_invitation import accept_invitation
from relay.services.invite import invite, take_back_invitation
from relay.services.list_invitations import list_invitations
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer, no_content
from relay.web.api.parsing import Call, Digest, Id, Lang, as_value, call
from relay.web.reception import clock, limits
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from relay.storage.models_accounts import CardRow, InvitationRow

blueprint = Blueprint("invitations", __name__)

Short = Annotated[str, StringConstraints(max_length=64)]


class Invite(Call):
    """The id that the inviter's device drew, and what is offered."""

    id: Id
    role: Literal["mediator", "liaison", "victim"]
    case: Annotated[Short, AfterValidator(as_value(forms.code))] | None = None
    party: Annotated[Short, AfterValidator(as_value(forms.victim))] | None = None
    desk: Annotated[Short, AfterValidator(as_value(forms.institution_desk))] | None = None
    lang: Lang


class Accept(Call):
    """The MAC over one's own card, made with the invitation's link."""

    mac: Digest


@blueprint.post("/invitations")
def make() -> Response:
    """Register an invitation; the secret in its link never comes here."""
    person = login.require("officer", "mediator")
    asked = call(Invite)
    offer = Offer(asked.role, asked.lang, asked.case, asked.party, asked.desk)
    with changing() as session:
        expires = invite(session, person, asked.id, offer, limits=limits(), clock=clock())
    return answer(says.InvitationMade(expires=expires.isoformat(timespec="seconds")), HTTPStatus.CREATED)


@blueprint.get("/invitations")
def list_own() -> Response:
    """List one's own invitations, the newest first, with the card and MAC that came on each."""
    person = login.require("officer", "mediator")
    size = limits().page_size
    found = list_invitations(reading(), person, before=request.args.get("before", ""), size=size)
    page = says.Invitations(invitations=[_show(*pair) for pair in found])
    if len(found) == size:
        page = page.model_copy(update={"next": found[-1][0].id})
    return answer(page, nulls=True)


@blueprint.post("/invitations/<invite_id>/accept")
def accept(invite_id: str) -> Response:
    """Answer an invitation to another case with the account one has; whoever invited signs for it then."""
    person = login.current_person()
    asked = call(Accept)
    with changing() as session:
        accepted = accept_invitation(session, person, invite_id, asked.mac, clock=clock())
    if not accepted:
        raise InvitationUsed("second card")
    return no_content()


@blueprint.delete("/invitations/<invite_id>")
def take_back(invite_id: str) -> Response:
    """Take back an invitation that nobody used."""
    person = login.require("officer", "mediator")
    with changing() as session:
        take_back_invitation(session, person, invite_id)
    return no_content()


def _show(row: InvitationRow, card: CardRow | None) -> says.Invitation:
    shown = says.Invitation(
        id=row.id,
        role=row.role,
        case=row.case_code,
        party=row.party,
        desk=row.desk,
        lang=row.lang,
        expires=row.expires_at.isoformat(timespec="seconds"),
        state=state_of(
            card=row.card_digest, confirmed_at=row.confirmed_at, expires_at=row.expires_at, now=clock().now()
        ),
        extra_card=row.extra_card,
    )
    if card is None:
        return shown
    return shown.model_copy(update={"card": card.card, "card_signature": card.signature, "mac": row.mac})
