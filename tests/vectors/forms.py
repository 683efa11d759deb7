"""Checks of the file's head, canonical JSON and padding."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relay.protocol import canonical
from relay.protocol.padding import padded
from tests.vectors.refusing import must_refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vectors.programme import Programme


def cases(programme: Programme) -> Iterator[tuple[str, Callable[[], None]]]:
    vectors = programme.vectors
    yield "protocol: version 1", lambda: _head(programme)
    for place, row in enumerate(vectors["canonical"]):
        yield f"canonical: {place} {ascii(row[0])[:40]}", partial(_canonical, *row)
    for row in vectors["padded"]:
        yield f"padded: {row[0]}", partial(_padded, *row)


def _head(programme: Programme) -> None:
    assert programme.vectors["protocol"] == 1
    assert programme.vectors["protocol"] is not True
    assert isinstance(programme.vectors["about"], str)


def _canonical(text: str, good: bool) -> None:  # noqa: FBT001 - as the row has it
    data = text.encode("utf-8", "surrogatepass")
    if good is True:
        assert canonical.encode(canonical.decode(data)) == data
    else:
        assert good is False
        must_refuse(lambda: canonical.decode(data))


def _padded(length: int, expected: int) -> None:
    assert padded(length) == expected, padded(length)
