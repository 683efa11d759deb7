"""`relay keys`: the root is made and kept offline; only signed, public files travel (protocol.md §2, §7).

1. `ceremony`, on the root's own machine: makes the root, invites the first officer.
2. `publish`, on the server: brings the public files into the database, writes back who joined and the roster.
3. `endorse`, on the root's machine: verifies the invitation's MAC and signs the roster entry; then `publish` again.
4. `revoke`, on the root's machine: ends an officer's key for good; then `publish` again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from nacl.utils import random

from relay.client.errors import NotPossible
from relay.client.keys_folder import KeysFolder
from relay.client.root_key import Root, make_root, read_root, write_root
from relay.commands.output import exit_codes
from relay.commands.people import ask_passphrase
from relay.domain.clock import SystemClock
from relay.operate import export_roster, make_secrets, migrate, publish_folder
from relay.protocol import b64, forms
from relay.protocol.card import read_card
from relay.protocol.signed import Signed
from relay.services.publish_root import DEMO_ROOT
from relay.settings import load

if TYPE_CHECKING:
    from relay.services.publish import Arrived

INVITE_BYTES = 16
FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("keys"))
ROOT_KEY = click.option(
    "--root-key",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The root's key file: outside the repository and off the server.",
)
URL = click.option("--url", required=True, help="The address under which officers will join.")
LANG = click.option("--lang", type=click.Choice(("en", "fr")), default="en", show_default=True)


@click.group()
def keys() -> None:
    """Make the root, endorse officers offline, publish what the root signed."""


@keys.command()
@FOLDER
@ROOT_KEY
@URL
@LANG
@click.option("--name", required=True, help="The programme's name, shown as the root's.")
def ceremony(folder: Path, root_key: Path, url: str, lang: str, name: str) -> None:
    """Make the root and print its fingerprint and the first officer's invitation.

    FOLDER (default: keys) gets the public files. RELAY_PASSPHRASE or a prompt gives the key file's passphrase.
    """
    with exit_codes(as_json=False):
        _require_outside(root_key)
        if name == DEMO_ROOT:
            raise NotPossible(f"{DEMO_ROOT} is the demo programme's name: no other may start under it")
        root = make_root(name, issued=_now())
        public = KeysFolder(folder)
        public.write_root(root.card)
        write_root(root, ask_passphrase("A passphrase for the root's key file", new=True), root_key)
        click.echo(f"Root of {name}. Its fingerprint, to be kept on paper and compared:\n\n  {root.card.fingerprint}\n")
        _invite(root, public, url, lang)


@keys.command()
@FOLDER
@ROOT_KEY
@URL
@LANG
def invite(folder: Path, root_key: Path, url: str, lang: str) -> None:
    """Invite one more officer; prints the link."""
    with exit_codes(as_json=False):
        _invite(read_root(root_key, ask_passphrase()), KeysFolder(folder), url, lang)


@keys.command()
@FOLDER
@ROOT_KEY
def endorse(folder: Path, root_key: Path) -> None:
    """Endorse, offline, every officer who joined by the root's link, after verifying the link's MAC."""
    with exit_codes(as_json=False):
        root, public = read_root(root_key, ask_passphrase()), KeysFolder(folder)
        if public.root().digest != root.card.digest:
            raise NotPossible("the folder is another programme's")
        roster, entries = public.roster()
        fresh = [item for item in public.joined() if roster.card_by_digest(item.card.digest) is None]
        for item in fresh:
            entry = root.endorse(roster, item.card, invite_id=item.invite_id, mac=item.mac, issued=_now())
            roster, entries = roster.append(entry, item.card), [*entries, entry]
            click.echo(f"Endorsed {item.card.name}. Compare the fingerprint:\n\n  {item.card.fingerprint}\n")
        cards = [card for card in roster.cards.values() if card.role != "root"]
        public.write_roster(entries, cards)
        click.echo(f"{len(fresh)} endorsed. Take {folder} to the server: relay keys publish {folder}")


@keys.command()
@FOLDER
@ROOT_KEY
@click.option("--fingerprint", required=True, help="The officer's, as the page of the people who work here shows it.")
def revoke(folder: Path, root_key: Path, fingerprint: str) -> None:
    """End an officer's key for good, offline; before that another officer signs again what this one signed."""
    with exit_codes(as_json=False):
        root, public = read_root(root_key, ask_passphrase()), KeysFolder(folder)
        roster, entries = public.roster()
        cards = [card for card in roster.cards.values() if card.role != "root"]
        found = [
            card for card in cards if card.fingerprint.split() == fingerprint.split() and roster.stands(card.digest)
        ]
        if public.root().digest != root.card.digest or not found:
            raise NotPossible("nobody here has this fingerprint, or the folder is another programme's")
        public.write_roster([*entries, root.revoke(roster, found[0], issued=_now())], cards)
        click.echo(f"{found[0].name} is revoked. Take {folder} to the server: relay keys publish {folder}")


@keys.command()
@FOLDER
def publish(folder: Path) -> None:
    """Bring root card, invitations and roster into the server's database; write back who joined."""
    with exit_codes(as_json=False):
        settings = load()
        make_secrets(settings)
        migrate(settings)
        joined = publish_folder(settings, folder)
        length = export_roster(settings, folder)
        click.echo(f"published: root, roster of {length}, {len(joined)} joined by the root's invitations")
        for arrived in joined:
            if arrived.extra_card:
                click.echo(f"{_name(arrived)}: a second card came on the same link. Ask them before you endorse.")


def _invite(root: Root, public: KeysFolder, url: str, lang: str) -> None:
    invite_id = random(INVITE_BYTES)
    public.add_invitation(invite_id, lang)
    click.echo(f"An officer joins here, once `relay keys publish` was run (invitation {b64.encode(invite_id)}):\n")
    click.echo(f"  {root.link(url, invite_id, lang)}")


def _name(arrived: Arrived) -> str:
    return read_card(Signed(arrived.card.encode(), b64.decode(arrived.card_signature, 64))).name


def _require_outside(root_key: Path) -> None:
    repository = Path(__file__).resolve().parent.parent.parent
    if root_key.resolve().is_relative_to(repository):
        raise NotPossible("keep the root's key file outside the repository")


def _now() -> str:
    return forms.write_time(SystemClock().now())
