"""How long somebody waits after wrong sign-ins: longer each time, never for good (design.md §8)."""

from __future__ import annotations

from datetime import timedelta

FORGOTTEN_AFTER = timedelta(hours=1)  # quiet this long, and counting starts anew
MOST_DOUBLINGS = 16


def wait_after(count: int, *, free: int, longest: int) -> timedelta:
    """Return the wait after the count-th wrong attempt in a row.

    free: attempts without any wait; longest: the most seconds anybody ever waits.
    """
    if count <= free:
        return timedelta()
    return timedelta(seconds=min(2 ** min(count - free, MOST_DOUBLINGS), longest))
