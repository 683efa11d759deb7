from __future__ import annotations

import json
import stat

import pytest

from relay import operate
from relay.errors import Conflict, ProtocolError, Refused
from relay.first_demo import wipe_half_made_demo
from relay.protocol import b64
from relay.protocol.card import make_card
from relay.protocol.identity import Identity
from relay.settings import Settings
from tests.support.town import new_id

AT = "2026-11-22T14:05Z"


@pytest.fixture
def settings(tmp_path):
    made = Settings(var=tmp_path / "var", demo=False)
    operate.make_secrets(made)
    operate.migrate(made)
    return made


def root_folder(path, name="Root"):
    path.mkdir()
    card = make_card(Identity.generate(), name=name, person=new_id(), role="root", issued=AT)
    root = {"card": card.data.decode(), "card_signature": b64.encode(card.signature)}
    (path / "root.json").write_text(json.dumps(root))
    return path


def test_secrets_are_drawn_once_and_for_their_owner_alone(settings):
    before = settings.secrets()
    operate.make_secrets(settings)
    assert settings.secrets() == before
    assert before.pepper != before.session_key
    files = [*(settings.var / "secrets").iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((settings.var / "secrets").stat().st_mode) == 0o700


def test_everything_of_an_instance_lies_in_a_folder_for_its_owner_alone(settings):
    assert stat.S_IMODE(settings.var.stat().st_mode) == 0o700


def test_secrets_are_not_shown_by_mistake(settings):
    assert "pepper=" not in repr(settings.secrets())


def test_there_is_no_default_secret(tmp_path):
    with pytest.raises(FileNotFoundError):
        Settings(var=tmp_path, demo=False).secrets()


def test_publishing_again_changes_nothing(settings, tmp_path):
    folder = root_folder(tmp_path / "keys")
    assert operate.publish_folder(settings, folder) == []
    assert operate.publish_folder(settings, folder) == []
    assert json.loads((folder / "joined.json").read_text()) == []


def test_another_root_is_refused(settings, tmp_path):
    operate.publish_folder(settings, root_folder(tmp_path / "keys"))
    with pytest.raises(Conflict):
        operate.publish_folder(settings, root_folder(tmp_path / "others"))


def test_a_root_card_that_was_changed_is_refused(settings, tmp_path):
    folder = root_folder(tmp_path / "keys")
    text = (folder / "root.json").read_text()
    (folder / "root.json").write_text(text.replace("Root", "Toor"))
    with pytest.raises(ProtocolError):
        operate.publish_folder(settings, folder)


def test_production_refuses_to_start_on_the_demos_root(settings, tmp_path):
    operate.require_fitting_root(settings)
    operate.publish_folder(settings, root_folder(tmp_path / "keys", name="DEMO"))
    with pytest.raises(Refused):
        operate.require_fitting_root(settings)
    operate.require_fitting_root(settings.model_copy(update={"demo": True}))


def test_a_demo_never_wipes_a_real_programme(settings, tmp_path):
    operate.publish_folder(settings, root_folder(tmp_path / "keys"))
    demo = settings.model_copy(update={"demo": True})
    with pytest.raises(Refused):
        wipe_half_made_demo(demo)
    assert operate.has_root(settings)


def test_a_half_made_demo_is_wiped(settings):
    operate.publish_folder(settings, root_folder(settings.var / "demo", name="DEMO"))
    wipe_half_made_demo(settings.model_copy(update={"demo": True}))
    assert not operate.has_root(settings)
    assert not (settings.var / "demo").exists()
    assert settings.secrets()
