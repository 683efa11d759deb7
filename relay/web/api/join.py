"""Joining on an invitation: a look at what it offers, then the account in one step (protocol.md §7)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from flask import Blueprint, Response, request
from pydantic import StringConstraints

from relay.domain.account_refusals import InvitationUsed
from relay.domain.device import device_of
from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.services.join import Arrival, join
from relay.services.look_at_invitation import look_at_invitation
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer
from relay.web.api.parsing import Call, Digest, Id, Lang, Secret32, Signature, Text, WithRecovery, WrappedSeed, call
from relay.web.csrf import csrf_token, without_session
from relay.web.limiter import flood_guarded
from relay.web.reception import clock, reception, settings
from relay.web.transaction import changing, reading

blueprint = Blueprint("join", __name__)


class Look(Call):
    """The id of an invitation; its secret never comes here."""

    invite: Id


class Join(WithRecovery):
    """What a joining browser made."""

    invite: Id
    sign_in: Annotated[str, StringConstraints(min_length=1, max_length=320)]
    auth: Secret32
    wrapped_seed: WrappedSeed
    person: Id
    card: Text
    card_signature: Signature
    mac: Digest
    lang: Lang


@blueprint.post("/join/look")
@flood_guarded
@without_session
def look() -> Response:
    """Tell what an invitation offers, and show the root card to check against the link."""
    found = look_at_invitation(reading(), call(Look).invite, clock=clock())
    return answer(
        says.InvitationSeen(
            role=found.role,
            lang=found.lang,
            state=found.state,
            case=found.case,
            card=found.root_card,
            card_signature=found.root_signature,
            programme=settings().programme_name,
        )
    )


@blueprint.post("/join")
@flood_guarded
@without_session
def arrive() -> Response:
    """Make the account and sign in; until the inviter has signed, the session keeps drafts only."""
    arrival = _arrival(call(Join))
    with changing() as session:
        started = join(session, arrival, pepper=reception().secrets.pepper, clock=clock())
    if started is None:
        raise InvitationUsed("second card")
    login.end()  # one browser, one session: whoever was signed in here is out
    login.begin(started.person, started.token)
    joined = says.Joined(person=started.person.person, status=started.person.status, csrf=csrf_token())
    return answer(joined, HTTPStatus.CREATED)


def _arrival(asked: Join) -> Arrival:
    return Arrival(
        invite=asked.invite,
        sign_in=asked.sign_in,
        auth=b64.decode(asked.auth, 32),
        wrapped_seed=b64.decode(asked.wrapped_seed, 72),
        person=asked.person,
        card=Signed(asked.card.encode(), b64.decode(asked.card_signature, 64)),
        mac=asked.mac,
        recovery_auth=asked.recovery_secret,
        recovery_seed=asked.recovery_wrap,
        lang=asked.lang,
        device=device_of(request.user_agent.string),
    )
