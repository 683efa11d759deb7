"""What every request may ask of the house: settings, clock, database, secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

from relay.services.counting import Patience

if TYPE_CHECKING:
    from relay.domain.clock import Clock
    from relay.settings import Limits, Secrets, Settings
    from relay.storage.bodies import Bodies
    from relay.storage.database import Database

KEY = "relay"


@dataclass(frozen=True)
class Reception:
    """One application's parts, made once by create_app."""

    settings: Settings
    secrets: Secrets
    database: Database
    clock: Clock
    bodies: Bodies


def reception() -> Reception:
    """Return the parts of the application that serves this request."""
    return cast("Reception", current_app.extensions[KEY])


def settings() -> Settings:
    """Return this deployment's settings."""
    return reception().settings


def limits() -> Limits:
    """Return this deployment's limits."""
    return reception().settings.limits


def clock() -> Clock:
    """Return the application's clock."""
    return reception().clock


def patience() -> Patience:
    """Return how long wrong attempts are borne with."""
    return Patience(limits().free_attempts_name, limits().free_attempts_address, limits().longest_wait_seconds)
