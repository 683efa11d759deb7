from __future__ import annotations

import sys
import unicodedata

import pytest

from relay.errors import ProtocolError
from relay.protocol import b64, passphrase, recovery
from relay.protocol.passphrase import normal_name, sign_in_salt
from relay.protocol.unicode14 import is_assigned

NEWER = [0x1FAE8, 0x11F00, 0x31350, 0x0CF3, 0x1C89, 0xA7CB]  # added by Unicode 15 and 16


@pytest.mark.parametrize("code", NEWER, ids=hex)
def test_a_character_younger_than_unicode_14_is_refused_whatever_this_python_knows(code):
    assert not is_assigned(chr(code))
    with pytest.raises(ProtocolError):
        normal_name(f"anna{chr(code)}")


def test_the_table_agrees_with_this_pythons():
    known = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs")}
    table = {code for code in range(sys.maxunicode + 1) if is_assigned(chr(code))}
    assert table <= known
    assert unicodedata.unidata_version != "14.0.0" or table == known


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Anna ", "anna"),
        ("ANNA", "anna"),
        ("É", "é"),
        ("E\u0301", "é"),
        ("\ufb01n", "fin"),
        ("İ", "i̇"),
        ("ΟΔΟΣ", "οδος"),
    ],
)
def test_a_name_has_one_form(typed, normal):
    assert normal_name(typed) == normal
    assert sign_in_salt(bytes(32), typed) == sign_in_salt(bytes(32), normal)


@pytest.mark.parametrize("typed", ["", "  ", "an\x00na", "anna\n", "\x85", "a\ud800", "\uffff"], ids=ascii)
def test_what_is_no_name_is_refused(typed):
    with pytest.raises(ProtocolError):
        normal_name(typed)


@pytest.mark.parametrize("typed", ["", "\ud800", "x\uffff"], ids=ascii)
def test_what_is_no_passphrase_is_refused(typed):
    with pytest.raises(ProtocolError):
        passphrase.stretch(typed, bytes(16))


def test_the_sign_in_secret_does_not_unwrap_the_seed():
    secrets = passphrase.sign_in_secrets(bytes(32), "anna", "four quiet words here")
    person = b64.encode(bytes(16))
    wrapped = passphrase.wrap_seed(secrets.wrap, bytes(32), bytes(32), person)
    assert passphrase.unwrap_seed(secrets.wrap, wrapped, bytes(32), person) == bytes(32)
    for wrap, instance, owner in (
        (secrets.auth, bytes(32), person),
        (secrets.wrap, b"\1" * 32, person),
        (secrets.wrap, bytes(32), b64.encode(b"\1" * 16)),
    ):
        with pytest.raises(ProtocolError):
            passphrase.unwrap_seed(wrap, wrapped, instance, owner)


def test_secrets_never_show_in_a_log():
    assert "b'" not in repr(passphrase.secrets_of(bytes(32)))


def test_a_recovery_code_is_read_as_people_copy_it():
    code = recovery.read_code("O0iI lL11-0000 0000 0000 0000 0000 zzzz")
    assert recovery.show_code(code) == "0011-1111-0000-0000-0000-0000-0000-ZZZZ"


@pytest.mark.parametrize("typed", ["", "0" * 31, "0" * 33, "U" * 32, "0" * 31 + "\t", "０" * 32, "ı" * 32], ids=ascii)
def test_what_is_no_recovery_code_is_refused(typed):
    with pytest.raises(ProtocolError):
        recovery.read_code(typed)
