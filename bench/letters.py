"""Letters of 4 KB that Anna sealed before the clock starts, as the requests that send them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench import hammer
from relay.client import desks, send, wire
from relay.client.http import API
from relay.protocol import b64
from relay.protocol.container import Part
from relay.protocol.message import Address, seal_message
from tests.support.server import CASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relay.client.client import Client

WORDS = b"Why was it our house? I still ask myself.\n" * 100
LETTER_BYTES = 4096


def sealed_letters(anna: Client, session: Mapping[str, str]) -> Iterator[bytes]:
    """Seal letter after letter with her real keys to her case's real desk, counted on from what she sent before.

    session: the headers that say who asks.
    """
    chain, epoch = desks.sealable(anna, desks.case_desk(CASE))
    thread, seq = send.thread_of(anna, CASE), send.next_seq(anna, CASE)
    address = Address(anna.trust.instance, CASE, thread, "letter", epoch.key_id, chain.head)
    headers = {**session, "Content-Type": "application/json"}
    while True:
        parts = [Part("text/plain", WORDS[:LETTER_BYTES])]
        envelope, body = seal_message(
            anna.me.keys, address, parts, lang="en", desk_box=epoch.box, seq=seq, at=anna.now()
        )
        call = {
            "context": envelope.context.decode(),
            **wire.write("seal", envelope.seal),
            **wire.write("grant", envelope.grant),
            "body": b64.encode(body),
        }
        yield hammer.request("POST", f"{API}/messages", headers, json.dumps(call).encode())
        seq += 1
