"""`relay ledger verify`: verify an exported ledger offline, from a root whose fingerprint one knows (R9)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from relay.client.errors import NotPossible, Untrusted
from relay.client.ledger_file import verify_file
from relay.commands.output import exit_codes, show


@click.group()
def ledger() -> None:
    """Verify ledgers."""


@ledger.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--fingerprint", default="", help="The root's, as kept on paper: 30 digits, spaces do not matter.")
@click.option("--link", default="", help="A link somebody kept: the ledger must have passed it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def verify(file: Path, fingerprint: str, link: str, *, as_json: bool) -> None:
    """Verify FILE, as `relay act … ledger CASE -o FILE` wrote it: root, roster, custody, every link and signature.

    Without --fingerprint the root's is printed, to be compared by eye.
    """
    with exit_codes(as_json=as_json):
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise NotPossible("not an exported ledger") from error
        if not isinstance(content, dict):
            raise NotPossible("not an exported ledger")
        found, root = verify_file(content)
        entries = {item["link"] for item in content["ledger"]["entries"]}
        if fingerprint and "".join(fingerprint.split()) != root.fingerprint.replace(" ", ""):
            raise Untrusted("another root")
        if link and link not in entries:
            raise Untrusted("the ledger never passed that link")
        value = {"ledger": found.name, "length": len(found.entries), "root": root.fingerprint, "verified": True}
        show(
            value, f"{found.name}: {len(found.entries)} entries verified from root {root.fingerprint}", as_json=as_json
        )
