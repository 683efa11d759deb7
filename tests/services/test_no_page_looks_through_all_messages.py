from __future__ import annotations

import re

import pytest
from sqlalchemy import event

from tests.support.databases import ON_POSTGRESQL
from tests.support.many import fill
from tests.support.programme import CASE

MESSAGES = 6_000
LARGE = ("messages", "entries", "grants", "deliveries", "statements")
SCAN = re.compile(rf"(?:Seq Scan on|SCAN) ({'|'.join(LARGE)})\b")
PAGES = {
    "anna": ["/en/home", "/en/home?before={own}", "/en/write", "/en/consent"],
    "mira": ["/en/home", "/en/home?before={tray}", "/en/cases/{case}", "/en/cases/{case}?before={tray}"],
    "olive": ["/en/home", "/en/cases/{case}"],
    "liam": ["/en/home"],
}
CALLS = {
    "anna": ["/tray", f"/cases/{CASE}", f"/ledgers/{CASE}%2Fvictim-417", "/cases", "/drafts"],
    "mira": ["/tray", f"/cases/{CASE}", f"/ledgers/{CASE}?after=2", "/cases", f"/cases/{CASE}/messages"],
    "olive": ["/tray", f"/cases/{CASE}", "/cases"],
    "liam": ["/tray", "/cases"],
}


@pytest.fixture
def many(programme):
    with programme.parts.database.writing() as session:
        fill(session.connection(), programme.anna.person, MESSAGES)
    with programme.parts.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return programme


@pytest.fixture
def asked(many):
    """Every question that is asked from now on, with its values, once each."""
    questions = {}

    def note(connection, cursor, statement, values, context, executemany):
        del connection, cursor, context
        if statement.startswith("SELECT") and not executemany:
            questions.setdefault(statement, values)

    engine = many.parts.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield questions
    event.remove(engine, "before_cursor_execute", note)


def explain(programme, statement, values):
    how = "EXPLAIN" if ON_POSTGRESQL else "EXPLAIN QUERY PLAN"
    with programme.parts.database.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"{how} {statement}", values)
        return "\n".join(str(row[-1]) for row in plan)


def ask(programme, name):
    """Let somebody go to each of their pages, a step further where there is one, and make each of their calls."""
    who = getattr(programme, name)
    public = programme.mira.get(f"/cases/{CASE}").json["public_id"]
    known = {"case": public, "own": "", "tray": ""}
    for page in PAGES[name]:
        answer = who.client.get(page.format(**known))
        assert answer.status_code == 200, page
        if found := re.search(r"before=([\w.~-]+)", answer.text):
            known |= {"own": found[1], "tray": found[1]}
    for call in CALLS[name]:
        assert who.get(call).status_code in {200, 403}, call


@pytest.mark.parametrize("name", PAGES)
def test_every_question_of_a_page_has_its_index(many, asked, name):
    ask(many, name)

    found = dict(asked)
    scans = {
        statement: plan for statement, values in found.items() if SCAN.search(plan := explain(many, statement, values))
    }
    assert len(found) > 3
    assert scans == {}


def test_this_would_find_a_question_without_an_index(many):
    plan = explain(many, "SELECT id FROM messages WHERE size = 1", ())
    assert SCAN.search(plan), plan
