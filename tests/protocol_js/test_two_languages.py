"""Messages: what Python seals the browser opens, and the reverse (docs/protocol.md §4)."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.file_form import read_file, write_file
from relay.protocol.message import Address, Envelope, Part, forward, open_message, seal_message
from relay.protocol.notation import digest
from relay.protocol.signed import Signed
from relay.protocol.statement import make_statement
from tests.protocol.world import AT, CASE, card, person
from tests.protocol_js.peer import Refused
from tests.protocol_js.world import DESK_SECRET, held_by_mira

CHUNK = 262_144
INSTANCE = held_by_mira().roster.instance
CUSTODY = held_by_mira().custody

MEDIA = st.sampled_from(["image/jpeg", "image/png", "image/webp", "audio/mp4", "audio/webm", "video/mp4", "video/webm"])
CONTROLS = "".join(map(chr, [*range(9), *range(11, 32), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS), min_size=1, max_size=400)
SIZES = st.one_of(
    st.integers(1, 5000),
    st.integers(1, 3 * CHUNK + 1),
    st.sampled_from([edge + off for edge in (CHUNK, 2 * CHUNK, 3 * CHUNK) for off in (-1, 0, 1)]),
)
LANGS = st.sampled_from(["en", "fr", "fr-CA", "iu-Cans-CA"])


@st.composite
def parts(draw: st.DrawFn) -> list[Part]:
    """One text and up to two files, one of them up to three chunks long."""
    sizes = draw(st.lists(SIZES, max_size=2))
    files = [Part(draw(MEDIA), random.Random(draw(st.integers())).randbytes(size)) for size in sizes]
    return [Part("text/plain", draw(TEXTS).encode()), *files]


def sealed_here(given_parts: list[Part], lang: str = "en") -> tuple[Envelope, bytes]:
    epoch = CUSTODY.current
    address = Address(INSTANCE, CASE, "victim-417", "letter", epoch.key_id, CUSTODY.head)
    return seal_message(person("anna"), address, given_parts, lang=lang, desk_box=epoch.box, seq=1, at=AT)


def sealed_there(peer, given_parts: list[Part], lang: str = "en"):
    desk = {"box": CUSTODY.current.box, "custody": CUSTODY.head}
    about = {"kind": "letter", "case": CASE, "thread": "victim-417", "original": "", "seq": 1, "at": AT}
    written = [{"type": part.type, "bytes": part.data} for part in given_parts]
    about |= {"seed": person("anna").seed, "instance": INSTANCE}
    return peer.ask("seal_message", desk=desk, lang=lang, parts=written, **about)


def opened_there(peer, envelope: Envelope, body: bytes, secret: bytes = DESK_SECRET, **more: object):
    file = b"".join(write_file(envelope, [body]))
    return peer.ask("open_file", file=file, instance=INSTANCE, secret=secret, **more)


def opened_here(file: str, secret: bytes = DESK_SECRET):
    envelope, body = read_file(io.BytesIO(b64.decode(file)).read)
    return open_message(envelope, b"".join(body), secret, instance=INSTANCE)


@settings(deadline=None, max_examples=25)
@given(given_parts=parts(), lang=LANGS)
@example(given_parts=[Part("video/mp4", bytes(3 * CHUNK + 1))], lang="en")
@example(given_parts=[Part("image/png", b"\0")], lang="fr")
def test_what_python_seals_the_browser_opens(peer, given_parts, lang):
    opened = opened_there(peer, *sealed_here(given_parts, lang))
    assert opened["lang"] == lang
    assert [Part(part["type"], b64.decode(part["bytes"])) for part in opened["parts"]] == given_parts


@settings(deadline=None, max_examples=25)
@given(given_parts=parts(), lang=LANGS)
@example(given_parts=[Part("video/mp4", bytes(3 * CHUNK + 1))], lang="en")
@example(given_parts=[Part("image/png", b"\0")], lang="fr")
def test_what_the_browser_seals_python_opens(peer, given_parts, lang):
    _, container = opened_here(sealed_there(peer, given_parts, lang)["file"])
    assert container.lang == lang
    assert list(container.parts) == given_parts


@settings(deadline=None, max_examples=40)
@given(flip=st.integers(0, 8 * 6000))
def test_one_bit_changed_and_neither_opens_it(peer, flip):
    file = bytearray(b"".join(write_file(*_as_pieces(sealed_here([Part("text/plain", b"Dear Oscar")])))))
    file[flip // 8 % len(file)] ^= 1 << flip % 8
    with pytest.raises(ProtocolError):
        opened_here(b64.encode(bytes(file)))
    with pytest.raises(Refused):
        peer.ask("open_file", file=bytes(file), instance=INSTANCE, secret=DESK_SECRET)


def _as_pieces(sealed: tuple[Envelope, bytes]) -> tuple[Envelope, list[bytes]]:
    return sealed[0], [sealed[1]]


def _release(message: str, grant_digest: str) -> dict[str, object]:
    consent = b64.encode(bytes(32))
    return {"message": message, "to": "offender", "consent": consent, "grants": [grant_digest]}


def test_what_mira_releases_in_python_liam_opens_in_the_browser(peer):
    envelope, body = sealed_here([Part("text/plain", b"Dear Oscar")])
    opened, _ = open_message(envelope, body, DESK_SECRET, instance=INSTANCE)
    grant = forward(person("mira"), opened, person("liam").box_pk, at=AT)
    named = b64.encode(digest("grant", grant.data))
    statement = make_statement(person("mira"), "release", case=CASE, at=AT, **_release(opened.context.id, named))
    released = Envelope(envelope.context, envelope.seal, grant, statement=statement)
    own = person("liam").box_sk
    read = opened_there(peer, released, body, own, chain=held_by_mira().chain_given)
    assert b64.decode(read["parts"][0]["bytes"]) == b"Dear Oscar"
    with pytest.raises(Refused):
        opened_there(peer, released, body, own)


def test_what_mira_releases_in_the_browser_liam_opens_in_python(peer):
    sealed = sealed_there(peer, [Part("text/plain", b"Dear Oscar")])
    envelope, body = read_file(io.BytesIO(b64.decode(sealed["file"])).read)
    seed, to = person("mira").seed, person("liam").box_pk
    grant = peer.ask("make_grant", seed=seed, h=sealed["h"], file_key=sealed["file_key"], to=to, at=AT)
    fields = {"type": "release", "case": CASE, "at": AT, **_release(sealed["id"], grant["digest"])}
    statement = peer.ask("make_statement", seed=seed, fields=fields)
    released = Envelope(envelope.context, envelope.seal, _signed(grant), statement=_signed(statement))
    holders = {card("mira").sign}
    whole = b"".join(body)
    _, container = open_message(released, whole, person("liam").box_sk, instance=INSTANCE, desk_holders=holders)
    assert container.parts[0].data == b"Dear Oscar"


def _signed(written: dict[str, str]) -> Signed:
    return Signed(b64.decode(written["bytes"]), b64.decode(written["signature"]))
