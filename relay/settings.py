"""What a deployment decides: config/default.toml, the file RELAY_CONFIG names, then RELAY_* (the last wins)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, PositiveInt
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

DEFAULTS = Path(__file__).parent.parent / "config" / "default.toml"
SECRET_BYTES = 32


class Limits(BaseModel):
    """Every limit on sizes, counts and attempts, in one place (design.md §8). Sizes are bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    json_bytes: PositiveInt
    inline_body_bytes: PositiveInt
    body_bytes: PositiveInt
    draft_bytes: PositiveInt
    drafts_per_person: PositiveInt
    seen_bytes: PositiveInt
    invitations_open: PositiveInt
    idle_minutes: int = Field(ge=2)  # use is noted once a minute
    invitation_days: PositiveInt
    upload_days: PositiveInt
    page_size: PositiveInt
    free_attempts_name: PositiveInt
    free_attempts_address: PositiveInt
    longest_wait_seconds: PositiveInt
    flood: str


@dataclass(frozen=True)
class Secrets:
    """This instance's two random secrets, 32 bytes each; never shown by repr."""

    session_key: bytes = field(repr=False)
    pepper: bytes = field(repr=False)


class Settings(BaseSettings):
    """One deployment's settings; frozen. Raises pydantic.ValidationError for a wrong value."""

    model_config = SettingsConfigDict(
        env_prefix="RELAY_", env_nested_delimiter="__", frozen=True, extra="forbid", populate_by_name=True
    )

    var: Path
    database_url: str
    base_url: str
    port: int = Field(validation_alias=AliasChoices("RELAY_PORT", "PORT"), ge=1, le=65535)
    workers: PositiveInt
    threads: PositiveInt
    trusted_proxies: int = Field(ge=0)
    programme_name: str
    help_phone: str
    leave_to: str
    timezone: str
    pseudo_locale: bool
    demo: bool
    limits: Limits

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings passes it; we read no .env
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment before the files, the deployment's file before the defaults."""
        own = os.environ.get("RELAY_CONFIG")
        files = [DEFAULTS, Path(own)] if own else [DEFAULTS]
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=files)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: the configured one, else SQLite inside var."""
        return self.database_url or f"sqlite:///{self.var.resolve() / 'relay.db'}"

    @property
    def url(self) -> str:
        """The address people type, without a trailing slash."""
        return (self.base_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def bodies(self) -> Path:
        """The folder of sealed bodies."""
        return self.var.resolve() / "bodies"

    @property
    def demo_people(self) -> Path:
        """Where the demo's people are listed; it is there only once the demo is whole."""
        return self.var / "demo.json"

    def secrets(self) -> Secrets:
        """Read this instance's secrets. Raises FileNotFoundError before `relay run` drew them."""
        folder = self.var / "secrets"
        return Secrets(session_key=_secret(folder / "session_key"), pepper=_secret(folder / "pepper"))


def load() -> Settings:
    """Read the settings of this process from files and environment."""
    return Settings()  # the values come from the sources above


def _secret(path: Path) -> bytes:
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{path.name} is not {SECRET_BYTES} bytes long")
    return secret
