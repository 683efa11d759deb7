"""A passphrase is stretched once in a process of tests: it is what their clients did for half of their time."""

from __future__ import annotations

from functools import lru_cache

from relay.protocol import passphrase

DIFFERENT = 1000


def pytest_configure() -> None:
    """Remember what each passphrase and salt came to: the same goes in, the same comes out (protocol.md §3)."""
    passphrase.stretch = lru_cache(DIFFERENT)(passphrase.stretch)
