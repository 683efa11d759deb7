"""How commands talk: one line for people, one JSON value with --json, and the exit codes of docs/command-line.md."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from relay.client.errors import Refusal, Untrusted
from relay.errors import ProtocolError, RelayError

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED: Final = 3
FAILED: Final = 1
PROTOCOL_STATUS: Final = 422  # what a server answers to what the protocol does not allow


def show(value: Any, line: str, *, as_json: bool) -> None:  # noqa: ANN401 - whatever JSON holds
    """Print one result: the JSON value, or the line for people."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else line)


@contextmanager
def exit_codes(*, as_json: bool) -> Iterator[None]:
    """Turn what goes wrong inside into exit 3 (refused) or 1 (anything else), and say so."""
    try:
        yield
    except Refusal as refusal:
        _end(refusal.reason, refusal.status, as_json=as_json, code=REFUSED if refusal.is_refusal else FAILED)
    except ProtocolError as error:
        _end(error.code, PROTOCOL_STATUS, as_json=as_json, code=REFUSED)
    except Untrusted as error:
        _end(f"{error.code}: {error}" if not as_json else error.code, 0, as_json=as_json, code=FAILED)
    except RelayError as error:
        _end(error.code if as_json else f"{error.code}: {error}", 0, as_json=as_json, code=FAILED)
    except OSError as error:
        _end("file" if as_json else f"{error.strerror}: {error.filename}", 0, as_json=as_json, code=FAILED)


def _end(error: str, status: int, *, as_json: bool, code: int) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": error, "status": status}))
    else:
        click.echo(f"relay: {error}" + (f" ({status})" if status else ""), err=True)
    sys.exit(code)
