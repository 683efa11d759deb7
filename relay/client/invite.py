"""Invite people, and confirm those who joined once their card is shown to be genuine (protocol.md §7)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nacl.utils import random

from relay.client import desks, ledgers, statements, wire
from relay.client.case_state import CaseState
from relay.client.errors import Untrusted
from relay.client.tray import paged
from relay.errors import ProtocolError
from relay.protocol import b64, roster
from relay.protocol.invitation import check_card_mac, invite_secret, write_fragment
from relay.protocol.notation import derive, same

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session
    from relay.protocol.card import Card

INVITE_BYTES = 16
DRAWN_BYTES = 8  # of an invitation's id; the rest binds what it is for
PARTIES = 999


@dataclass(frozen=True)
class Invited:
    """A fresh invitation: its id (b64) and the link, whose part after `#` is secret."""

    id: str
    link: str


def invite(
    session: Session, role: str, *, lang: str = "en", case: str = "", party: str = "", desk: str = ""
) -> Invited:
    """Invite somebody: a victim to a party of a case, a liaison to a desk, a mediator. Raises Refusal."""
    invite_id = _id_for(session, random(DRAWN_BYTES), (role, case, party, desk))
    body = {"id": b64.encode(invite_id), "role": role, "lang": lang, "case": case, "party": party, "desk": desk}
    session.http.post("/invitations", {key: value for key, value in body.items() if value})
    return Invited(b64.encode(invite_id), link_of(session, b64.encode(invite_id), lang))


def free_party(session: Session, case: str) -> str:
    """Draw a name for a victim party that a case has not used: its number counts nothing (protocol.md §1).

    Raises Refusal (404), Untrusted.
    """
    used = CaseState.of(ledgers.read_ledger(session, case)).parties
    while (party := f"victim-{1 + secrets.randbelow(PARTIES)}") in used:
        pass
    return party


def link_of(session: Session, invite_id: str, lang: str = "en") -> str:
    """Write an invitation's link again: the inviter's seed is all it needs."""
    raw_id = b64.decode(invite_id, INVITE_BYTES)
    fragment = write_fragment(raw_id, invite_secret(session.me.keys.seed, raw_id), session.trust.instance)
    return f"{session.url}/{lang}/join#{fragment}"


def confirm(session: Session, invite_id: str) -> Card:
    """Verify who joined on one's invitation and bind their card: roster and desk for staff, `party` for a victim.

    Raises Untrusted where the card is not the one made with that link, or the invitation was for something else;
    Refusal.
    """
    found = _find(session, invite_id)
    _require_purpose(session, invite_id, found)
    card = session.trust.read_card(found)
    _require_genuine(session, invite_id, card, wire.raw(found, "mac", 32))
    if card.role != wire.text(found, "role"):
        raise Untrusted("joined in another role than invited to")
    if card.role == "victim":
        _require_not_replaced(session, wire.text(found, "case"), wire.text(found, "party"), card)
        _sign_party(session, wire.text(found, "case"), wire.text(found, "party"), card)
    else:
        endorse(session, card)
        if found.get("desk"):
            desks.assign(session, wire.text(found, "desk"), card.digest)
    return card


def endorse(session: Session, card: Card) -> None:
    """Endorse a mediator's or liaison's card in the roster (an officer does), unless it stands there already.

    Raises Refusal, ProtocolError.
    """
    known = session.trust.roster()
    if known.stands(card.digest):
        return  # signed before, and the desk's `assign` still to come
    entry = roster.make_entry(session.me.keys, roster.ENDORSE, card.digest, known.head, issued=session.now())
    session.http.post("/roster", wire.write("entry", entry, "signature"))
    session.trust.roster()


def invitations(session: Session) -> list[Json]:
    """List one's own invitations, all pages of them, newest first. Raises Untrusted for a list without an end."""
    return paged(session, "/invitations", "invitations")


def _find(session: Session, invite_id: str) -> Json:
    found = next((item for item in invitations(session) if item.get("id") == invite_id), None)
    if found is None or not found.get("card"):
        raise Untrusted("nobody has joined on this invitation")
    return found


def _id_for(session: Session, drawn: bytes, purpose: tuple[str, str, str, str]) -> bytes:
    """Make an invitation's id of 8 random bytes and 8 that bind its role, case, party and desk to the inviter's seed.

    The MAC of protocol.md §7 binds a card to the link, but not what the link was for: else the server could show
    another role, case or party to whoever signs. The vault makes and checks the same.
    """
    bound = derive(session.me.keys.seed, "invite-purpose", drawn + "\n".join(purpose).encode())
    return drawn + bound[: INVITE_BYTES - DRAWN_BYTES]


def _require_purpose(session: Session, invite_id: str, found: Json) -> None:
    role, case, party, desk = (str(found.get(name) or "") for name in ("role", "case", "party", "desk"))
    raw_id = b64.decode(invite_id, INVITE_BYTES)
    if not same(_id_for(session, raw_id[:DRAWN_BYTES], (role, case, party, desk)), raw_id):
        raise Untrusted("the invitation was for something else")


def _require_genuine(session: Session, invite_id: str, card: Card, mac: bytes) -> None:
    raw_id = b64.decode(invite_id, INVITE_BYTES)
    try:
        check_card_mac(invite_secret(session.me.keys.seed, raw_id), raw_id, card.signed.data, mac)
    except ProtocolError as error:
        raise Untrusted("the card was not made with this invitation") from error


def _require_not_replaced(session: Session, case: str, party: str, card: Card) -> None:
    """Refuse a card that another has replaced: the server may show an earlier invitation again. Raises Untrusted."""
    said = (entry.statement for entry in ledgers.read_ledger(session, case).entries if entry.statement is not None)
    named = [each.digest_field("card") for each in said if each.type == "party" and each.text("party") == party]
    if card.digest in named and card.digest != named[-1]:
        raise Untrusted("another card took the place of this one")


def _sign_party(session: Session, case: str, party: str, card: Card) -> None:
    statement = statements.sign(session, "party", case, party=party, card=b64.encode(card.digest), desk="")
    statements.post(session, [statement])
