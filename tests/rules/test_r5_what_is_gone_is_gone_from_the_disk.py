from __future__ import annotations

import os

import pytest

from relay.protocol import b64
from tests.rules.attacks import seal
from tests.rules.hunt import forms, in_files
from tests.rules.world import PASSPHRASE
from tests.support.server import until

pytestmark = pytest.mark.sqlite  # PostgreSQL's files are its operator's: docs/operations.md
SOON_SECONDS = 20  # the server looks every five; a busy machine takes its time


def is_found(world, *secrets):
    """Name what lies anywhere under the server's folder, in a file's name or content."""
    sought = {}
    for number, secret in enumerate(secrets):
        sought |= forms(str(number), secret)
    return in_files(world.server.var, sought, leave_out=())


def require_gone(world, *secrets):
    until(lambda: not is_found(world, *secrets), SOON_SECONDS)


def keep_draft(vera, code, draft, sealed, etag=""):
    vera.http.put_bytes(f"/drafts/{draft}?case={code}", sealed, etag=etag)


def test_a_draft_that_was_deleted(world, fresh):
    vera, draft, sealed = fresh.victim, b64.encode(os.urandom(16)), os.urandom(9000)
    begins, ends = sealed[:64], sealed[-64:]
    keep_draft(vera, fresh.code, draft, sealed)
    assert is_found(world, begins)

    vera.http.request("DELETE", f"/drafts/{draft}")

    require_gone(world, begins, ends)


def test_a_draft_that_was_written_over(world, fresh):
    vera, draft, before, after = fresh.victim, b64.encode(os.urandom(16)), os.urandom(4200), os.urandom(4200)
    keep_draft(vera, fresh.code, draft, before)

    keep_draft(vera, fresh.code, draft, after, etag='"1"')

    require_gone(world, before[:64], before[-64:])
    assert is_found(world, after[:64])


def test_the_key_of_a_vault_whose_session_ended(world, fresh):
    vera = world.browser()
    vera.sign_in(fresh.victim.me.sign_in, PASSPHRASE)
    key = b64.decode(vera.http.get("/session/key")["key"], 32)
    assert is_found(world, key)

    vera.sign_out()

    require_gone(world, key)


def test_a_letter_that_was_sent_twice_because_the_first_answer_was_lost(world, fresh):
    vera = fresh.victim
    letter = seal(fresh, vera.me.keys)
    for status in (201, 200):
        vera.http.put_bytes(f"/messages/{letter.id}/body", letter.body)
        assert vera.http.request("POST", "/messages", json=letter.call(body=None)).status_code == status
    vera.http.put_bytes(f"/messages/{letter.id}/body", letter.body)
    assert is_found(world, letter.body[:64])

    vera.withdraw(letter.id, case=fresh.code)

    require_gone(world, letter.body[:64], letter.body[-64:])


def test_a_letter_that_was_taken_back_with_everything_that_opens_it(world, fresh):
    vera = fresh.victim
    letter = seal(fresh, vera.me.keys)
    vera.http.put_bytes(f"/messages/{letter.id}/body", letter.body)
    assert vera.http.request("POST", "/messages", json=letter.call(body=None)).status_code == 201
    begins, ends, grant = letter.body[:64], letter.body[-64:], letter.envelope.grant.data
    assert len(is_found(world, begins, grant)) > 1

    vera.withdraw(letter.id, case=fresh.code)

    require_gone(world, begins, ends, grant)
