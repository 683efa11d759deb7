from __future__ import annotations

import pytest

from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.protocol.statement import make_statement, read_statement
from tests.protocol.world import AT, CASE, person

DIGEST, OTHER = b64.encode(bytes(32)), b64.encode(b"\1" * 32)
MESSAGE = b64.encode(bytes(16))


def say(type_: str, case: str = CASE, **own: object):
    return read_statement(make_statement(person("mira"), type_, case=case, at=AT, **own))


def test_a_statement_is_read_as_it_was_made():
    release = say("release", message=MESSAGE, to="victim-7", consent=DIGEST, grants=[DIGEST, OTHER])
    assert release.text("to") == "victim-7"
    assert release.digest_field("consent") == bytes(32)
    assert release.digests("grants") == (bytes(32), b"\1" * 32)
    assert release.by == person("mira").sign_pk
    assert say("party", party="offender", card="", desk="").digest_field("card") == b""
    assert say("declare", conflict=True).flag("conflict") is True


def test_two_statements_never_share_a_nonce():
    assert say("declare", conflict=False).nonce != say("declare", conflict=False).nonce


@pytest.mark.parametrize(
    ("ledger", "case"),
    [
        (CASE, CASE),
        (f"{CASE}/victim-1", CASE),
        (f"case/{CASE}", CASE),
        ("roster", ""),
        ("office", ""),
        ("institution/A", ""),
    ],
)
def test_restored_names_a_ledger_or_chain_and_its_case(ledger, case):
    assert say("restored", case, ledger=ledger, link=DIGEST).case == case


@pytest.mark.parametrize(
    ("type_", "own"),
    [
        ("restored", {"case": "", "ledger": CASE, "link": DIGEST}),
        ("restored", {"ledger": "roster", "link": DIGEST}),
        ("restored", {"ledger": f"{CASE}/offender", "link": DIGEST}),
        ("restored", {"ledger": "", "link": DIGEST}),
        ("release", {"message": MESSAGE, "to": "victim-7", "consent": DIGEST, "grants": [DIGEST] * 2}),
        ("release", {"message": MESSAGE, "to": "victim-7", "consent": "", "grants": []}),
        ("return", {"message": MESSAGE, "guidance": MESSAGE, "grants": []}),
        ("brief", {"message": MESSAGE, "grants": [b64.encode(bytes(31) + bytes([n])) for n in range(65)]}),
        ("review", {"message": MESSAGE, "to": "held", "until": "2026-11-22T14:05Z"}),
        ("accept", {"party": "offender", "holder": DIGEST, "given": True, "how": "portal"}),
        ("accept", {"party": "victim-1", "holder": DIGEST, "given": True, "how": "written"}),
        ("prepared", {"party": "offender", "checks": ["safety", "safety"]}),
        ("prepared", {"party": "offender", "checks": ["safety", 7]}),
        ("prepared", {"party": "offender", "checks": [["safety"]]}),
        ("party", {"party": "offender", "card": "", "desk": "office"}),
        ("party", {"party": "offender", "card": "", "desk": f"case/{CASE}"}),
        ("dispose", {"what": "message", "message": ""}),
        ("withdraw", {"message": "all", "how": "portal"}),
        ("declare", {"conflict": False, "note": "free text"}),
        ("declare", {}),
        ("", {}),
    ],
    ids=str,
)
def test_anything_else_is_neither_made_nor_read(type_, own):
    with pytest.raises(ProtocolError):
        say(type_, **own)


def test_a_type_that_is_no_text_is_refused():
    with pytest.raises(ProtocolError):
        read_statement(Signed(b'{"type":["party"],"v":1}', bytes(64)))
