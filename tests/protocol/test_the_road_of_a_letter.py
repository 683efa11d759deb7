from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.file_form import read_file, write_file
from relay.protocol.grant import read_grant
from relay.protocol.later_grant import read_naming
from relay.protocol.message import (
    Envelope,
    Manifest,
    MessageSealer,
    Part,
    Shape,
    forward,
    open_message,
    open_message_to,
    seal_message,
)
from relay.protocol.statement import make_statement
from relay.protocol.verify import hash_body, verify_envelope
from tests.protocol.world import AT, CASE, address, card, custody, desk_secret_of, letter, person, roster

DESK = desk_secret_of(f"case/{CASE}")
HOLDERS = frozenset({person("mira").sign_pk})
MESSAGE, DIGEST = b64.encode(bytes(16)), b64.encode(bytes(32))
GRANTING = {  # None stands for the message itself
    "release": {"message": None, "to": "offender", "consent": DIGEST},
    "propose": {"message": MESSAGE, "edited": None},
    "return": {"message": None, "guidance": None},
    "consult": {"message": None, "card": DIGEST, "consents": [DIGEST]},
    "brief": {"message": None},
}


def released(granter: str = "mira", signer: str = "mira", **changes: object) -> Envelope:
    """Forward Anna's letter to Liam with the release that names the grant."""
    envelope, body = letter()
    opened, _ = open_message(envelope, body, DESK, instance=roster().instance)
    grant = forward(person(granter), opened, card("liam").box, at=AT)
    named = b64.encode(read_grant(grant, opened.context).digest)
    own = {
        "message": opened.context.id,
        "to": "offender",
        "consent": b64.encode(bytes(32)),
        "grants": [named],
        **changes,
    }
    release = make_statement(person(signer), "release", case=CASE, at=AT, **own)
    return replace(envelope, grant=grant, statement=release)


def open_as_liam(envelope: Envelope, holders: frozenset[bytes] = HOLDERS):
    return open_message(envelope, letter()[1], person("liam").box_sk, instance=roster().instance, desk_holders=holders)


def test_mira_reads_what_anna_wrote():
    envelope, body = letter()
    opened, container = open_message(envelope, body, DESK, instance=roster().instance)
    assert opened.context.author == person("anna").sign_pk
    assert container.parts == (Part("text/plain", b"I want to say something."),)


@pytest.mark.parametrize("name", ["olive", "marc", "anna"])
def test_nobody_else_opens_it(name):
    envelope, body = letter()
    with pytest.raises(ProtocolError):
        open_message(envelope, body, person(name).box_sk, instance=roster().instance)


def test_a_letter_of_another_programme_is_refused():
    envelope, body = letter()
    with pytest.raises(ProtocolError):
        open_message(envelope, body, DESK, instance=bytes(32))


def test_a_server_verifies_it_without_any_secret():
    envelope, body = letter()
    verify_envelope(envelope, roster().instance).check_body(hash_body([body[:100], body[100:]]))


def test_a_server_refuses_a_body_that_is_not_the_sealed_one():
    envelope, body = letter()
    verified = verify_envelope(envelope, roster().instance)
    for other in (body[:-1], body + b"\0", bytes(len(body))):
        with pytest.raises(ProtocolError):
            verified.check_body(hash_body([other]))


def test_liam_opens_what_mira_released_with_annas_seal_intact():
    opened, container = open_as_liam(released())
    assert opened.statement.text("to") == "offender"
    assert container.parts[0].data == b"I want to say something."


@pytest.mark.parametrize(
    "envelope",
    [
        lambda: replace(released(), statement=None),
        lambda: released(signer="marc"),
        lambda: released(grants=[]),
        lambda: released(grants=[b64.encode(bytes(32))]),
        lambda: released(message=b64.encode(bytes(16))),
        lambda: released(granter="marc", signer="marc"),
    ],
    ids=[
        "no statement",
        "another signs it",
        "it names no grant",
        "it names another grant",
        "another message",
        "not the holder",
    ],
)
def test_a_later_grant_that_is_not_named_or_not_the_holders_is_refused(envelope):
    with pytest.raises(ProtocolError):
        open_as_liam(envelope())


@pytest.mark.parametrize(
    ("kind", "original", "allowed"),
    [
        ("letter", "", {"release", "return", "consult"}),
        ("video", MESSAGE, {"release", "propose", "consult"}),
        ("relayed", "", {"release", "propose", "consult"}),
        ("guidance", "", {"return", "consult"}),
        ("aside", "", set()),
        ("notes", "", set()),
        ("sheet", "", {"brief"}),
    ],
)
def test_each_kind_has_its_own_later_grants(kind, original, allowed):
    thread = "" if kind in ("notes", "sheet") else "victim-417"
    where = address(kind=kind, original=original, thread=thread)
    box = custody().current.box
    parts = [Part("text/plain", b"x")]
    envelope, body = seal_message(person("anna"), where, parts, lang="en", desk_box=box, seq=1, at=AT)
    opened, _ = open_message(envelope, body, DESK, instance=None)
    grant = forward(person("mira"), opened, card("liam").box, at=AT)
    named = [b64.encode(read_grant(grant, opened.context).digest)]
    opening = set()
    for type_, own in GRANTING.items():
        fields = {name: opened.context.id if value is None else value for name, value in own.items()}
        statement = make_statement(person("mira"), type_, case=CASE, at=AT, grants=named, **fields)
        try:
            read_naming(statement, read_grant(grant, opened.context), opened.context)
        except ProtocolError:
            continue
        opening.add(type_)
    assert opening == allowed


def test_a_later_grant_is_refused_where_nobody_is_known_to_have_held_the_desk():
    with pytest.raises(ProtocolError):
        open_as_liam(released(), frozenset())


@pytest.mark.parametrize("envelope", [lambda: letter()[0], released], ids=["at entry", "later"])
def test_the_file_form_holds_everything(envelope):
    data = b"".join(write_file(envelope(), [letter()[1]]))
    again, pieces = read_file(io.BytesIO(data).read)
    assert again.context == envelope().context
    assert b"".join(pieces) == letter()[1]


def test_a_file_with_a_byte_more_does_not_open():
    data = b"".join(write_file(letter()[0], [letter()[1], b"\0"]))
    envelope, pieces = read_file(io.BytesIO(data).read)
    with pytest.raises(ProtocolError):
        open_message(envelope, b"".join(pieces), DESK, instance=None)


def test_a_later_grant_is_not_written_without_its_statement():
    with pytest.raises(ProtocolError):
        list(write_file(replace(released(), statement=None), [letter()[1]]))


def test_a_sealer_seals_once_and_signs_only_what_was_sealed_to_the_end():
    manifest = Manifest("en", (Shape("image/png", 4),))
    box = custody().current.box
    sealer = MessageSealer(person("anna"), address(), manifest, desk_box=box, seq=1, at=AT)
    with pytest.raises(ProtocolError):
        sealer.finish()
    with pytest.raises(ProtocolError):
        list(sealer.body([b"12345"]))
    with pytest.raises(ProtocolError):
        sealer.finish()
    with pytest.raises(ProtocolError):
        list(sealer.body([b"1234"]))


def test_a_letter_is_sealed_only_to_the_desk_key_its_context_names():
    with pytest.raises(ProtocolError):
        seal_message(
            person("anna"), address(), [Part("text/plain", b"x")], lang="en", desk_box=card("mira").box, seq=1, at=AT
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"thread": ""},
        {"thread": "offender"},
        {"case": ""},
        {"kind": "aside", "thread": ""},
        {"kind": "notes"},
        {"kind": "request"},
        {"kind": "relayed", "original": b64.encode(bytes(16))},
        {"kind": "forgiveness"},
    ],
    ids=str,
)
def test_a_context_that_does_not_fit_its_kind_is_never_sealed(changes):
    box = custody().current.box
    with pytest.raises(ProtocolError):
        seal_message(
            person("anna"), address(**changes), [Part("text/plain", b"x")], lang="en", desk_box=box, seq=1, at=AT
        )


def test_threads_change_nothing_but_the_time():
    parts = [Part("video/mp4", bytes(range(256)) * 5000), Part("text/vtt", b"WEBVTT")]
    box = custody().current.box
    envelope, body = seal_message(person("anna"), address(kind="video"), parts, lang="en", desk_box=box, seq=2, at=AT)
    seen: dict[int, bytes] = {}

    def keep(number: int, data: memoryview) -> None:
        seen[number] = seen.get(number, b"") + bytes(data)

    with ThreadPoolExecutor(2) as two:
        open_message_to(envelope, [body], DESK, keep, instance=None, executor=two)
    assert [seen[0], seen[1]] == [part.data for part in parts]
