"""Make the demo programme over HTTP, as its people's browsers would; the root's part comes through files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nacl.utils import random

from relay.client.demo import people
from relay.client.demo.cases import bring_in, open_case
from relay.client.demo.people import (
    FIRST_CASE,
    FOURTH_CASE,
    INSTITUTION,
    INSTITUTION_NAME,
    SECOND_CASE,
    THIRD_CASE,
    Person,
)
from relay.client.demo.second_cases import make_second_cases
from relay.client.errors import NotPossible
from relay.client.identity_file import write_private
from relay.client.keys_folder import KeysFolder
from relay.client.root_key import Root, make_root, write_root
from relay.client.words import draw_passphrase
from relay.protocol import b64

if TYPE_CHECKING:
    from pathlib import Path

ROOT_NAME: Final = "DEMO"
DEMO_FILE: Final = "demo.json"
FOLDER: Final = "demo"
ROOT_KEY: Final = "root-key.json"
INVITE_BYTES: Final = 16


@dataclass(frozen=True)
class Staff:
    """The demo's staff, joined and endorsed."""

    olive: Person
    mira: Person
    marc: Person
    maya: Person
    liam: Person


def make(url: str, var: Path) -> None:
    """Make the demo and write demo.json last; where it is there already, do nothing.

    Raises Refusal, Untrusted, Unreachable, NotPossible.
    """
    if (var / DEMO_FILE).exists():
        return
    root_passphrase = draw_passphrase("en")
    olive = people.draw(url, "Olive", "officer")
    root = _ceremony(url, var / FOLDER, root_passphrase, olive)
    staff = _staff(url, olive)
    anna = people.draw(url, "Anna", "victim", cases=(FIRST_CASE,))
    aline = people.draw(url, "Aline", "victim", lang="fr", cases=(SECOND_CASE,))
    _case(staff.olive, staff.mira, anna, "Anna Demo, 555 010 001. The offender: Oscar Demo, number D-0001.")
    _case(staff.olive, staff.marc, aline, "Aline Démo, 555 010 002. La personne délinquante : Oscar Démo, D-0001.")
    bea = people.draw(url, "Bea", "victim", cases=(THIRD_CASE, FOURTH_CASE))
    chloe = people.draw(url, "Chloe", "victim", lang="fr", cases=(THIRD_CASE,))
    make_second_cases(staff.olive, staff.maya, bea, chloe)
    everybody = (staff.olive, staff.mira, staff.marc, staff.liam, anna, aline, staff.maya, bea, chloe)
    content = {
        "base": url,
        "instance": b64.encode(root.instance),
        "people": [person.entry() for person in everybody],
        "root": {"file": f"{FOLDER}/{ROOT_KEY}", "passphrase": root_passphrase},
    }
    for person in everybody:
        person.client.sign_out()
        person.client.close()
    write_private(var / DEMO_FILE, content)


def _ceremony(url: str, path: Path, passphrase: str, olive: Person) -> Root:
    """Make the root, publish it, let the first officer join, endorse her (`relay keys ceremony|publish|endorse`)."""
    root = make_root(ROOT_NAME, issued=olive.client.now())
    folder = KeysFolder(path)
    folder.write_root(root.card)
    write_root(root, passphrase, path / ROOT_KEY)
    invite_id = random(INVITE_BYTES)
    folder.add_invitation(invite_id, olive.lang)
    publish(path)
    olive.join(root.link(url, invite_id, olive.lang))
    publish(path)
    roster, entries = folder.roster()
    joined = next(item for item in folder.joined() if item.invite_id == invite_id)
    entry = root.endorse(roster, joined.card, invite_id=invite_id, mac=joined.mac, issued=olive.client.now())
    folder.write_roster([*entries, entry], [joined.card])
    publish(path)
    return root


def publish(folder: Path) -> None:
    """Run `relay keys publish`, as the operator would. Raises NotPossible where it fails."""
    command = [sys.executable, "-m", "relay.cli", "keys", "publish", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own program
    if done.returncode:
        raise NotPossible(f"keys publish: {done.stderr.strip()}")


def _staff(url: str, olive: Person) -> Staff:
    """Open the office, add the institution, invite and confirm mediators and the liaison."""
    client = olive.client
    client.take_office()
    desk = client.create_institution(INSTITUTION, INSTITUTION_NAME)
    mira = people.draw(url, "Mira", "mediator", cases=(FIRST_CASE,))
    marc = people.draw(url, "Marc", "mediator", cases=(SECOND_CASE,))
    maya = people.draw(url, "Maya", "mediator", cases=(THIRD_CASE, FOURTH_CASE))
    liam = people.draw(url, "Liam", "liaison")
    for person in (mira, marc, maya, liam):
        invited = client.invite(person.role, lang=person.lang, desk=desk if person is liam else "")
        person.join(invited.link)
        client.confirm(invited.id)
    liam.client.open_desk(desk)
    return Staff(olive, mira, marc, maya, liam)


def _case(olive: Person, mediator: Person, victim: Person, sheet: str) -> None:
    """Make the case of one victim, ready for its first letter."""
    (case,) = victim.cases
    open_case(olive, mediator, case, sheet, langs=[victim.lang])
    bring_in(mediator, case, victim)
