"""Verified chains, kept by what names their content: a head digest can mean only one chain, so nothing goes stale."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class ChainCache(Generic[T]):
    """A small map from head digest to verified chain; the longest unused goes first. Safe between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._chains: OrderedDict[tuple[bytes, bytes], T] = OrderedDict()
        self._lock = Lock()

    def get(self, instance: bytes, head: bytes) -> T | None:
        """Return the chain of an instance that ends in this digest, if it was verified here before."""
        with self._lock:
            chain = self._chains.get((instance, head))
            if chain is not None:
                self._chains.move_to_end((instance, head))
            return chain

    def keep(self, instance: bytes, head: bytes, chain: T) -> T:
        """Keep a chain that was verified, and return it."""
        with self._lock:
            self._chains[instance, head] = chain
            self._chains.move_to_end((instance, head))
            while len(self._chains) > self._size:
                self._chains.popitem(last=False)
        return chain
