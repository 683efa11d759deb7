"""R10: a connection lost at the commit leaves open whether a message stands; its body is kept until that shows."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.support.letters import seal


@pytest.fixture
def unlucky(programme):
    """Lose the connection once, right after the database has committed what somebody sends."""
    left = [OperationalError("COMMIT", {}, ConnectionError("closed"))]

    def lose(_):
        if left:
            raise left.pop()

    event.listen(Session, "after_commit", lose)
    yield programme
    event.remove(Session, "after_commit", lose)
    assert not left


def bare(letter):
    return {name: value for name, value in letter.as_json().items() if name != "body"}


def require_readable(reader, letter):
    with reader.get(f"/messages/{letter.id}/body") as answer:
        assert answer.data == letter.body


def test_the_message_sent_again_is_acknowledged_with_its_body(unlucky):
    letter = seal(unlucky, unlucky.anna)
    first = unlucky.anna.post("/messages", letter.as_json())
    again = unlucky.anna.post("/messages", letter.as_json())

    assert (first.status_code, again.status_code) == (503, 200)
    require_readable(unlucky.mira, letter)


def test_a_body_that_was_put_is_there_for_its_message(unlucky):
    letter = seal(unlucky, unlucky.anna)
    assert unlucky.anna.put(f"/messages/{letter.id}/body", letter.body).status_code == 503

    assert unlucky.anna.post("/messages", bare(letter)).status_code == 201
    require_readable(unlucky.mira, letter)
