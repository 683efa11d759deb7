"""What is signed or sealed in a call: case, desk, thread, state, epoch, custody and signature, each wrong once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl.utils import random

from relay.protocol import b64
from tests.attack.calls import NO_ID, ROLE, SECRET, UNKNOWN
from tests.attack.decisions import SOME_DIGEST
from tests.attack.scene import HANNA, SONIA
from tests.attack.signed_values import (
    assigning,
    consenting,
    endorsing,
    flipped,
    joining,
    opening,
    parts_of,
    releasing,
    replying,
    saying,
    writing,
)
from tests.attack.stage import LIAISON, MEDIATOR, OFFICER, OTHER_MEDIATOR, VICTIM
from tests.attack.taken import MALFORMED, MOVED, PROTOCOL, SHORT, STALE, Taken, Wrong
from tests.rules.attacks import desk
from tests.rules.world import STRANGER, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.attack.calls import Refusal
    from tests.attack.scene import Scene
    from tests.attack.taken import Values

GRANTS: Refusal = (422, "grant-missing")


def of(make: Callable[..., Values], **changes: Any) -> Callable[[Scene], Values]:
    """Make a call's signed part with something forged; what is a function is asked of the scene."""

    def made(scene: Scene) -> Values:
        return make(scene, **{name: value(scene) if callable(value) else value for name, value in changes.items()})

    return made


def altered(make: Callable[..., Values], name: str) -> Callable[[Scene], Values]:
    """Take everything right and change one bit of one value."""

    def made(scene: Scene) -> Values:
        right = make(scene)
        return {**right, name: flipped(right[name])}

    return made


def swapped(make: Callable[..., Values], *names: str) -> Callable[[Scene], Values]:
    """Take some values of one right call and the others of another one."""
    return lambda scene: {**make(scene), **parts_of(make(scene), *names)}


CUSTODY = (
    Taken(
        "custody.append",
        OFFICER,
        lambda s: {"desk": s.spare.desk, **assigning(s)},
        {
            "desk": (
                Wrong("another than is signed", lambda s: s.marcs.desk, ROLE),
                Wrong("none at all", "case/NO-SUCH-CASE", ROLE),
            ),
            "entry": (
                Wrong("an epoch that stands", of(assigning, epoch=1), PROTOCOL),
                Wrong("an epoch too far", of(assigning, epoch=3), PROTOCOL),
                Wrong("after another entry", of(assigning, prev=SOME_DIGEST), STALE),
                Wrong("another desk", of(assigning, desk=lambda s: s.marcs.desk), ROLE),
                Wrong("to a liaison", of(assigning, holder=LIAISON), PROTOCOL),
                Wrong("to a victim", of(assigning, holder=VICTIM), PROTOCOL),
                Wrong("signed by a mediator", of(assigning, by=MEDIATOR), ROLE),
                Wrong("opened by who does not hold it", of(assigning, type="open"), PROTOCOL),
                Wrong("no JSON", {"entry": "{"}, PROTOCOL),
            ),
            "signature": (
                Wrong("one bit", altered(assigning, "signature"), PROTOCOL),
                Wrong("of another form", SHORT, MALFORMED),
            ),
            "sealed": (Wrong("of another form", SHORT, MALFORMED),),
        },
    ),
    Taken(
        "custody.append",
        MEDIATOR,
        lambda s: {"desk": f"case/{s.unopened}", **opening(s)},
        {
            "entry": (
                Wrong("an epoch too far", of(opening, epoch=2), PROTOCOL),
                Wrong("after another entry", of(opening, prev=SOME_DIGEST), STALE),
                Wrong("signed by who is not assigned", of(opening, by=OTHER_MEDIATOR), ROLE),
                Wrong("a key of another form", of(opening, box=SECRET), PROTOCOL),
            ),
            "signature": (Wrong("one bit", altered(opening, "signature"), PROTOCOL),),
            "sealed": (
                Wrong("not there", None, (422, "secret-missing")),
                Wrong("of another form", SHORT, MALFORMED),
            ),
        },
    ),
    Taken(
        "trust.append",
        OFFICER,
        endorsing,
        {
            "entry": (
                Wrong("after another entry", of(endorsing, prev=SOME_DIGEST), (409, "stale-roster")),
                Wrong("signed by a mediator", of(endorsing, by=MEDIATOR), ROLE),
                Wrong("of no card", of(endorsing, card=SOME_DIGEST), PROTOCOL),
                Wrong("of who stands", of(endorsing, card=lambda s: digest(s.stage[MEDIATOR].me.card)), PROTOCOL),
                Wrong("of a victim", of(endorsing, card=lambda s: digest(s.stage[VICTIM].me.card)), PROTOCOL),
                Wrong("no act", of(endorsing, act="praise"), PROTOCOL),
            ),
            "signature": (
                Wrong("one bit", altered(endorsing, "signature"), PROTOCOL),
                Wrong("of another form", SHORT, MALFORMED),
            ),
        },
    ),
)

MESSAGES = (
    Taken(
        "messages.send",
        VICTIM,
        writing,
        {
            "context": (
                Wrong("another mediator's case", of(writing, case=lambda s: s.marcs.code), UNKNOWN),
                Wrong("no case", of(writing, case="NO-SUCH-CASE"), UNKNOWN),
                Wrong("another's thread", of(writing, thread="victim-994"), ROLE),
                Wrong("a kind of the mediator's", of(writing, kind="guidance"), ROLE),
                Wrong("another programme", of(writing, instance=bytes(32)), PROTOCOL),
                Wrong("an edit of a letter", of(writing, original=lambda s: s.stage.read), ROLE),
                Wrong("another desk's key", of(writing, to=lambda s: desk(s.stage[OFFICER], s.marcs.desk)), STALE),
                Wrong("the office's key", of(writing, to=lambda s: desk(s.stage[OFFICER], "office")), STALE),
                Wrong("custody of another chain", of(writing, custody=bytes(32)), STALE),
                Wrong("a count that was used", of(writing, seq=400), (409, "seq-taken")),
                Wrong("sealed by another", lambda s: writing(s, keys=HANNA), ROLE),
                Wrong("no JSON", {"context": "{"}, PROTOCOL),
            ),
            "seal": (Wrong("another message's", swapped(writing, "seal", "seal_signature"), PROTOCOL),),
            "seal_signature": (
                Wrong("one bit", altered(writing, "seal_signature"), PROTOCOL),
                Wrong("of another form", SHORT, MALFORMED),
            ),
            "grant": (Wrong("another message's", swapped(writing, "grant", "grant_signature"), PROTOCOL),),
            "grant_signature": (
                Wrong("one bit", altered(writing, "grant_signature"), PROTOCOL),
                Wrong("of another form", SHORT, MALFORMED),
            ),
            "body": (
                Wrong("one bit", altered(writing, "body"), PROTOCOL),
                Wrong("another message's", swapped(writing, "body"), PROTOCOL),
                Wrong("not there", None, (422, "body-missing")),
            ),
            "draft": (Wrong("of another form", "x", MALFORMED),),
            "keep": (Wrong("no yes or no", "yes", MALFORMED),),
            "task": (Wrong("no number", "1", MALFORMED),),
        },
    ),
    Taken(
        "messages.send",
        HANNA,
        lambda s: writing(s, HANNA),
        {"context": (Wrong("the key of an earlier epoch", lambda s: writing(s, HANNA, to=s.former), STALE),)},
    ),
    Taken(
        "messages.send",
        LIAISON,
        replying,
        {
            "task": (Wrong("none at all", 999_999, ROLE),),
            "context": (
                Wrong("another's thread", of(replying, thread="victim-994"), ROLE),
                Wrong("another case", of(replying, case=lambda s: s.marcs.code), UNKNOWN),
            ),
        },
    ),
)


def said(statement: Callable[[Scene], Any]) -> Callable[[Scene], Values]:
    return lambda scene: saying(statement(scene))


def released(**changes: Any) -> Callable[[Scene], Values]:
    """Release with something forged, its grant beside it."""

    def made(scene: Scene) -> Values:
        values = {name: value(scene) if callable(value) else value for name, value in changes.items()}
        statement, grant = releasing(scene, **values)
        return saying(statement, grants=(grant,))

    return made


def _with(call: Callable[[Scene], Values], part: str) -> Callable[[Scene], Values]:
    """Change one bit of the signature of the first of its statements or grants."""

    def made(scene: Scene) -> Values:
        values = call(scene)
        first, *rest = values[part]
        return {**values, part: [{**first, "signature": flipped(first["signature"])}, *rest]}

    return made


def _without(call: Callable[[Scene], Values], part: str) -> Callable[[Scene], Values]:
    return lambda scene: {**call(scene), part: []}


DECIDING = (
    Taken(
        "statements.decide",
        VICTIM,
        said(consenting),
        {
            "statements": (
                Wrong("another mediator's case", said(lambda s: consenting(s, case=s.marcs.code)), UNKNOWN),
                Wrong("another's thread", said(lambda s: consenting(s, party="victim-994")), ROLE),
                Wrong("the other side's", said(lambda s: consenting(s, party="offender")), PROTOCOL),
                Wrong("as if spoken", said(lambda s: consenting(s, how="spoken")), PROTOCOL),
                Wrong("signed by another victim", said(lambda s: consenting(s, by=HANNA)), ROLE),
                Wrong("signed by her mediator", said(lambda s: consenting(s, by=MEDIATOR)), ROLE),
                Wrong("one bit", _with(said(consenting), "statements"), PROTOCOL),
                Wrong("none", [], MALFORMED),
            ),
            "grants": (
                Wrong(
                    "one too many",
                    lambda s: {"grants": saying(*releasing(s)[:1], grants=releasing(s)[1:])["grants"]},
                    GRANTS,
                ),
            ),
        },
    ),
    Taken(
        "statements.decide",
        MEDIATOR,
        released(),
        {
            "statements": (
                Wrong("a letter not approved", released(letter=lambda s: s.stage.read), MOVED),
                Wrong("another letter than is granted", released(message=lambda s: s.stage.read), PROTOCOL),
                Wrong("another mediator's letter", released(message=lambda s: s.letter), UNKNOWN),
                Wrong("no letter", released(message=NO_ID), UNKNOWN),
                Wrong("to another thread", released(to="victim-994"), (422, "wrong-recipient")),
                Wrong("an old or other consent", released(consent=SOME_DIGEST), (422, "consent-missing")),
                Wrong("names no grant", released(grants=[]), GRANTS),
                Wrong("names another grant", released(grants=[SOME_DIGEST]), GRANTS),
                Wrong("signed by another mediator", released(by=OTHER_MEDIATOR), ROLE),
                Wrong("one bit", _with(released(), "statements"), PROTOCOL),
            ),
            "grants": (
                Wrong("to herself", released(box=lambda s: s.stage[MEDIATOR].me.card.box), GRANTS),
                Wrong("to the victim", released(box=lambda s: s.stage[VICTIM].me.card.box), GRANTS),
                Wrong("not there", _without(released(), "grants"), GRANTS),
                Wrong("one bit", _with(released(), "grants"), PROTOCOL),
            ),
        },
    ),
)

JOINING = (
    Taken(
        "join.arrive",
        STRANGER,
        joining,
        {
            "invite": (
                Wrong("none at all", NO_ID, (404, "invitation-unknown")),
                Wrong("used", lambda s: s.used.id, (409, "invitation-used")),
                Wrong("of another form", "x", MALFORMED),
            ),
            "card": (
                Wrong("of another role", of(joining, role="mediator"), ROLE),
                Wrong(
                    "with somebody else's keys",
                    of(joining, keys=lambda s: s.stage[VICTIM].me.keys),
                    (409, "card-known"),
                ),
                Wrong(
                    "of somebody who is here",
                    of(joining, person=lambda s: s.stage[VICTIM].me.person),
                    (409, "card-known"),
                ),
                Wrong("no JSON", {"card": "{"}, PROTOCOL),
            ),
            "card_signature": (
                Wrong("one bit", altered(joining, "card_signature"), PROTOCOL),
                Wrong("of another form", SHORT, MALFORMED),
            ),
            "person": (Wrong("another than the card's", lambda _: b64.encode(random(16)), ROLE),),
            "sign_in": (
                Wrong("taken", lambda s: s.person(SONIA).me.sign_in, (409, "name-taken")),
                Wrong("empty", "", MALFORMED),
            ),
            "auth": (Wrong("of another form", SHORT, MALFORMED),),
            "wrapped_seed": (Wrong("of another form", SHORT, MALFORMED),),
            "recovery_auth": (Wrong("half of it", None, MALFORMED),),
            "recovery_seed": (Wrong("half of it", None, MALFORMED),),
            "mac": (Wrong("of another form", SHORT, MALFORMED),),
            "lang": (Wrong("a third", "de", MALFORMED),),
        },
    ),
)

SIGNED: tuple[Taken, ...] = (*CUSTODY, *MESSAGES, *DECIDING, *JOINING)
