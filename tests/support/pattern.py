"""The programme that most tests begin with: made once in each process over the API, and copied for every test."""

from __future__ import annotations

import os
import tarfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import update

from relay.storage.models_cases import CaseRow
from tests.support.databases import fresh_database, lasting_database
from tests.support.programme import INSTITUTION, Programme
from tests.support.town import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pattern(NamedTuple):
    """A programme that nobody uses any more, to be copied."""

    programme: Programme
    files: bytes  # its folder, as a tar archive
    database: str  # its address


def make_programme(var: Path, *, over_sockets: bool = False) -> Iterator[Programme]:
    """Give Olive, Mira, Liam and Anna with a case in which both sides are ready; for a fixture.

    over_sockets: what they ask crosses the loopback as HTTP.
    """
    os.environ.pop("RELAY_CONFIG", None)
    pattern = _pattern()
    with tarfile.open(fileobj=BytesIO(pattern.files)) as archive:
        archive.extractall(var, filter="tar")
    with fresh_database(like=pattern.database) as address:
        programme = Programme(var, address, like=pattern.programme, over_sockets=over_sockets)
        with programme.parts.database.writing() as session:  # what is remembered of a case is remembered by this
            session.execute(update(CaseRow).values(public_id=new_id()))
        yield programme
        programme.close()


@cache
def _pattern() -> Pattern:
    with TemporaryDirectory() as folder:
        var, address = Path(folder) / "var", lasting_database()
        programme = Programme(var, address)
        programme.first_officer("Olive")
        programme.staff("Mira", "mediator")
        programme.institution()
        programme.staff("Liam", "liaison", f"institution/{INSTITUTION}")
        programme.open_case()
        programme.take_on(programme.mira)
        programme.victim("Anna", programme.mira)
        programme.make_ready(programme.anna, programme.mira)
        programme.close()
        return Pattern(programme, _packed(var), address)


def _packed(folder: Path) -> bytes:
    held = BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.add(folder, arcname=".")
    return held.getvalue()
