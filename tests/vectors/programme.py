"""The invented programme of the vectors: its people, roster, desks and their secrets."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from relay.protocol.card import Card, read_card
from relay.protocol.custody import Custody
from relay.protocol.identity import Identity
from relay.protocol.roster import Roster

if TYPE_CHECKING:
    from tests.vectors.reading import Item


class Programme:
    """What the checks share; everything is verified on the way."""

    def __init__(self, vectors: Item) -> None:
        self.vectors = vectors

    @cached_property
    def instance(self) -> bytes:
        return self.vectors.raw("instance")

    @cached_property
    def cards(self) -> dict[bytes, Card]:
        people = self.vectors["people"]
        signed = [people[name].signed("card", "card_signature") for name in people]
        signed += [
            people[name].signed("twin_card", "twin_card_signature") for name in people if "twin_card" in people[name]
        ]
        return {card.digest: card for card in map(read_card, signed)}

    def person(self, name: str) -> Identity:
        return Identity.from_seed(self.vectors["people"][name].raw("seed"))

    def card(self, name: str) -> Card:
        return read_card(self.vectors["people"][name].signed("card", "card_signature"))

    def roster(self, name: str = "entries") -> Roster:
        return self.roster_of(self.vectors["roster"][name])

    def roster_of(self, entries: list[Item]) -> Roster:
        return Roster.build(self.card("root"), [entry.signed() for entry in entries], self.cards)

    def custody(self, desk: str, entries: list[Item], roster: Roster | None = None) -> Custody:
        signed = [entry.signed() for entry in entries]
        return Custody.build(desk, self.instance, signed, roster or self.roster())

    @cached_property
    def case_custody(self) -> Custody:
        desk = self.vectors["desk"]
        return self.custody(desk["name"], desk["custody"])

    def secret(self, opens_with: str) -> bytes:
        """Find the secret that opens a message: "epoch N" of the case desk."""
        word, number = opens_with.split(" ")
        found = [epoch.raw("secret") for epoch in self.vectors["desk"]["epochs"] if epoch["epoch"] == int(number)]
        if word != "epoch" or len(found) != 1:
            raise ValueError("names no epoch")
        return found[0]

    def other_desk(self, name: str) -> Item:
        return next(desk for desk in self.vectors["desk"]["others"] if desk["name"] == name)
