"""Each call of the API as somebody well prepared would make it about this case, and who may make it.

A refusal is (status, code). What is a person's own (drafts, sessions, what was seen) is asked for as another's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.client import wire
from relay.protocol import b64
from relay.protocol.custody import make_assign
from relay.protocol.roster import ENDORSE, make_entry
from relay.protocol.statement import make_statement
from tests.attack.stage import (
    ELSEWHERE,
    EVERYBODY,
    LIAISON,
    MEDIATOR,
    OFFICER,
    OTHER_LIAISON,
    OTHER_MEDIATOR,
    VICTIM,
    Stage,
)
from tests.rules.attacks import AT, seal
from tests.rules.world import NEWCOMER, STRANGER, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


Refusal = tuple[int, str]
NOT_SIGNED_IN: Refusal = (401, "not-signed-in")
NEVER: Refusal = (403, "forbidden")
UNKNOWN: Refusal = (404, "not-found")
ROLE: Refusal = (422, "role")

CONFIRMED = tuple(name for name in EVERYBODY if name not in {STRANGER, NEWCOMER})
SIGNED_IN = (*CONFIRMED, NEWCOMER)
STAFF = (MEDIATOR, OTHER_MEDIATOR, OFFICER, LIAISON, OTHER_LIAISON)
VICTIMS = (VICTIM, ELSEWHERE, NEWCOMER)
LIAISONS = (LIAISON, OTHER_LIAISON)


@dataclass(frozen=True)
class Ask:
    """What is sent: a filled path, and a body of one form or none."""

    path: str
    json: Mapping[str, Any] | None = None
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line of the table.

    ask: made for somebody, with the right things of the stage; may: who is not refused; refused: everybody else's
    answer where it is not `otherwise`. A stranger is always told to sign in.
    """

    ask: Callable[[Stage, str], Ask]
    may: tuple[str, ...] = ()
    otherwise: Refusal = UNKNOWN
    refused: Mapping[str, Refusal] = field(default_factory=dict)

    def expected(self, name: str) -> Refusal:
        """Return the refusal that somebody gets."""
        return NOT_SIGNED_IN if name == STRANGER else self.refused.get(name, self.otherwise)


def plain(path: str) -> Callable[[Stage, str], Ask]:
    """Ask for an address in which parts of the stage are named."""
    return lambda stage, _: Ask(
        path.format(stage=stage, code=stage.place.code, desk=stage.place.desk, victim=digest(stage[VICTIM].me.card))
    )


def with_body(path: str, **body: Any) -> Callable[[Stage, str], Ask]:
    """Ask with a JSON body that is the same for everybody."""
    return lambda stage, name: Ask(plain(path)(stage, name).path, body)


def with_bytes(path: str, **headers: str) -> Callable[[Stage, str], Ask]:
    """Ask with bytes that could be sealed ones."""
    return lambda stage, name: Ask(plain(path)(stage, name).path, content=random(4096), headers=headers)


def invite(stage: Stage, _: str) -> Ask:
    party = {"case": stage.place.code, "party": "victim-996"}
    return Ask("/invitations", {"id": b64.encode(random(16)), "role": "victim", "lang": "en", **party})


def append_custody(stage: Stage, name: str) -> Ask:
    """Assign the next epoch, as an officer's client would."""
    chain = stage[MEDIATOR].trust.custody(stage.place.desk)
    holder = stage[OTHER_MEDIATOR].me.card.digest
    signed = make_assign(stage.keys(name), chain, holder, epoch=2, at=AT)
    return Ask(f"/custody/{stage.place.desk}", wire.write("entry", signed, "signature"))


def append_roster(stage: Stage, name: str) -> Ask:
    known = stage[OFFICER].trust.roster()
    entry = make_entry(stage.keys(name), ENDORSE, stage[NEWCOMER].me.card.digest, known.head, issued=AT)
    return Ask("/roster", wire.write("entry", entry, "signature"))


def send(stage: Stage, name: str) -> Ask:
    return Ask("/messages", seal(stage.place, stage.keys(name)).call())


def decide(stage: Stage, name: str) -> Ask:
    """Take back a victim's letter in her name."""
    signed = make_statement(
        stage.keys(name), "withdraw", case=stage.place.code, at=AT, nonce=None, message=stage.read, how="portal"
    )
    return Ask("/statements", {"statements": [wire.write("statement", signed, "signature")], "grants": []})


SECRET, SEED, NO_ID = b64.encode(bytes(32)), b64.encode(bytes(72)), b64.encode(bytes(16))
MEDIATORS = (MEDIATOR, OTHER_MEDIATOR)
WITH_A_CASE = (VICTIM, ELSEWHERE, *MEDIATORS, OFFICER)
IN_THE_CASE = (VICTIM, MEDIATOR, OFFICER, LIAISON)
ONE_S_OWN = SIGNED_IN  # about nobody but the asker

NEWCOMER_NEVER: Mapping[str, Refusal] = {NEWCOMER: NEVER}
NOT_YOURS_TO_SIGN: Mapping[str, Refusal] = {NEWCOMER: NEVER, MEDIATOR: ROLE, OFFICER: ROLE, LIAISON: ROLE}

CALLS: Mapping[str, Entry] = {
    "account.change": Entry(
        with_body("/account/sign-in", old_auth=SECRET, sign_in="somebody", auth=SECRET, wrapped_seed=SEED),
        otherwise=(422, "wrong-passphrase"),
    ),
    "account.come_back": Entry(plain("/recover"), EVERYBODY),
    "account.look": Entry(plain("/recover/look"), EVERYBODY),
    "account.renew": Entry(
        with_body("/account/recovery", old_auth=SECRET, recovery_auth=SECRET, recovery_seed=SEED),
        otherwise=(422, "wrong-passphrase"),
    ),
    "account.show": Entry(plain("/account"), ONE_S_OWN),
    "cases.list_messages": Entry(plain("/cases/{code}/messages"), (MEDIATOR,), NEVER, {OTHER_MEDIATOR: UNKNOWN}),
    "cases.list_own": Entry(plain("/cases"), WITH_A_CASE, NEVER),
    "cases.open_new": Entry(
        with_body("/cases", code="ATTACKED", institution="NOWHERE", langs=["en"]), (), NEVER, {OFFICER: UNKNOWN}
    ),
    "cases.show": Entry(plain("/cases/{code}"), IN_THE_CASE),
    "custody.append": Entry(
        append_custody,
        (OFFICER,),
        UNKNOWN,
        # the chain itself says that only an officer assigns
        {**dict.fromkeys(VICTIMS, NEVER), **dict.fromkeys((MEDIATOR, LIAISON), (422, "protocol"))},
    ),
    "custody.held": Entry(plain("/desks?desk={desk}"), STAFF, NEVER),
    "custody.needs": Entry(plain("/desks/needs"), (OFFICER,), NEVER),
    "custody.show": Entry(plain("/custody/{desk}"), IN_THE_CASE),
    "drafts.delete": Entry(plain("/drafts/{stage.draft}")),
    "drafts.list_own": Entry(plain("/drafts"), ONE_S_OWN),
    "drafts.save": Entry(with_bytes("/drafts/{stage.draft}", **{"If-Match": '"1"'})),
    "drafts.show": Entry(plain("/drafts/{stage.draft}")),
    "institutions.enter": Entry(
        with_body("/institutions", code="WARK-2", name="Another", lang="en"), (), NEVER, {OFFICER: (409, "code-taken")}
    ),
    "institutions.list_all": Entry(plain("/institutions"), (*MEDIATORS, OFFICER), NEVER),
    "invitations.accept": Entry(
        with_body("/invitations/{stage.invitation}/accept", mac=SECRET),
        (ELSEWHERE,),
        NEVER,
        {VICTIM: (409, "card-known")},
    ),
    "invitations.list_own": Entry(plain("/invitations"), (*MEDIATORS, OFFICER), NEVER),
    "invitations.make": Entry(invite, (MEDIATOR, OFFICER), NEVER, {OTHER_MEDIATOR: UNKNOWN}),
    "invitations.take_back": Entry(
        plain("/invitations/{stage.invitation}"), (MEDIATOR,), NEVER, {OTHER_MEDIATOR: UNKNOWN, OFFICER: UNKNOWN}
    ),
    "join.arrive": Entry(plain("/join"), EVERYBODY),
    "join.look": Entry(plain("/join/look"), EVERYBODY),
    "ledgers.show": Entry(plain("/ledgers/{code}"), (MEDIATOR, OFFICER), UNKNOWN, NEWCOMER_NEVER),
    "messages.put_body": Entry(with_bytes("/messages/{stage.read}/body"), CONFIRMED, NEVER),
    "messages.send": Entry(
        send, (VICTIM, LIAISON), UNKNOWN, {MEDIATOR: ROLE, OFFICER: ROLE, NEWCOMER: (422, "not-confirmed")}
    ),
    "messages.show": Entry(plain("/messages/{stage.read}"), (MEDIATOR,), UNKNOWN, NEWCOMER_NEVER),
    "messages.show_body": Entry(plain("/messages/{stage.read}/body"), (MEDIATOR,), UNKNOWN, NEWCOMER_NEVER),
    "seen.save": Entry(with_bytes("/seen", **{"If-Match": '"999"'}), (), (409, "draft-moved")),
    "seen.show": Entry(plain("/seen"), ONE_S_OWN),
    "sessions.end": Entry(plain("/sessions/{stage.session}")),
    "sessions.end_others": Entry(plain("/sessions"), ONE_S_OWN),
    "sessions.key": Entry(plain("/session/key"), ONE_S_OWN),
    "sessions.knock": Entry(plain("/sign-in"), EVERYBODY),
    "sessions.leave": Entry(plain("/session"), EVERYBODY),
    "sessions.list_own": Entry(plain("/sessions"), ONE_S_OWN),
    "sessions.lock": Entry(plain("/session/lock"), EVERYBODY),
    "sessions.show": Entry(plain("/session"), EVERYBODY),
    "sessions.touch": Entry(plain("/session/touch"), ONE_S_OWN),
    "statements.decide": Entry(decide, (VICTIM,), UNKNOWN, NOT_YOURS_TO_SIGN),
    "tasks.pull": Entry(plain("/tasks"), LIAISONS, NEVER),
    "tasks.show": Entry(plain("/tasks/{stage.task}"), (LIAISON,), NEVER, {OTHER_LIAISON: UNKNOWN}),
    "tray.show": Entry(plain("/tray"), CONFIRMED, NEVER),
    "trust.append": Entry(append_roster, (OFFICER,), NEVER),
    "trust.card": Entry(plain("/cards/{victim}"), (VICTIM, MEDIATOR, OFFICER)),
    "trust.root": Entry(plain("/root"), EVERYBODY),
    "trust.roster": Entry(plain("/roster"), ONE_S_OWN),
}
