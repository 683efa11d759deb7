"""One person at one server: the connection, the keys after signing in, and what they trust."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from relay.client.errors import NotPossible
from relay.client.http import Http
from relay.client.trust import Trust
from relay.protocol import forms

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from relay.client.ledger_rules import Ledger
    from relay.protocol.card import Card
    from relay.protocol.identity import Identity


@dataclass(frozen=True)
class Me:
    """Who is signed in, with the keys that only this device holds unsealed."""

    keys: Identity = field(repr=False)
    card: Card
    sign_in: str
    lang: str
    wrapped_seed: bytes = field(repr=False)

    @property
    def person(self) -> str:
        """Name the account: b64 of 16 bytes."""
        return self.card.person

    @property
    def role(self) -> str:
        """Tell the role on the card."""
        return self.card.role


def nobody_confirms(_: Card) -> bool:
    """Answer for somebody who is not asked: a new mediator is not accepted unseen."""
    return False


class Session:
    """What every verb works with.

    url: the server's base address. instance: the pinned programme (32 bytes), or None to pin the root
    that the server shows first. clock: gives the present moment with its zone. confirms: is shown the card
    of a case's new mediator and tells whether the person goes on (protocol.md §6).
    """

    def __init__(
        self,
        url: str,
        *,
        instance: bytes | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        confirms: Callable[[Card], bool] = nobody_confirms,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.http = Http(url, transport=transport)
        self.url = url.rstrip("/")
        self.trust = Trust(self.http, instance)
        self.ledgers: dict[str, Ledger] = {}
        self.victim_cards: dict[bytes, Card] = {}
        self.seen_version = ""
        self.confirms = confirms
        self._clock = clock
        self._me: Me | None = None

    @property
    def me(self) -> Me:
        """Tell who is signed in; raises NotPossible before that."""
        if self._me is None:
            raise NotPossible("nobody is signed in")
        return self._me

    @me.setter
    def me(self, me: Me | None) -> None:
        self._me = me

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is."""
        return self._me is not None

    def close(self) -> None:
        """Close the connections and forget the keys."""
        self.http.close()
        self._me = None

    def now(self) -> str:
        """Write the present UTC minute as the protocol does."""
        return forms.write_time(self._clock())
