"""Ceremony, publish, join, endorse, publish: a programme of real people begins."""

from __future__ import annotations

import re

import pytest

from relay.client.client import Client
from relay.client.errors import Refusal
from relay.client.join import Newcomer
from tests.support.server import served

PASSPHRASE = "correct horse battery staple"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A production server, its root made, the first officer joined, endorsed and published."""
    folder = tmp_path_factory.mktemp("real")
    with served(folder / "var", demo=False) as server:
        server.root_key, server.keys = folder / "root-key.json", folder / "keys"
        made = keys(server, "ceremony", "--root-key", server.root_key, "--url", server.url, "--name", "North")
        server.printed = made.stdout
        assert made.returncode == 0, made.stderr
        assert keys(server, "publish").returncode == 0
        server.link = re.search(r"http\S+", made.stdout)[0]
        server.officer = Client(server.url)
        server.officer.join(server.link, Newcomer("olga", "Olga", "six words of hers"))
        yield server
        server.officer.close()


def keys(server, verb, *options):
    return server.relay("keys", verb, server.keys, *options, RELAY_PASSPHRASE=PASSPHRASE)


def test_the_ceremony_prints_fingerprint_and_invitation_and_keeps_the_key_to_its_owner(real):
    assert re.search(r"(\d{5} ){5}\d{5}", real.printed)
    assert "/en/join#" in real.printed
    assert real.root_key.stat().st_mode & 0o077 == 0
    assert PASSPHRASE not in real.root_key.read_text()


def test_a_joined_officer_is_let_in_only_once_the_root_endorsed_her(real):
    with pytest.raises(Refusal) as refused:
        real.officer.create_institution("NORTH-1", "North One")
    assert refused.value.is_refusal

    assert keys(real, "publish").returncode == 0
    endorsed = keys(real, "endorse", "--root-key", real.root_key)
    assert "1 endorsed" in endorsed.stdout
    assert real.officer.me.card.fingerprint in endorsed.stdout
    assert keys(real, "publish").returncode == 0

    assert real.officer.trust.roster().stands(real.officer.me.card.digest)
    real.officer.assign("office", real.officer.me.card.digest)
    real.officer.open_desk("office")
    assert real.officer.create_institution("NORTH-1", "North One") == "institution/NORTH-1"


def test_doing_it_all_again_changes_nothing(real):
    before = real.officer.trust.roster().length
    assert "0 endorsed" in keys(real, "endorse", "--root-key", real.root_key).stdout
    assert keys(real, "publish").returncode == 0
    assert real.officer.trust.roster().length == before


def test_the_root_endorses_nobody_whose_card_was_swapped_on_the_way(real):
    invited = keys(real, "invite", "--root-key", real.root_key, "--url", real.url)
    keys(real, "publish")
    with Client(real.url) as second:
        second.join(re.search(r"http\S+", invited.stdout)[0], Newcomer("otto", "Otto", "six words of his"))
    keys(real, "publish")
    joined = real.keys / "joined.json"
    joined.write_text(re.sub(r'"mac": "(..)', lambda mac: f'"mac": "{mac[1][::-1]}', joined.read_text()))
    refused = keys(real, "endorse", "--root-key", real.root_key)
    assert refused.returncode == 1
    assert "not made with this invitation" in refused.stderr


def test_a_wrong_passphrase_and_a_second_ceremony_are_refused(real):
    wrong = real.relay("keys", "endorse", real.keys, "--root-key", real.root_key, RELAY_PASSPHRASE="wrong")
    assert wrong.returncode == 1
    assert "wrong-passphrase" in wrong.stderr
    again = keys(real, "ceremony", "--root-key", real.root_key, "--url", real.url, "--name", "South")
    assert again.returncode == 1


def test_the_key_file_may_not_lie_in_the_repository(real):
    inside = real.relay("keys", "ceremony", real.keys, "--root-key", "root-key.json", "--url", real.url, "--name", "N")
    assert inside.returncode == 1
    assert "outside the repository" in inside.stderr


def test_the_demos_name_is_nobody_elses(real, tmp_path):
    demos = keys(real, "ceremony", "--root-key", tmp_path / "root-key.json", "--url", real.url, "--name", "DEMO")
    assert demos.returncode == 1
    assert "the demo programme's name" in demos.stderr
    assert not (tmp_path / "root-key.json").exists()


def test_a_second_card_on_the_roots_link_is_told(real):
    with Client(real.url) as stranger, pytest.raises(Refusal, match="invitation-used"):
        stranger.join(real.link, Newcomer("somebody", "Somebody", "six words of theirs"))
    published = keys(real, "publish")
    assert "Olga: a second card came on the same link" in published.stdout


def test_the_root_ends_an_officers_key_for_good(real):
    made = keys(real, "invite", "--root-key", real.root_key, "--url", real.url)
    assert keys(real, "publish").returncode == 0
    with Client(real.url) as omar:
        omar.join(re.search(r"http\S+", made.stdout)[0], Newcomer("omar", "Omar", "six words of his"))
        for verb in ("publish", "endorse", "publish"):
            keys(real, verb, *(("--root-key", real.root_key) if verb == "endorse" else ()))
        card = omar.me.card
    assert real.officer.trust.roster().stands(card.digest)
    nobodys = keys(real, "revoke", "--root-key", real.root_key, "--fingerprint", "00000 " * 6)
    assert nobodys.returncode == 1
    ended = keys(real, "revoke", "--root-key", real.root_key, "--fingerprint", card.fingerprint)
    assert "Omar is revoked" in ended.stdout
    assert keys(real, "publish").returncode == 0
    assert not real.officer.trust.roster().stands(card.digest)
    with Client(real.url) as again, pytest.raises(Refusal, match="wrong-sign-in"):
        again.sign_in("omar", "six words of his")


def test_a_revocation_made_before_somebody_was_endorsed_is_made_again(real):
    invited = keys(real, "invite", "--root-key", real.root_key, "--url", real.url)
    assert keys(real, "publish").returncode == 0
    with Client(real.url) as odile:
        odile.join(re.search(r"http\S+", invited.stdout)[0], Newcomer("odile", "Odile", "six words of hers"))
        for verb in ("publish", "endorse", "publish"):
            keys(real, verb, *(("--root-key", real.root_key) if verb == "endorse" else ()))
        leaving = ("--root-key", real.root_key, "--fingerprint", odile.me.card.fingerprint)
        made = real.officer.invite("mediator")
        with Client(real.url) as mediator:
            mediator.join(made.link, Newcomer("marie", "Marie", "six words of hers"))
        real.officer.confirm(made.id)
        assert keys(real, "revoke", *leaving).returncode == 0
        stale = keys(real, "publish")
        assert "stale-roster" in stale.stderr

        for name in ("roster.json", "cards.json"):
            (real.keys / name).unlink()
        for verb, options in (("publish", ()), ("revoke", leaving), ("publish", ())):
            assert keys(real, verb, *options).returncode == 0
        assert not real.officer.trust.roster().stands(odile.me.card.digest)
