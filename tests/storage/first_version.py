"""A database as the first version left it: made at revision 0001, one invented programme in every table of then."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, select

from relay import operate
from relay.protocol import b64
from relay.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Table

    from relay.settings import Settings

REVISION = "0001"
START = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
CASE, INSTITUTION = "RO-1", "WARK-2"
PEOPLE = {"Olive": "officer", "Mira": "mediator", "Liam": "liaison", "Anna": "victim"}
LETTERS = 3

Rows = dict[str, list[dict[str, Any]]]


def make(settings: Settings) -> Rows:
    """Make the database and return what stands in each of its tables."""
    operate.migrate(settings, to=REVISION)
    database = Database(settings.database)
    tables = MetaData()
    with database.engine.begin() as connection:
        tables.reflect(connection)
        content = {**_people(), **_trust(), **_case(), **_messages(), **_ledgers()}
        for table in tables.sorted_tables:
            if table.name in content:
                connection.execute(table.insert(), content[table.name])
    database.engine.dispose()
    assert set(content) == set(tables.tables) - {"alembic_version"}, "every table of then holds something"
    return rows(settings, tables)


def rows(settings: Settings, then: MetaData) -> Rows:
    """Return every row of then's tables, by then's columns, in the order of their keys."""
    database = Database(settings.database)
    now = MetaData()
    with database.engine.connect() as connection:
        now.reflect(connection)
        found = {name: _content(connection, table, now.tables[name]) for name, table in then.tables.items()}
    database.engine.dispose()
    return {name: content for name, content in found.items() if name != "alembic_version"}


def tables_of(settings: Settings) -> MetaData:
    """Return the tables as they stand in the database."""
    database = Database(settings.database)
    found = MetaData()
    with database.engine.connect() as connection:
        found.reflect(connection)
    database.engine.dispose()
    return found


def _content(connection: Any, then: Table, now: Table) -> list[dict[str, Any]]:
    query = select(*[now.c[column.name] for column in then.columns])
    return [dict(row._mapping) for row in connection.execute(query.order_by(*now.primary_key.columns))]


def id_of(of: str) -> str:
    """Return the id that somebody, or something, of this programme has."""
    return b64.encode(hashlib.sha256(of.encode()).digest()[:16])


def _digest(of: str) -> str:
    return b64.encode(hashlib.sha256(of.encode()).digest())


def _signature(of: str) -> str:
    return b64.encode(hashlib.sha512(of.encode()).digest())


def _later(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def _people() -> Rows:
    cards = [
        {
            "digest": _digest(name),
            "card": f'{{"name":"{name}"}}',
            "signature": _signature(name),
            "sign": _digest(f"{name} signs"),
            "key_id": id_of(f"{name} opens"),
            "person": id_of(name),
            "role": role,
            "name": name,
        }
        for name, role in PEOPLE.items()
    ]
    people = [
        {
            "person": id_of(name),
            "role": role,
            "status": "confirmed",
            "sign_in": name.lower(),
            "auth_hash": hashlib.sha256(name.encode()).digest(),
            "wrapped_seed": bytes(72),
            "recovery_auth_hash": hashlib.sha256(f"{name} recovers".encode()).digest() if role == "victim" else None,
            "recovery_seed": bytes(range(72)) if role == "victim" else None,
            "card_digest": _digest(name),
            "lang": "fr" if role == "victim" else "en",
            "joined_at": START,
            "inviter": id_of("Olive"),
        }
        for name, role in PEOPLE.items()
    ]
    return {"cards": cards, "people": people, **_private()}


def _private() -> Rows:
    anna = id_of("Anna")
    draft = {"person": anna, "case_code": CASE, "thread": "victim-417", "saved_at": _later(7), "version": 2}
    return {
        "sessions": [
            {
                "id": id_of("session"),
                "token_hash": hashlib.sha256(b"token").digest(),
                "person": anna,
                "vault_key": bytes(32),
                "created_at": START,
                "active_at": _later(5),
                "device": "Firefox, Android",
            }
        ],
        "attempts": [{"key": hashlib.sha256(b"name").digest(), "count": 2, "until": _later(1)}],
        "invitations": [
            {
                "id": id_of("invitation"),
                "inviter": id_of("Mira"),
                "role": "victim",
                "case_code": CASE,
                "party": "victim-417",
                "desk": None,
                "lang": "fr",
                "created_at": START,
                "expires_at": _later(43_200),
                "card_digest": _digest("Anna"),
                "mac": _digest("mac"),
                "joined_at": _later(1),
                "extra_card": False,
                "confirmed_at": _later(2),
            }
        ],
        "drafts": [
            draft | {"id": id_of("draft"), "sealed": bytes(range(256)), "kept": False, "message": None},
            draft | {"id": id_of("kept"), "sealed": b"\0\xff", "kept": True, "message": id_of("letter 1")},
        ],
        "seen": [{"person": anna, "sealed": b"seen", "version": 9}],
    }


def _trust() -> Rows:
    signed = {"entry": "{}", "signature": _signature("entry")}
    custody = signed | {"desk": f"case/{CASE}", "epoch": 1, "holder": _digest("Mira"), "box": "", "key_id": None}
    return {
        "root": [{"digest": _digest("root"), "card": "{}", "signature": _signature("root"), "instance": _digest("us")}],
        "roster": [
            signed | {"position": place, "digest": _digest(f"roster {place}"), "act": "endorse", "card_digest": card}
            for place, card in enumerate(map(_digest, ("Olive", "Mira", "Liam")), start=1)
        ],
        "desks": [
            {"name": f"case/{CASE}", "epoch": 1, "box": "box", "key_id": id_of("desk"), "closed": False}
            | {"head": _digest("custody 2"), "length": 2}
        ],
        "custody": [
            custody | {"position": 1, "digest": _digest("custody 1"), "type": "assign"},
            custody
            | {"position": 2, "digest": _digest("custody 2"), "type": "open", "box": "box", "key_id": id_of("desk")},
        ],
        "desk_secrets": [
            {"desk": f"case/{CASE}", "epoch": 1, "person": id_of("Mira"), "open_digest": _digest("custody 2")}
            | {"sealed": bytes(1192)}
        ],
    }


def _case() -> Rows:
    consent = {"case_code": CASE, "model": "letters", "scope": "all", "given": True, "how": "portal"}
    return {
        "institutions": [{"code": INSTITUTION, "name": "Établissement Warkworth", "lang": "fr", "created_at": START}],
        "cases": [
            {
                "code": CASE,
                "public_id": id_of("case"),
                "institution": INSTITUTION,
                "langs": "en,fr",
                "created_at": START,
            }
            | {"created_by": id_of("Olive"), "mediator": _digest("Mira"), "sheet": None, "briefed": True, "version": 7}
        ],
        "parties": [
            {"case_code": CASE, "party": "victim-417", "card_digest": _digest("Anna"), "person": id_of("Anna")}
            | {"desk": "", "accepted": _digest("Mira")},
            {"case_code": CASE, "party": "offender", "card_digest": "", "person": ""}
            | {"desk": f"institution/{INSTITUTION}", "accepted": ""},
        ],
        "consents": [
            consent | {"party": party, "direction": way, "digest": _digest(f"{party} {way}"), "at": "2026-11-22T14:05Z"}
            for party in ("victim-417", "offender")
            for way in ("send", "receive")
        ],
        "prepared": [{"case_code": CASE, "party": party} for party in ("victim-417", "offender")],
    }


def _messages() -> Rows:
    letters = [f"letter {number}" for number in range(1, LETTERS + 1)]
    messages = [
        {
            "id": id_of(letter),
            "context": '{"lang":"en"}',
            "h": _digest(letter),
            "seal": "{}",
            "seal_signature": _signature(letter),
            "author": _digest("Anna signs"),
            "person": id_of("Anna"),
            "sender": "victim-417",
            "case_code": CASE,
            "thread": "victim-417",
            "kind": "letter",
            "desk": id_of("desk"),
            "original": "",
            "size": 2**31 + number,
            "length": 2**31 + 4096,
            "body_digest": _digest(f"body of {letter}"),
            "body_file": hashlib.sha256(letter.encode()).hexdigest()[:32],
            "seq": number,
            "state": "released" if number == 1 else "sealed",
            "tray": None if number == 1 else _digest("Mira"),
            "accepted_at": _later(10 + number),
        }
        for number, letter in enumerate(letters, start=1)
    ]
    messages[1] |= {"author": _digest("Liam signs"), "person": id_of("Liam"), "sender": "offender"}
    messages[1] |= {"state": "released", "tray": None}
    grants = [
        {"digest": _digest(f"grant of {letter}"), "message": id_of(letter), "key_id": id_of("desk"), "grant": "{}"}
        | {"signature": _signature(letter), "statement": ""}
        for letter in letters
    ]
    upload = {"message": id_of("unfinished"), "person": id_of("Anna"), "file": "f" * 32, "length": 2**31}
    delivery = {"case_code": CASE, "thread": "victim-417"}
    reply = {"message": id_of("letter 2"), "to_party": "victim-417", "desk": "", "number": None, "state": "offered"}
    return {
        "messages": messages,
        "grants": grants,
        "uploads": [upload | {"digest": _digest("upload"), "arrived_at": _later(30)}],
        "deliveries": [
            delivery
            | {"message": id_of("letter 1"), "to_party": "offender", "desk": f"institution/{INSTITUTION}"}
            | {"number": 417_203, "state": "printed", "pulled_by": id_of("Liam"), "released_at": _later(40)},
            delivery | reply | {"pulled_by": None, "released_at": _later(50)},
        ],
    }


def _ledgers() -> Rows:
    entry = {"ledger": CASE, "entry": "{}", "signature": _signature("entry")}
    return {
        "ledgers": [{"name": CASE, "length": 2, "link": _digest("link 2")}],
        "entries": [
            entry | {"position": 1, "kind": "seal", "link": _digest("link 1"), "message": id_of("letter 1")},
            entry | {"position": 2, "kind": "statement", "link": _digest("link 2"), "message": None},
        ],
        "statements": [
            {
                "digest": _digest("statement"),
                "case_code": CASE,
                "nonce": id_of("nonce"),
                "type": "release",
                "position": 2,
            }
        ],
    }
