"""Who the demo programme's people are, and the secrets that each one's own device draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from relay.client.client import Client
from relay.client.join import Newcomer
from relay.client.words import draw_passphrase
from relay.protocol.recovery import new_code, show_code

if TYPE_CHECKING:
    from relay.client.session import Me

INSTITUTION: Final = "WARK-2"
INSTITUTION_NAME: Final = "Warkworth Institution, demo unit"
FIRST_CASE, SECOND_CASE = "RO-2026-0001", "RO-2026-0002"
THIRD_CASE, FOURTH_CASE = "RO-2026-0003", "RO-2026-0004"
ALL: Final = (FIRST_CASE, SECOND_CASE, THIRD_CASE, FOURTH_CASE)


@dataclass
class Person:
    """Somebody of the demo, their secrets, and their signed-in client once they have joined."""

    name: str
    role: str
    lang: str
    cases: tuple[str, ...]
    passphrase: str = field(repr=False)
    recovery: str = field(repr=False)
    client: Client

    @property
    def sign_in(self) -> str:
        """The name to sign in with."""
        return self.name.lower()

    def join(self, link: str) -> Me:
        """Join by a link, as this person's browser would."""
        newcomer = Newcomer(self.sign_in, self.name, self.passphrase, self.recovery, self.lang)
        return self.client.join(link, newcomer)

    def entry(self) -> dict[str, Any]:
        """Write this person's entry of demo.json (api.md)."""
        return {
            "name": self.name,
            "role": self.role,
            "person": self.client.me.person,
            "sign_in": self.sign_in,
            "passphrase": self.passphrase,
            "recovery": self.recovery,
            "lang": self.lang,
            "cases": list(self.cases),
        }


def draw(url: str, name: str, role: str, *, lang: str = "en", cases: tuple[str, ...] = ALL) -> Person:
    """Draw a person's secrets on a device of their own."""
    return Person(name, role, lang, cases, draw_passphrase(lang), show_code(new_code()), Client(url))
