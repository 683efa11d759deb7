"""Who is at the counter: the account behind a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["officer", "mediator", "liaison", "victim"]
Status = Literal["joined", "confirmed", "revoked"]


@dataclass(frozen=True)
class Person:
    """One signed-in account.

    person: b64 of 16 bytes; card: digest of their card, b64 of 32 bytes; sign and key_id: the card's.
    status: joined (keeps drafts only) until whoever invited has signed, then confirmed.
    session: the opaque id of the session row, as its owner sees it in the list.
    """

    person: str
    role: Role
    sign_in: str = field(repr=False)
    name: str = field(repr=False)
    card: str
    sign: str
    key_id: str
    lang: str
    status: Status
    session: str

    @property
    def confirmed(self) -> bool:
        """Tell whether whoever invited has signed for this card."""
        return self.status == "confirmed"
