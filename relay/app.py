"""The front door: makes one application from its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from relay.domain.clock import SystemClock
from relay.storage.bodies import Bodies
from relay.storage.database import Database
from relay.web import (
    account,
    addresses,
    api,
    case,
    cookie,
    csrf,
    errors,
    frame,
    headers,
    health,
    home,
    i18n,
    join,
    kept_files,
    leave,
    liaison,
    limiter,
    login,
    mediator,
    office,
    packed,
    public,
    transaction,
    victim,
)
from relay.web.reception import KEY, Reception
from relay.web.spoken import SpokenTemplates

if TYPE_CHECKING:
    from relay.domain.clock import Clock
    from relay.settings import Settings

TEMPLATES = Path(__file__).parent.parent / "templates"
PARTS = (
    addresses,
    transaction,
    cookie,
    login,
    csrf,
    errors,
    i18n,
    packed,
    kept_files,
    frame,
    headers,
    limiter,
    health,
    leave,
)
PAGES = (public, join, account, home, victim, case, mediator, office, liaison)


def create_app(settings: Settings, *, clock: Clock | None = None) -> Flask:
    """Make the application.

    The instance's secrets must have been drawn (Settings.secrets). Raises FileNotFoundError where not.
    """
    app = Flask("relay", root_path=str(Path(__file__).parent), static_folder="static", template_folder=str(TEMPLATES))
    app.jinja_environment = SpokenTemplates
    secrets = settings.secrets()
    database = Database(settings.database, pool_size=settings.threads + 1)
    app.extensions[KEY] = Reception(settings, secrets, database, clock or SystemClock(), Bodies(settings.bodies))
    _configure(app, settings, secrets.session_key)
    for part in PARTS:
        part.register(app)
    app.register_blueprint(api.make_blueprint())
    for pages in PAGES:
        app.register_blueprint(pages.blueprint)
    transaction.run_again(app)
    return app


def _configure(app: Flask, settings: Settings, session_key: bytes) -> None:
    app.config.update(
        SECRET_KEY=session_key,
        SESSION_COOKIE_NAME="__Host-relay",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=settings.limits.json_bytes,
        MAX_FORM_MEMORY_SIZE=settings.limits.json_bytes,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way
