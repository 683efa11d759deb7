"""Passphrases, recovery codes, drafts, invitations: kept by either, opened by the other (docs/protocol.md §3, §7)."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import b64, invitation, passphrase, private, recovery
from tests.protocol_js.peer import Refused

KEYS = st.binary(min_size=32, max_size=32)
RAW_IDS = st.binary(min_size=16, max_size=16)
PEOPLE = RAW_IDS.map(b64.encode)
PLAIN = st.binary(max_size=5000)
TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def alike(here, there) -> None:
    """Both give the same, or both refuse."""
    try:
        answer = here()
    except ProtocolError:
        with pytest.raises(Refused):
            there()
        return
    assert there() == answer


@settings(deadline=None, max_examples=400)
@given(name=TYPED)
@example(name="  Anna.Éﬁ ")
@example(name="ΟΔΟΣ İ ǅ")
@example(name="a\U0001fae8")
@example(name="a\u0378")
@example(name="\u00a0anna\u3000")
def test_both_read_a_sign_in_name_alike(peer, name):
    alike(lambda: passphrase.normal_name(name), lambda: peer.ask("normal_name", name=name))


@settings(deadline=None, max_examples=4)
@given(name=TYPED, words=TYPED, instance=KEYS)
@example(name="Anna.Éﬁ", words="cafe\u0301 lantern", instance=bytes(32))
@example(name="anna", words="", instance=bytes(32))
def test_both_stretch_a_passphrase_alike(peer, name, words, instance):
    def here():
        secrets = passphrase.sign_in_secrets(instance, name, words)
        return {"auth": b64.encode(secrets.auth), "wrap": b64.encode(secrets.wrap)}

    alike(here, lambda: peer.ask("stretch", name=name, passphrase=words, instance=instance))


@settings(deadline=None, max_examples=25)
@given(wrap=KEYS, seed=KEYS, instance=KEYS, person=PEOPLE)
def test_a_seed_wrapped_by_either_is_unwrapped_by_the_other(peer, wrap, seed, instance, person):
    place = {"wrap": wrap, "instance": instance, "person": person}
    for verb, wrap_here, unwrap_here in (
        ("seed", passphrase.wrap_seed, passphrase.unwrap_seed),
        ("recovery", recovery.wrap_recovery_seed, recovery.unwrap_recovery_seed),
    ):
        sealed = wrap_here(wrap, seed, instance, person)
        assert peer.ask(f"unwrap_{verb}", sealed=sealed, **place) == b64.encode(seed)
        there = b64.decode(peer.ask(f"wrap_{verb}", seed=seed, **place))
        assert unwrap_here(wrap, there, instance, person) == seed
    with pytest.raises(Refused):
        peer.ask("unwrap_seed", sealed=sealed, **place)


@settings(deadline=None, max_examples=50)
@given(code=st.binary(min_size=20, max_size=20))
def test_a_recovery_code_is_the_same_on_paper_and_in_secret(peer, code):
    shown = recovery.show_code(code)
    assert peer.ask("show_code", code=code) == shown
    assert peer.ask("read_code", typed=shown.lower().replace("-", " ")) == b64.encode(code)
    secrets = recovery.code_secrets(code)
    assert peer.ask("code_secrets", code=code) == {"auth": b64.encode(secrets.auth), "wrap": b64.encode(secrets.wrap)}


@settings(deadline=None, max_examples=200)
@given(typed=st.text("0189AZaziloILOU -–\tſıK", min_size=30, max_size=36))
def test_both_read_what_somebody_typed_as_a_recovery_code_alike(peer, typed):
    alike(lambda: b64.encode(recovery.read_code(typed)), lambda: peer.ask("read_code", typed=typed))


@settings(deadline=None, max_examples=25)
@given(seed=KEYS, number=RAW_IDS, plain=PLAIN, index=st.integers(0, 2**40))
def test_what_a_device_keeps_opens_in_the_other_language(peer, seed, number, plain, index):
    person = b64.encode(number)
    here = private.seal_draft(seed, number, plain)
    assert peer.ask("open_draft", seed=seed, id=number, sealed=here) == b64.encode(plain)
    there = peer.ask("seal_piece", seed=seed, id=number, index=index, plain=plain)
    assert private.open_piece(seed, number, index, b64.decode(there)) == plain
    piece = private.seal_piece(seed, number, index, plain)
    assert peer.ask("open_piece", seed=seed, id=number, index=index, sealed=piece) == b64.encode(plain)
    with pytest.raises(Refused):
        peer.ask("open_piece", seed=seed, id=number, index=index + 1, sealed=piece)
    there = peer.ask("seal_draft", seed=seed, id=number, plain=plain)
    assert private.open_draft(seed, number, b64.decode(there)) == plain
    there = peer.ask("seal_seen", seed=seed, person=person, plain=plain)
    assert private.open_seen(seed, person, b64.decode(there)) == plain
    seen = private.seal_seen(seed, person, plain)
    assert peer.ask("open_seen", seed=seed, person=person, sealed=seen) == b64.encode(plain)


@settings(deadline=None, max_examples=50)
@given(seed=KEYS, instance=KEYS, number=RAW_IDS, card=st.binary(max_size=2000))
def test_both_write_the_same_link_and_bind_a_card_to_it_alike(peer, seed, instance, number, card):
    secret = invitation.invite_secret(seed, number)
    fragment = invitation.write_fragment(number, secret, instance)
    assert peer.ask("make_invitation", seed=seed, instance=instance, id=number) == fragment
    assert peer.ask("card_mac", fragment=fragment, card=card) == b64.encode(invitation.card_mac(secret, number, card))
