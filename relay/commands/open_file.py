"""`relay open`: open an exported message on a machine without a network (protocol.md §4.6)."""

from __future__ import annotations

from pathlib import Path

import click

from relay.client.export import open_file
from relay.client.identity_file import IdentityFile
from relay.commands.files import keep
from relay.commands.opened import as_html, show_container
from relay.commands.output import exit_codes
from relay.commands.people import ask_passphrase

READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("open")
@click.argument("file", type=READABLE)
@click.option("--identity", "identity_path", type=READABLE, required=True, help="An identity file.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one HTML file that loads and runs nothing.")
@click.option("-o", "out", type=click.Path(path_type=Path), help="Write the parts to files.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def open_command(file: Path, identity_path: Path, html: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Open FILE, as `relay act … export` wrote it; the passphrase is asked for, or in RELAY_PASSPHRASE."""
    with exit_codes(as_json=as_json):
        identity = IdentityFile.read(identity_path)
        keys = identity.unlock(ask_passphrase())
        message, container = open_file(file.read_bytes(), identity, keys)
        if html is None:
            show_container(container, message, out, as_json=as_json)
            return
        keep(html, as_html(container).encode())
        click.echo(f"written to {html}")
