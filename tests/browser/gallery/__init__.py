"""Every part of a page on one page, served with the frame and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING

from flask import Flask, render_template
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.serving import make_server

from relay.settings import Settings
from relay.web import csrf, frame, headers, i18n, kept_files
from relay.web.reception import KEY
from relay.web.spoken import SpokenTemplates

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)


def serve(folder: Path) -> Iterator[str]:
    """Serve the gallery on a free port while the caller holds the iterator; yields the address."""
    server = make_server("127.0.0.1", 0, make_app(folder), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def make_app(folder: Path) -> Flask:
    """Make an application that has the frame, the gallery, and a neutral page behind /leave."""
    app = Flask("relay", root_path=str(ROOT / "relay"), static_folder="static")
    app.jinja_environment = SpokenTemplates
    app.secret_key = b"of no account: nobody signs in here"
    app.extensions[KEY] = SimpleNamespace(settings=Settings(var=folder))
    for part in (csrf, i18n, kept_files, frame, headers):
        part.register(app)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent), FileSystemLoader(ROOT / "templates")])
    pages = i18n.pages_blueprint("gallery", __name__)
    pages.add_url_rule("/gallery", "show", lambda: render_template("gallery.html", noon=NOON))
    app.register_blueprint(pages)
    app.add_url_rule("/leave", "leave", lambda: "<!doctype html><title>-</title><link rel=icon href=/static/icon.svg>")
    return app
