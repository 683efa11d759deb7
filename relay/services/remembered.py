"""What was verified or read before, kept by what names its content, so that nothing goes stale."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """A small map from owner and name to a value; the longest unused goes first. Safe between threads.

    A name means one content for ever: a chain's head digest in an instance, a version of a case's facts.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[tuple[bytes, bytes], T] = OrderedDict()
        self._lock = Lock()

    def get(self, owner: bytes, name: bytes) -> T | None:
        """Return what this owner's name means, if it was kept here before."""
        with self._lock:
            value = self._kept.get((owner, name))
            if value is not None:
                self._kept.move_to_end((owner, name))
            return value

    def keep(self, owner: bytes, name: bytes, value: T) -> T:
        """Keep what a name means, and return it."""
        with self._lock:
            self._kept[owner, name] = value
            self._kept.move_to_end((owner, name))
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value
