from __future__ import annotations

import json

import pytest

from relay.client.client import Client
from relay.client.errors import Untrusted
from relay.client.files import text_part
from relay.protocol.identity import Identity
from tests.support.server import CASE
from tests.support.wire import Lies


def test_another_root_than_the_pinned_one_is_refused(demo_server):
    with Client(demo_server.url, instance=bytes(32)) as stranger, pytest.raises(Untrusted, match="another root"):
        stranger.trust.roster()


def test_a_shorter_roster_than_was_seen_is_refused_on_a_new_device_too(demo_server):
    with demo_server.signed_in("Anna") as anna:
        anna.trust.roster()

    def shorten(answer):
        answer["entries"].pop()
        answer["length"] -= 1

    refused_on_a_new_device(demo_server, Lies("/roster", shorten), match="shorter")


def test_a_custody_chain_that_hides_its_newest_statement_is_refused(demo_server):
    with demo_server.signed_in("Anna") as anna:
        anna.trust.custody(f"case/{CASE}")

    def shorten(answer):
        answer["entries"].pop()
        answer["length"] -= 1

    refused_on_a_new_device(demo_server, Lies("/custody", shorten), match="shorter")


def test_a_roster_entry_altered_in_one_letter_is_refused(demo_server):
    def alter(answer):
        answer["entries"][0]["entry"] = answer["entries"][0]["entry"].replace("Z", "A", 1)

    refused_on_a_new_device(demo_server, Lies("/roster", alter), match="does not verify")


def test_a_desk_key_that_nobody_of_the_programme_signed_is_refused(demo_server):
    stranger = Identity.generate()

    def swap(answer):
        opened = json.loads(answer["entries"][-1]["entry"])
        signed = stranger.sign("statement", json.dumps(opened, sort_keys=True, separators=(",", ":")).encode())
        answer["entries"][-1]["signature"] = signed.signature.hex()[:86]

    refused_on_a_new_device(demo_server, Lies("/custody", swap), match="does not verify")


@pytest.mark.parametrize("field", ["entry", "signature", "link", "position", "kind"])
def test_any_altered_column_of_a_ledger_row_is_found(demo_server, field):
    def alter(answer):
        row = answer["entries"][len(answer["entries"]) // 2]
        value = row[field]
        if field == "kind":
            row[field] = "seal" if value == "statement" else "statement"
        else:
            row[field] = value + 1 if isinstance(value, int) else other_letter(value)

    lying = Lies(f"/ledgers/{CASE}", alter)
    with demo_server.signed_in("Olive", transport=lying) as olive, pytest.raises(Untrusted):
        olive.ledger(CASE)


def test_a_ledger_with_a_row_left_out_is_found(demo_server):
    def leave_out(answer):
        del answer["entries"][3]

    with (
        demo_server.signed_in("Olive", transport=Lies(f"/ledgers/{CASE}", leave_out)) as olive,
        pytest.raises(Untrusted),
    ):
        olive.ledger(CASE)


def other_letter(text):
    """Change one letter, nine from the end: inside every signature, link and statement."""
    return text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:]


def refused_on_a_new_device(demo_server, lying, *, match):
    anna = demo_server.person("Anna")
    client = demo_server.client(transport=lying)
    client.sign_in(anna["sign_in"], anna["passphrase"])
    with pytest.raises(Untrusted, match=match):
        client.send(CASE, [text_part("Never sealed")])
    client.close()
