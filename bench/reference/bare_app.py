"""The least that Flask and SQLite can do: one insert and commit; one query and a template. No rule, no ORM."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from pathlib import Path

from flask import Flask, render_template, request
from jinja2 import DictLoader
from werkzeug.wrappers import Response

FOLDER = "BENCH_FOLDER"
LETTER_BYTES = 4096
PAGE = "page.html"
WORDS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bare</title></head>
<body><h1>{{ row[0] }}</h1><p>{{ row[1] }}</p></body></html>"""
_kept = threading.local()


def database() -> sqlite3.Connection:
    """Return this thread's connection, as durable as ours: a commit returns after fsync."""
    if not hasattr(_kept, "connection"):
        _kept.connection = sqlite3.connect(Path(os.environ[FOLDER]) / "bare.db", timeout=10, isolation_level=None)
        _kept.connection.execute("PRAGMA journal_mode=WAL")
        _kept.connection.execute("PRAGMA synchronous=FULL")
    connection: sqlite3.Connection = _kept.connection
    return connection


def fill() -> None:
    """Make the two tables, and the row that the page shows."""
    database().execute("CREATE TABLE letters (id TEXT PRIMARY KEY, body BLOB NOT NULL)")
    database().execute("CREATE TABLE pages (id TEXT PRIMARY KEY, words TEXT NOT NULL)")
    database().execute("INSERT INTO pages VALUES ('1', 'One indexed row.')")


def make() -> Flask:
    """Make the application of one server process."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({PAGE: WORDS})
    app.add_url_rule("/letters", view_func=take_letter, methods=["POST"])
    app.add_url_rule("/page", view_func=show_page)
    return app


def take_letter() -> Response:
    """Insert the request's bytes and commit."""
    body = request.get_data(cache=False)
    connection = database()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO letters VALUES (?, ?)", (secrets.token_hex(16), body))
    connection.execute("COMMIT")
    return Response("{}", 201, mimetype="application/json")


def show_page() -> str:
    """Show one row."""
    row = database().execute("SELECT id, words FROM pages WHERE id = '1'").fetchone()
    return render_template(PAGE, row=row)
