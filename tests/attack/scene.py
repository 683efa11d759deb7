"""The stage once more, with what is needed to ask for everything rightly and to put one wrong thing in its place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from relay.client.errors import Refusal
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.passphrase import sign_in_secrets
from relay.protocol.recovery import code_secrets, read_code
from tests.attack.stage import MEDIATOR, OFFICER, OTHER_LIAISON, OTHER_MEDIATOR, VICTIM
from tests.rules.attacks import Desk, desk, post, seal
from tests.rules.world import PASSPHRASE, STRANGER

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.client.invite import Invited
    from relay.protocol.card import Card
    from tests.attack.stage import Stage
    from tests.rules.attacks import Sealed
    from tests.rules.world import Place, World

HANNA = "Hanna"  # whose case went to another mediator
SONIA = "Sonia"  # who may change and lose everything that signs her in


@dataclass(frozen=True)
class Scene:
    """What lies there besides the stage.

    marcs: another mediator's case at another institution, with a letter; handed: Mira's until Marc took it on, former
    its desk's key until then; spare: Sonia's case, for what changes it; unopened: a case that Mira has not taken on;
    kept: a message that was sent, with its keys; code: Sonia's recovery code; open, joinable, used: invitations of
    Mira's; draft: the stage's victim's own; newcomer: the card of a mediator whom nobody has endorsed.
    """

    stage: Stage
    marcs: Place
    letter: str
    handed: Place
    former: Desk
    spare: Place
    unopened: str
    kept: Sealed
    code: str
    open: Invited
    joinable: Invited
    used: Invited
    draft: str
    newcomer: Card
    derived: dict[str, str] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.stage.world

    def person(self, name: str) -> Client:
        """Return somebody's client; a stranger's is new each time."""
        if name == STRANGER:
            return self.world.stranger()
        return {HANNA: self.handed.victim, SONIA: self.spare.victim}.get(name) or self.stage[name]

    def auth(self, name: str) -> str:
        """What signs a victim in."""
        if name not in self.derived:
            client = self.person(name)
            derived = sign_in_secrets(client.trust.instance, client.me.sign_in, PASSPHRASE).auth
            self.derived[name] = b64.encode(derived)
        return self.derived[name]

    @cached_property
    def code_auth(self) -> str:
        """What brings Sonia back."""
        return b64.encode(code_secrets(read_code(self.code)).auth)


def set_scene(stage: Stage) -> Scene:
    """Play until all of it is there."""
    world, mira, olive = stage.world, stage[MEDIATOR], stage[OFFICER]
    lea = stage[OTHER_LIAISON].http.get("/desks")["desks"][0]["desk"].removeprefix("institution/")
    marcs, handed, spare = world.case(OTHER_MEDIATOR, lea), world.case(), world.case()
    former = desk(mira, handed.desk)
    handed.hand_over(olive, stage[OTHER_MEDIATOR])
    unopened = f"{spare.code}-NEW"
    olive.create_case(unopened, "WARK-2", langs=["en"], mediator=mira.me.card.digest)
    kept = seal(stage.place, stage[VICTIM].me.keys, seq=400)
    assert post(stage[VICTIM], kept) == (201, "")
    used = mira.invite("victim", case=spare.code, party="victim-980")
    world.join(used.link, "Una")
    with suppress(Refusal):
        world.join(used.link, "Udo")  # that a second card came is kept for Mira, once
    return Scene(
        stage=stage,
        marcs=marcs,
        letter=marcs.victim.send(marcs.code, [text_part("To Marc alone.")]),
        handed=handed,
        former=former,
        spare=spare,
        unopened=unopened,
        kept=kept,
        code=spare.victim.new_recovery(PASSPHRASE),
        open=mira.invite("victim", case=spare.code, party="victim-981"),
        joinable=mira.invite("victim", case=spare.code, party="victim-982"),
        used=used,
        draft=_own_draft(stage),
        newcomer=world.join(olive.invite("mediator").link, "Nils").me.card,
    )


def _own_draft(stage: Stage) -> str:
    """Save a draft of the victim's own; returns its id."""
    draft = b64.encode(bytes(range(16)))
    path = f"/drafts/{draft}?case={stage.place.code}"
    answer = stage[VICTIM].http.request("PUT", path, content=bytes(200), headers={"If-None-Match": "*"})
    assert answer.is_success
    return draft
