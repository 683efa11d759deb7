"""Fetch a ledger and verify all of it, from where this client stood (protocol.md §5; R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relay.client import wire
from relay.client.desks import case_desk
from relay.client.errors import Untrusted
from relay.client.ledger_rules import SEAL, STATEMENT, Evidence, Ledger
from relay.client.liaisons import require_institutions
from relay.protocol import b64
from relay.protocol.statement import read_statement

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session


def read_ledger(session: Session, name: str) -> Ledger:
    """Return the verified ledger named CASE or CASE/victim-N.

    Raises Untrusted where a link, a signature or a signer's part does not hold, or where it is shorter or
    another than what was seen; Refusal (404) where it is not this person's.
    """
    try:
        return _read(session, name)
    except Untrusted:  # once more with a fresh roster and custody: they may have grown just before the ledger did
        return _read(session, name)


def _read(session: Session, name: str) -> Ledger:
    seen = session.trust.seen
    known = ledger = session.ledgers.get(name) or Ledger.start(session.trust.instance, name)
    evidence = _evidence(session, name)
    more = True
    while more:
        page = session.http.get(f"/ledgers/{name}?after={len(ledger.entries)}")
        for item in wire.objects(page, "entries"):
            _fetch_card(session, item)
            ledger = append_item(ledger, item, evidence)
            seen.check("ledgers", name, len(ledger.entries), ledger.link)
        more = page.get("next") is not None and bool(page["entries"])
    if wire.number(page, "length") != len(ledger.entries) or wire.raw(page, "link", 32) != ledger.link:
        raise Untrusted("a ledger that does not end as it says")
    seen.check_end("ledgers", name, len(ledger.entries))
    if not ledger.words.own:  # a victim is never shown a liaison's card, nor an institution's desk
        require_institutions(session, ledger, since=len(known.entries))
    seen.note("ledgers", name, len(ledger.entries), ledger.link)
    session.ledgers[name] = ledger
    return ledger


def export(session: Session, name: str) -> Json:
    """Return a verified ledger with everything needed to verify it elsewhere, from the root on (`ledger verify`)."""
    ledger = read_ledger(session, name)
    desk = case_desk(ledger.case)
    cards = [session.trust.card(card) for card in _victim_cards(ledger)]
    return {
        "root": wire.write("card", session.trust.root().signed),
        "roster": session.http.get("/roster?after=0"),
        "custody": session.http.get(f"/custody/{desk}?after=0"),
        "cards": [wire.write("card", card.signed) for card in cards],
        "ledger": {"name": name, "link": b64.encode(ledger.link), "entries": entries_of(ledger)},
    }


def entries_of(ledger: Ledger) -> list[dict[str, Any]]:
    """Write a ledger's entries as the API does."""
    return [
        {
            "position": entry.position,
            "kind": STATEMENT if entry.statement else SEAL,
            "link": b64.encode(entry.link),
            **wire.write("entry", entry.signed, "signature"),
            **({"context": entry.context.data.decode()} if entry.context else {}),
        }
        for entry in ledger.entries
    ]


def append_item(ledger: Ledger, item: Json, evidence: Evidence) -> Ledger:
    """Append one entry as the API writes it, and compare its link; raises Untrusted."""
    entry = wire.signed(item, "entry", "signature")
    if wire.text(item, "kind") == STATEMENT:
        if item.get("context") is not None:
            raise Untrusted("a statement that is served as a message's seal")
        grown = ledger.append_statement(entry, evidence)
    else:
        grown = ledger.append_seal(entry, wire.text(item, "context").encode(), evidence)
    if wire.raw(item, "link", 32) != grown.link or wire.number(item, "position") != len(grown.entries):
        raise Untrusted("another link than the chain's")
    return grown


def _evidence(session: Session, name: str) -> Evidence:
    custody = session.trust.custody(case_desk(name.partition("/")[0]))
    return Evidence(session.trust.roster(), custody, session.victim_cards)


def _fetch_card(session: Session, item: Json) -> None:
    """Fetch the victim's card that a `party` statement names, so that her signatures can be verified."""
    digest = party_card(item)
    if digest is not None and digest not in session.victim_cards:
        session.victim_cards[digest] = session.trust.card(digest)


def party_card(item: Json) -> bytes | None:
    """Tell the victim's card (digest) that an entry as served names, if it is a `party` statement that does."""
    if item.get("kind") != STATEMENT:
        return None
    with wire.believing():
        statement = read_statement(wire.signed(item, "entry", "signature"))
        return statement.digest_field("card") or None if statement.type == "party" else None


def _victim_cards(ledger: Ledger) -> list[bytes]:
    statements = (entry.statement for entry in ledger.entries if entry.statement is not None)
    named = (statement.digest_field("card") for statement in statements if statement.type == "party")
    return [card for card in dict.fromkeys(named) if card]
