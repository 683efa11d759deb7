"""Who the model's letters pass between, and what each of them agrees to (design.md §1, §3)."""

from __future__ import annotations

from dataclasses import dataclass, field

VICTIM, OFFENDER = "victim", "offender"
SEND, RECEIVE = "send", "receive"
LETTERS, RELAYED = "letters", "relayed"  # what a consent is for


@dataclass(eq=False)
class Side:
    """What one side agrees to now, and the digest of its newest word, for each model and direction."""

    agrees: dict[tuple[str, str], bool] = field(default_factory=dict)
    newest: dict[tuple[str, str], str] = field(default_factory=dict)

    def says(self, model: str, scope: str, digest: str, *, given: bool) -> None:
        for direction in (SEND, RECEIVE) if scope == "all" else (scope,):
            self.agrees[model, direction], self.newest[model, direction] = given, digest


@dataclass(eq=False, repr=False)
class Case:
    """A case.

    mediator: her name, whose key is her desk's of the newest epoch; held: by name, the epochs whose key each of its
    mediators was given; sealed: the epoch to whose key each message was sealed.
    """

    code: str
    mediator: str
    offender: Side = field(default_factory=Side)
    epoch: int = 1
    held: dict[str, set[int]] = field(default_factory=dict)
    sealed: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.held[self.mediator] = {self.epoch}

    def __repr__(self) -> str:
        return self.code

    def assign(self, mediator: str, *, shared: bool) -> None:
        """Give it to another mediator, who opens its desk anew. shared: the one before gives her the last key too."""
        last, self.epoch, self.mediator = self.epoch, self.epoch + 1, mediator
        self.held.setdefault(mediator, set()).update({last, self.epoch} if shared else {self.epoch})

    def can_open(self, mediator: str, message: str) -> bool:
        """Tell whether somebody is its mediator now and has the key that a message was sealed to (R7)."""
        return mediator == self.mediator and self.sealed[message] in self.held[mediator]


@dataclass(eq=False, repr=False)
class Thread:
    """What passes between one victim, by her name, and the offender of a case."""

    case: Case
    party: str
    victim: str
    side: Side = field(default_factory=Side)

    def __repr__(self) -> str:
        return self.ledger

    @property
    def ledger(self) -> str:
        return f"{self.case.code}/{self.party}"

    def of(self, side: str) -> Side:
        return self.side if side == VICTIM else self.case.offender

    def name(self, side: str) -> str:
        """Name a side as a statement does."""
        return self.party if side == VICTIM else side


def other(side: str) -> str:
    return OFFENDER if side == VICTIM else VICTIM
