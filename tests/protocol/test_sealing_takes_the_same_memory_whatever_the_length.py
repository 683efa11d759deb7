from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from relay.protocol.message import Manifest, MessageKeys, MessageSealer, Shape, open_message_to
from relay.protocol.verify import hash_body
from tests.protocol.world import AT, CASE, address, custody, desk_secret_of, person

MIB = 1 << 20
KEYS = MessageKeys(bytes(32), bytes(16), "A" * 22)


def sealer(mib: int) -> MessageSealer:
    manifest = Manifest("en", (Shape("video/mp4", mib * MIB),))
    box = custody().current.box
    return MessageSealer(person("anna"), address(kind="video"), manifest, desk_box=box, seq=1, at=AT, keys=KEYS)


def peak_of(road) -> int:
    tracemalloc.start()
    road()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("threads", [1, 2])
def test_32_mib_are_sealed_verified_and_opened_in_a_few(threads):
    piece = bytes(MIB)
    first = sealer(32)
    with ThreadPoolExecutor(threads) as executor:
        assert peak_of(lambda: hash_body(first.body((piece for _ in range(32)), executor))) < 8 * MIB
        again = sealer(32).body((piece for _ in range(32)), executor)
        desk = desk_secret_of(f"case/{CASE}")
        assert peak_of(lambda: open_message_to(first.finish(), again, desk, lambda *_: None, instance=None)) < 8 * MIB
