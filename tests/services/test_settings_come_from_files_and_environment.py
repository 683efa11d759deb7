from __future__ import annotations

import pytest
from pydantic import ValidationError

from relay.settings import load


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in ("RELAY_CONFIG", "RELAY_PORT", "RELAY_VAR", "PORT"):
        monkeypatch.delenv(name, raising=False)


def test_defaults_stand_alone():
    assert load().port == 8000


def test_the_deployments_file_wins_over_defaults_and_the_environment_over_both(tmp_path, monkeypatch):
    own = tmp_path / "own.toml"
    own.write_text('port = 9001\nhelp_phone = "1"\n')
    monkeypatch.setenv("RELAY_CONFIG", str(own))
    monkeypatch.setenv("RELAY_PORT", "9002")
    settings = load()
    assert (settings.port, settings.help_phone) == (9002, "1")


def test_port_is_read_as_the_platform_gives_it(monkeypatch):
    monkeypatch.setenv("PORT", "9003")
    assert load().url == "http://localhost:9003"


def test_one_limit_can_be_set_alone(monkeypatch):
    monkeypatch.setenv("RELAY_LIMITS__PAGE_SIZE", "7")
    limits = load().limits
    assert (limits.page_size, limits.idle_minutes) == (7, 20)


def test_a_wrong_or_unknown_setting_is_refused(tmp_path, monkeypatch):
    own = tmp_path / "own.toml"
    monkeypatch.setenv("RELAY_CONFIG", str(own))
    for text in ("port = 0", 'colour = "blue"', "[limits]\npage_size = 0", "[limits]\nidle_minutes = 1"):
        own.write_text(text)
        with pytest.raises(ValidationError):
            load()
