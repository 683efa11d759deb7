"""Each decision about this case as its rightful signer would word it, and who that is (protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from relay.protocol import b64
from tests.attack.calls import NEVER, NOT_SIGNED_IN, ROLE, UNKNOWN, Refusal
from tests.attack.stage import LIAISON, MEDIATOR, OFFICER, VICTIM, Stage
from tests.rules.world import NEWCOMER, STRANGER, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOME_DIGEST = b64.encode(bytes(range(32)))
NOT_OFFERED: Refusal = (422, "not-offered")
IN_THE_CASE = (VICTIM, MEDIATOR, OFFICER, LIAISON)

Fields = dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """One type of statement.

    fields: its own fields, all of them right; may: who signs it; refused: the answer to others of this case where it
    is not that their part in it does not sign this; offered: whether this version takes it at all.
    """

    fields: Callable[[Stage], Fields]
    may: tuple[str, ...]
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    offered: bool = True

    def expected(self, name: str) -> Refusal:
        """Return the refusal that somebody gets; a case is unknown to whoever has no part in it."""
        if name in {STRANGER, NEWCOMER}:
            return NOT_SIGNED_IN if name == STRANGER else NEVER
        if not self.offered:
            return NOT_OFFERED
        return self.refused.get(name, ROLE) if name in IN_THE_CASE else UNKNOWN


def _own(stage: Stage, **fields: Any) -> Fields:
    return {"party": stage.place.party, **fields}


DECISIONS: Mapping[str, Decision] = {
    "party": Decision(
        lambda stage: {"party": "victim-995", "card": digest(stage[VICTIM].me.card), "desk": ""}, (OFFICER, MEDIATOR)
    ),
    "declare": Decision(lambda _: {"conflict": False}, (MEDIATOR,)),
    "accept": Decision(
        lambda stage: _own(stage, holder=digest(stage[MEDIATOR].me.card), given=True, how="portal"), (VICTIM,)
    ),
    "prepared": Decision(lambda stage: _own(stage, checks=["explained"]), (MEDIATOR,)),
    "consent": Decision(lambda stage: _own(stage, scope="all", model="letters", how="portal", given=True), (VICTIM,)),
    "review": Decision(lambda stage: {"message": stage.read, "to": "held", "until": ""}, (MEDIATOR,)),
    "return": Decision(
        lambda stage: {"message": stage.read, "guidance": stage.guidance, "grants": [SOME_DIGEST]}, (MEDIATOR,)
    ),
    "propose": Decision(
        lambda stage: {"message": stage.read, "edited": stage.edit, "grants": [SOME_DIGEST]}, (MEDIATOR,)
    ),
    "agree": Decision(
        lambda stage: {"message": stage.read, "edited": stage.edit, "seal": SOME_DIGEST, "how": "portal"}, (VICTIM,)
    ),
    "disagree": Decision(
        lambda stage: {"message": stage.read, "edited": stage.edit, "seal": SOME_DIGEST, "how": "portal"}, (VICTIM,)
    ),
    "release": Decision(
        lambda stage: {
            "message": stage.approved,
            "to": "offender",
            "consent": stage.place.consent("offender"),
            "grants": [SOME_DIGEST],
        },
        (MEDIATOR,),
    ),
    "withdraw": Decision(lambda stage: {"message": stage.read, "how": "portal"}, (VICTIM,)),
    "handled": Decision(
        lambda stage: {"message": stage.printed, "outcome": "delivered", "how": "in-person"},
        (LIAISON,),
        {MEDIATOR: UNKNOWN},
    ),
    "opened": Decision(lambda stage: {"message": stage.printed}, (), dict.fromkeys(IN_THE_CASE, UNKNOWN)),
    "brief": Decision(lambda stage: {"message": stage.sheet, "grants": [SOME_DIGEST]}, (OFFICER,)),
    "state": Decision(lambda stage: _own(stage, to="paused", reason="asked"), (), offered=False),
    "consult": Decision(
        lambda stage: {
            "message": stage.read,
            "card": digest(stage["Marc"].me.card),
            "consents": [SOME_DIGEST],
            "grants": [SOME_DIGEST],
        },
        (),
        offered=False,
    ),
    "dispose": Decision(lambda stage: {"what": "message", "message": stage.read}, (), offered=False),
    "restored": Decision(lambda stage: {"ledger": stage.place.code, "link": SOME_DIGEST}, (), offered=False),
}
