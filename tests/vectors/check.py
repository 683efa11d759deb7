"""Every check of a vectors file as named cases: tests run them one by one, the command line all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relay.errors import ProtocolError
from tests.vectors import chains, forms, messages, people, statements
from tests.vectors.programme import Programme
from tests.vectors.reading import read_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Case(NamedTuple):
    """One thing that must hold; name says what differs if it does not."""

    name: str
    run: Callable[[], None]


# what a check raises when a value is not what protocol.md makes of it, or not of the shape at all
DIFFERS = (
    ProtocolError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    StopIteration,
    OverflowError,
    RecursionError,
)


def cases(path: Path) -> Iterator[Case]:
    """List every case of a file; the last finds what none of the others looked at."""
    programme = Programme(read_vectors(path))
    for section in (forms, people, chains, messages, statements):
        for name, run in section.cases(programme):
            yield Case(name, run)
    yield Case("known: every item of the file", lambda: _all_read(programme))


def differences(path: Path) -> Iterator[str]:
    """Name what differs, with the reason; nothing if the whole file holds."""
    try:
        for case in cases(path):
            try:
                case.run()
            except DIFFERS as error:
                yield f"{case.name}: {error or type(error).__name__}"
    except (*DIFFERS, OSError) as error:
        yield f"{path.name}: not a vectors file of this protocol ({error or type(error).__name__})"


def _all_read(programme: Programme) -> None:
    unknown = list(programme.vectors.unread())
    assert not unknown, f"not known: {', '.join(unknown[:10])}"
    empty = list(programme.vectors.empty())
    assert not empty, f"empty, so proves nothing: {', '.join(empty)}"
