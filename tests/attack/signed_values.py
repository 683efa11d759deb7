"""What is signed or sealed in a call, made as its rightful author makes it, and forged part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.client import wire
from relay.protocol import b64, custody, xwing
from relay.protocol.card import make_card, read_card
from relay.protocol.desk_secret import seal_desk_secret
from relay.protocol.identity import Identity
from relay.protocol.invitation import card_mac, read_fragment
from relay.protocol.roster import ENDORSE, make_entry
from relay.protocol.statement import make_statement
from tests.attack.scene import HANNA
from tests.attack.stage import LIAISON, MEDIATOR, OFFICER, OTHER_MEDIATOR, VICTIM
from tests.rules.attacks import AT, context_of, grant_to, named, seal, signed_anew

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from tests.attack.scene import Scene
    from tests.attack.taken import Values


def flipped(text: str) -> str:
    """Change one bit of a signature or a sealed body."""
    raw = bytearray(b64.decode(text))
    raw[0] ^= 1
    return b64.encode(bytes(raw))


# custody and roster


def assigning(scene: Scene, *, by: str = OFFICER, holder: str = OTHER_MEDIATOR, **changes: Any) -> Values:
    """Assign Sonia's case to another mediator; changes: fields of the statement."""
    keys, chain = scene.person(by).me.keys, scene.stage[OFFICER].trust.custody(scene.spare.desk)
    made = custody.make_assign(keys, chain, scene.person(holder).me.card.digest, epoch=2, at=AT)
    return wire.write("entry", signed_anew(keys, "statement", made, **changes), "signature")


def opening(scene: Scene, *, by: str = MEDIATOR, **changes: Any) -> Values:
    """Open the case that waits for its mediator."""
    client = scene.person(by)
    chain, secret = scene.stage[MEDIATOR].trust.custody(f"case/{scene.unopened}"), random(xwing.SECRET_BYTES)
    made = custody.make_open(client.me.keys, chain, xwing.public_key(secret), at=AT)
    entry = signed_anew(client.me.keys, "statement", made, **changes)
    sealed = seal_desk_secret(client.me.card.box, secret, custody.read_custody_statement(made).digest)
    return {**wire.write("entry", entry, "signature"), "sealed": b64.encode(sealed)}


def endorsing(scene: Scene, *, by: str = OFFICER, **changes: Any) -> Values:
    """Endorse a mediator who has joined and whom nobody knows yet."""
    keys, known = scene.person(by).me.keys, scene.stage[OFFICER].trust.roster()
    made = make_entry(keys, ENDORSE, scene.newcomer.digest, known.head, issued=AT)
    return wire.write("entry", signed_anew(keys, "roster", made, **changes), "signature")


# messages


def writing(scene: Scene, by: str = VICTIM, *, keys: str = "", **changes: Any) -> Values:
    """Seal a letter of a victim's to her mediator; keys: somebody else's; changes: as tests.rules.attacks.seal."""
    place = scene.handed if by == HANNA else scene.stage.place
    return seal(place, scene.person(keys or by).me.keys, **{"seq": 700, **changes}).call()


def replying(scene: Scene, **changes: Any) -> Values:
    """Seal what came back for the task that Liam has on paper."""
    made = seal(scene.stage.place, scene.stage[LIAISON].me.keys, **{"seq": 700, **changes}).call()
    return {**made, "task": scene.stage.task}


def parts_of(other: Values, *names: str) -> Values:
    """Take some values of another whole call."""
    return {name: other[name] for name in names}


# statements


def saying(*signed: Signed, grants: tuple[Signed, ...] = ()) -> Values:
    """Write what POST /statements takes."""
    return {
        "statements": [wire.write("statement", each, "signature") for each in signed],
        "grants": [wire.write("grant", each, "signature") for each in grants],
    }


def consenting(scene: Scene, *, by: str = VICTIM, **changes: Any) -> Signed:
    """Agree once more to letters both ways."""
    keys, party = scene.person(by).me.keys, scene.stage.place.party
    fields = {"party": party, "scope": "all", "model": "letters", "how": "portal", "given": True}
    made = make_statement(keys, "consent", case=scene.stage.place.code, at=AT, nonce=None, **fields)
    return signed_anew(keys, "statement", made, **changes)


def releasing(
    scene: Scene, *, by: str = MEDIATOR, letter: str = "", box: bytes = b"", **changes: Any
) -> tuple[Signed, Signed]:
    """Release the letter that only a release is missing for, or another, with its grant to the institution's desk."""
    place, message = scene.stage.place, letter or scene.stage.approved
    chain = scene.stage[MEDIATOR].trust.custody("institution/WARK-2")
    assert chain.current is not None
    grant = grant_to(place.mediator, message, box or chain.current.box)
    fields = {
        "message": message,
        "to": "offender",
        "consent": place.consent("offender"),
        "grants": [named(grant, context_of(place.mediator, message))],
        **changes,
    }
    signed = make_statement(scene.person(by).me.keys, "release", case=place.code, at=AT, nonce=None, **fields)
    return signed, grant


# joining


def joining(scene: Scene, *, keys: Identity | None = None, role: str = "victim", person: str = "") -> Values:
    """Join on an invitation that is open, with a card made on this device."""
    fragment = read_fragment(scene.joinable.link.rpartition("#")[2])
    keys, person = keys or Identity.generate(), person or b64.encode(random(16))
    card = make_card(keys, name="Joana", person=person, role=role, issued=AT)
    return {
        **wire.write("card", card),
        "invite": scene.joinable.id,
        "sign_in": f"joana-{read_card(card).key_id[:6].lower()}",
        "auth": b64.encode(random(32)),
        "wrapped_seed": b64.encode(random(72)),
        "recovery_auth": b64.encode(random(32)),
        "recovery_seed": b64.encode(random(72)),
        "person": person,
        "lang": "en",
        "mac": b64.encode(card_mac(fragment.secret, fragment.invite_id, card.data)),
    }
