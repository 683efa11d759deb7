from __future__ import annotations

import io
import time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, container, invitation, recovery, xwing
from relay.protocol.body import BodyKey
from relay.protocol.card import read_card
from relay.protocol.context import read_context
from relay.protocol.custody import make_close, read_custody_statement
from relay.protocol.desk_secret import open_desk_secret, seal_desk_secret
from relay.protocol.file_form import read_file, write_file
from relay.protocol.grant import read_grant
from relay.protocol.manifest import read_manifest
from relay.protocol.message import open_message
from relay.protocol.passphrase import normal_name, unwrap_seed, wrap_seed
from relay.protocol.private import open_draft, seal_draft
from relay.protocol.roster import REVOKE, make_entry, read_entry
from relay.protocol.seal import read_seal
from relay.protocol.signed import Signed
from relay.protocol.statement import make_statement, read_statement
from tests.protocol.world import AT, CASE, card, custody, desk_secret_of, letter, person

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = b64.encode(bytes(16))
SEED = bytes(32)


class Parser(NamedTuple):
    read: Callable[[bytes], object]
    good: Callable[[], bytes]


def _context():
    return read_context(letter()[0].context)


def _signed_by(name: str, label: str, read: Callable[[Signed], object]) -> Callable[[bytes], object]:
    """Sign whatever comes, as an attacker who is a member would: only the shape can refuse it."""
    return lambda data: read(person(name).sign(label, data))


def _from_text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: read(data.decode("utf-8", "surrogateescape"))


def _open_file(data: bytes) -> object:
    envelope, pieces = read_file(io.BytesIO(data).read)
    return open_message(envelope, b"".join(pieces), desk_secret_of(f"case/{CASE}"), instance=None)


def _chunk_key() -> BodyKey:
    return BodyKey(SEED, bytes(16), bytes(32), 4096)


PARSERS = {
    "base64url": Parser(_from_text(lambda text: b64.decode(text, 3)), lambda: b"AAAA"),
    "canonical": Parser(canonical.decode, lambda: letter()[0].context),
    "card": Parser(_signed_by("anna", "card", read_card), lambda: card("anna").signed.data),
    "roster entry": Parser(
        _signed_by("olive", "roster", read_entry),
        lambda: make_entry(person("olive"), REVOKE, SEED, SEED, issued=AT).data,
    ),
    "custody": Parser(
        _signed_by("olive", "statement", read_custody_statement),
        lambda: make_close(person("olive"), custody(), at=AT).data,
    ),
    "statement": Parser(
        _signed_by("mira", "statement", read_statement),
        lambda: make_statement(person("mira"), "declare", case=CASE, at=AT, conflict=False).data,
    ),
    "context": Parser(read_context, lambda: letter()[0].context),
    "seal": Parser(
        _signed_by("anna", "seal", lambda signed: read_seal(signed, _context())), lambda: letter()[0].seal.data
    ),
    "grant": Parser(
        _signed_by("anna", "grant", lambda signed: read_grant(signed, _context())), lambda: letter()[0].grant.data
    ),
    "signature": Parser(
        lambda data: read_card(Signed(card("anna").signed.data, data)), lambda: card("anna").signed.signature
    ),
    "manifest": Parser(read_manifest, lambda: b'{"lang":"en","parts":[{"size":1,"type":"text/plain"}],"v":1}'),
    "container": Parser(container.unpack, lambda: container.pack([container.Part("text/plain", b"x")], "en")),
    "chunk": Parser(lambda data: _chunk_key().open_chunk(0, data), lambda: _chunk_key().seal_chunk(0, bytes(4096))),
    "body": Parser(
        lambda data: open_message(letter()[0], data, desk_secret_of(f"case/{CASE}"), instance=None),
        lambda: letter()[1],
    ),
    "file": Parser(_open_file, lambda: b"".join(write_file(letter()[0], (letter()[1],)))),
    "X-Wing ciphertext": Parser(
        lambda data: xwing.decapsulate(SEED, data), lambda: xwing.encapsulate(card("anna").box)[0]
    ),
    "X-Wing key": Parser(xwing.encapsulate, lambda: card("anna").box),
    "desk secret": Parser(
        lambda data: open_desk_secret(person("mira").box_sk, data, SEED, card("mira").box),
        lambda: seal_desk_secret(card("mira").box, person("mira").box_sk, SEED),
    ),
    "wrapped seed": Parser(
        lambda data: unwrap_seed(SEED, data, SEED, PERSON), lambda: wrap_seed(SEED, SEED, SEED, PERSON)
    ),
    "draft": Parser(lambda data: open_draft(SEED, bytes(16), data), lambda: seal_draft(SEED, bytes(16), b"x")),
    "recovery code": Parser(_from_text(recovery.read_code), lambda: recovery.show_code(bytes(20)).encode()),
    "fragment": Parser(_from_text(invitation.read_fragment), lambda: b"A" * 64),
    "sign-in name": Parser(_from_text(normal_name), lambda: b"anna"),
}


@cache
def _good(name: str) -> bytes:
    data = PARSERS[name].good()
    PARSERS[name].read(data)  # the sample itself must be good, or its mutations prove nothing
    return data


def _only_its_own_error(name: str, data: bytes) -> None:
    try:
        PARSERS[name].read(data)
    except ProtocolError:
        return


@pytest.mark.parametrize("name", PARSERS)
@given(data=st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_arbitrary_bytes_are_refused_in_one_way(name, data):
    _only_its_own_error(name, data)


@pytest.mark.parametrize("name", PARSERS)
@given(cut=st.floats(0, 1, exclude_max=True))
@settings(max_examples=30, deadline=None)
def test_truncated_bytes_are_refused_in_one_way(name, cut):
    good = _good(name)
    _only_its_own_error(name, good[: int(len(good) * cut)])


@pytest.mark.parametrize("name", PARSERS)
@given(place=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=8), cut=st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_mutated_bytes_are_refused_in_one_way(name, place, junk, cut):
    good = _good(name)
    start = int(len(good) * place)
    _only_its_own_error(name, good[:start] + junk + good[start + cut :])


@pytest.mark.parametrize("name", [name for name in PARSERS if name != "sign-in name"])  # a name may be long
@pytest.mark.parametrize(
    "hostile",
    [b"[" * 5_000_000, b'{"a":' * 1_000_000, b"9" * 5_000_000, b'{"a":' + b"9" * 8_000 + b"}", b"\xff" * 5_000_000],
    ids=["brackets", "braces", "digits", "one long number", "not UTF-8"],
)
def test_deep_or_huge_input_is_refused_in_bounded_time(name, hostile):
    start = time.process_time()
    with pytest.raises(ProtocolError):
        PARSERS[name].read(hostile)
    assert time.process_time() - start < 2
