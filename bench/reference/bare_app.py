"""The least that Flask and SQLAlchemy do: one insert and commit; one query and a template. No rule, no person."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask, render_template, request
from jinja2 import DictLoader
from sqlalchemy import Engine, LargeBinary, create_engine, event, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.wrappers import Response

FOLDER = "BENCH_FOLDER"
LETTER_BYTES = 4096
PAGE = "page.html"
WORDS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bare</title></head>
<body><h1>{{ row[0] }}</h1><p>{{ row[1] }}</p></body></html>"""


class Base(DeclarativeBase):
    """Two tables."""


class LetterRow(Base):
    """A letter's bytes."""

    __tablename__ = "letters"
    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PageRow(Base):
    """A page's words."""

    __tablename__ = "pages"
    id: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]


_INSERT = insert(LetterRow)
_SELECT = select(PageRow.id, PageRow.words).where(PageRow.id == "1")


def open_database() -> Engine:
    """Return an engine as durable as ours: a commit returns after fsync."""
    engine = create_engine(f"sqlite:///{Path(os.environ[FOLDER]) / 'bare.db'}")
    event.listen(engine, "connect", _prepare)
    return engine


def fill() -> None:
    """Make the tables, and the row that the page shows."""
    engine = open_database()
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(PageRow(id="1", words="One indexed row."))
    engine.dispose()


def make() -> Flask:
    """Make the application of one server process."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({PAGE: WORDS})
    engine = open_database()

    @app.post("/letters")
    def take_letter() -> Response:
        with Session(engine) as session, session.begin():
            session.execute(_INSERT, {"id": secrets.token_hex(16), "body": request.get_data(cache=False)})
        return Response("{}", 201, mimetype="application/json")

    @app.get("/page")
    def show_page() -> str:
        with Session(engine) as session:
            return render_template(PAGE, row=session.execute(_SELECT).one())

    return app


def _prepare(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    del record
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
