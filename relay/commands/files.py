"""Files that a person names with -o."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def say_replaced(path: Path) -> None:
    """Say on standard error that what stands in a file which was named is about to be replaced."""
    if path.is_file() and path.stat().st_size > 0:
        click.echo(f"replaced {path}", err=True)


def keep(path: Path, data: bytes) -> None:
    """Write into a file that, where it is new, its owner alone may read. Raises OSError.

    What stood in a file that was named is replaced, and that is said on standard error.
    """
    say_replaced(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
