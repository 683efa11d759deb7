from __future__ import annotations

import secrets

import pytest

from relay.client.errors import Refusal
from relay.client.join import Newcomer
from relay.errors import ProtocolError
from relay.protocol.recovery import new_code, show_code


@pytest.fixture
def nell(demo_server):
    """Nell joined to mediate, with a recovery code."""
    newcomer = Newcomer(f"nell-{secrets.token_hex(4)}", "Nell", secrets.token_hex(8), show_code(new_code()))
    with demo_server.signed_in("Olive") as olive, demo_server.client() as client:
        client.join(olive.invite("mediator").link, newcomer)
    return newcomer


def fingerprint(demo_server, name, passphrase):
    with demo_server.client() as client:
        return client.sign_in(name, passphrase).card.fingerprint


def test_the_code_brings_the_same_keys_back_under_a_new_passphrase_and_code(demo_server, nell):
    before = fingerprint(demo_server, nell.sign_in, nell.passphrase)
    with demo_server.client() as client:
        code = client.recover(nell.sign_in, nell.recovery.lower(), "quite another passphrase")
        assert client.me.card.fingerprint == before
        assert [note["what"] for note in client.account()["notes"]] == ["recovered", "joined"]
    assert fingerprint(demo_server, nell.sign_in, "quite another passphrase") == before
    with pytest.raises(Refusal, match="401 wrong-sign-in"):
        fingerprint(demo_server, nell.sign_in, nell.passphrase)
    with demo_server.client() as client:
        with pytest.raises(Refusal, match="401 wrong-recovery"):
            client.recover(nell.sign_in, nell.recovery, "no")
        client.recover(nell.sign_in, code, "and one more passphrase")


def test_what_is_no_code_goes_nowhere(demo_server, nell):
    with demo_server.client() as client, pytest.raises(ProtocolError):
        client.recover(nell.sign_in, "not a code", "no")


def test_name_passphrase_and_code_change_one_after_the_other(demo_server, nell):
    with demo_server.client() as client:
        before = client.sign_in(nell.sign_in, nell.passphrase).card.fingerprint
        with pytest.raises(Refusal, match="422 wrong-passphrase"):
            client.change_passphrase("not hers", "a new one")
        with pytest.raises(Refusal, match="409 name-taken"):
            client.change_sign_in("anna", nell.passphrase)
        client.change_passphrase(nell.passphrase, "a new one")
        client.change_sign_in(f"{nell.sign_in}-2", "a new one")
        code = client.new_recovery("a new one")
        assert client.account()["recovery"] is True
    assert fingerprint(demo_server, f"{nell.sign_in}-2", "a new one") == before
    with demo_server.client() as client:
        client.recover(f"{nell.sign_in}-2", code, "the last one")
        assert client.me.card.fingerprint == before


def test_all_other_sessions_end(demo_server, nell):
    with demo_server.client() as here, demo_server.client() as there:
        for client in (there, here):
            client.sign_in(nell.sign_in, nell.passphrase)
        assert len(here.sessions()) == 2
        here.end_other_sessions()
        assert [one["current"] for one in here.sessions()] == [True]
        with pytest.raises(Refusal, match="401"):
            there.account()
        there.me = None
