"""Each value that a call takes, with all of the call right, and what else may stand in its place.

What is signed or sealed stands in signed_calls.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.protocol import b64
from relay.protocol.invitation import card_mac, read_fragment
from tests.attack.calls import NO_ID, ROLE, SECRET, SEED, UNKNOWN
from tests.attack.decisions import SOME_DIGEST
from tests.attack.scene import HANNA, SONIA, Scene
from tests.attack.stage import ELSEWHERE, LIAISON, MEDIATOR, OFFICER, VICTIM
from tests.attack.taken import CONTENT, HEADERS, MALFORMED, SHORT, Taken, Values, Wrong
from tests.rules.world import PASSPHRASE, STRANGER, digest

if TYPE_CHECKING:
    from tests.attack.calls import Refusal

INVITATION_UNKNOWN: Refusal = (404, "invitation-unknown")
INVITATION_USED: Refusal = (409, "invitation-used")
WRONG_RECOVERY: Refusal = (401, "wrong-recovery")
WRONG_PASSPHRASE: Refusal = (422, "wrong-passphrase")
DRAFT_MOVED: Refusal = (409, "draft-moved")

ANOTHERS_CASE = Wrong("another mediator's", lambda scene: scene.marcs.code, UNKNOWN)
NO_CASE = Wrong("none at all", "NO-SUCH-CASE", UNKNOWN)
NO_CODE = Wrong("of another form", "no such case", UNKNOWN)
CASES = (ANOTHERS_CASE, NO_CASE, NO_CODE)

PLACES = (Wrong("no cursor", "x", MALFORMED), Wrong("no cursor either", b64.encode(bytes(40)), MALFORMED))
COUNTS = (
    Wrong("no number", "x", MALFORMED),
    Wrong("below nothing", "-1", MALFORMED),
    Wrong("huge", "9" * 10, MALFORMED),
)

MESSAGES = (
    Wrong("another mediator's", lambda scene: scene.letter, UNKNOWN),
    Wrong("none at all", NO_ID, UNKNOWN),
    Wrong("of another form", "x", UNKNOWN),
)
DRAFTS = (
    Wrong("somebody else's", lambda scene: scene.stage.draft, UNKNOWN),
    Wrong("of another form", "x", UNKNOWN),
)
LANGUAGES = (Wrong("a third", "de", MALFORMED),)
NO_ID_AT_ALL = Wrong("of another form", "x", MALFORMED)


def of_form(name: str, value: Any = SHORT) -> tuple[Wrong, ...]:
    """What only has a form: the server can tell no more of it."""
    return (Wrong(f"of another form: {name}", value, MALFORMED),)


def card_of(whose: str) -> Wrong:
    return Wrong(f"{whose}'s", lambda scene: digest(scene.stage[whose].me.card), UNKNOWN)


NO_CARD = (Wrong("none at all", SOME_DIGEST, UNKNOWN), Wrong("of another form", "x", UNKNOWN))


def the_case(scene: Scene) -> Values:
    return {"code": scene.stage.place.code}


def her_draft(scene: Scene) -> Values:
    return {"draft": scene.draft}


def sealed_draft(scene: Scene) -> Values:
    """Begin a draft in one's own case."""
    new = {"If-None-Match": "*"}
    return {"draft": b64.encode(random(16)), "case": scene.stage.place.code, CONTENT: bytes(200), HEADERS: new}


def changed_copy(scene: Scene) -> Values:
    """Begin a changed copy of a letter that was read."""
    return {**sealed_draft(scene), "message": scene.stage.read}


def another_invitation(scene: Scene) -> Values:
    place = {"case": scene.stage.place.code, "party": "victim-970"}
    return {"id": b64.encode(random(16)), "role": "victim", "lang": "en", **place}


def a_liaison_invited(scene: Scene) -> Values:
    del scene
    return {"id": b64.encode(random(16)), "role": "liaison", "lang": "en", "desk": "institution/WARK-2"}


def joining_another_case(scene: Scene) -> Values:
    """Answer an invitation to another case with the account one has."""
    fragment = read_fragment(scene.open.link.rpartition("#")[2])
    mac = card_mac(fragment.secret, fragment.invite_id, scene.person(HANNA).me.card.signed.data)
    return {"invite_id": scene.open.id, "mac": b64.encode(mac)}


def signing_in(scene: Scene) -> Values:
    return {"sign_in": scene.person(SONIA).me.sign_in, "auth": scene.auth(SONIA)}


def new_name(scene: Scene) -> Values:
    return {
        "old_auth": scene.auth(VICTIM),
        "sign_in": f"{scene.person(VICTIM).me.sign_in}-now",
        "auth": b64.encode(random(32)),
        "wrapped_seed": SEED,
    }


def coming_back(scene: Scene) -> Values:
    proof = {"sign_in": scene.person(SONIA).me.sign_in, "code_auth": scene.code_auth}
    return {
        **proof,
        "auth": scene.auth(SONIA),
        "wrapped_seed": SEED,
        "recovery_auth": b64.encode(random(32)),
        "recovery_seed": SEED,
    }


def looking_back(scene: Scene) -> Values:
    return {name: value for name, value in coming_back(scene).items() if name in {"sign_in", "code_auth"}}


def another_session(scene: Scene) -> Values:
    """Sonia's own, on another device."""
    browser = scene.world.browser()
    browser.sign_in(scene.person(SONIA).me.sign_in, PASSPHRASE)
    listed = scene.person(SONIA).http.get("/sessions")["sessions"]
    return {"session_id": next(each["id"] for each in listed if not each["current"])}


PLAIN: tuple[Taken, ...] = (
    # whose case, desk, message, task
    Taken("cases.show", MEDIATOR, the_case, {"code": CASES}),
    Taken("cases.show", VICTIM, the_case, {"code": CASES}),
    Taken("cases.show", LIAISON, the_case, {"code": CASES}),
    Taken("cases.show", OFFICER, the_case, {"code": (NO_CASE, NO_CODE)}),
    Taken("cases.list_messages", MEDIATOR, the_case, {"code": CASES, "before": PLACES}),
    Taken("cases.list_own", MEDIATOR, lambda _: {}, {"before": PLACES}),
    Taken("ledgers.show", MEDIATOR, lambda s: {"name": s.stage.place.code}, {"name": CASES, "after": COUNTS}),
    Taken("ledgers.show", OFFICER, lambda s: {"name": s.stage.place.code}, {"name": (NO_CASE, NO_CODE)}),
    *(
        Taken(
            "custody.show",
            name,
            lambda s: {"desk": s.stage.place.desk},
            {
                "desk": (
                    Wrong("of another mediator's case", lambda s: s.marcs.desk, UNKNOWN),
                    Wrong("of no case", "case/NO-SUCH-CASE", UNKNOWN),
                    Wrong("of no kind", "elsewhere", UNKNOWN),
                ),
                "after": COUNTS,
            },
        )
        for name in (VICTIM, LIAISON, MEDIATOR)
    ),
    Taken("custody.needs", OFFICER, lambda _: {}, {"leaving": of_form("a digest")}),
    Taken("messages.show", MEDIATOR, lambda s: {"message": s.stage.read}, {"message": MESSAGES}),
    Taken("messages.show_body", MEDIATOR, lambda s: {"message": s.stage.read}, {"message": MESSAGES}),
    Taken(
        "messages.show",
        LIAISON,
        lambda s: {"message": s.stage.printed},
        {
            "message": (*MESSAGES, Wrong("not on its way to him", lambda s: s.stage.read, UNKNOWN)),
        },
    ),
    Taken(
        "messages.put_body",
        VICTIM,
        lambda _: {"message": b64.encode(random(16)), CONTENT: bytes(4096)},
        {"message": (NO_ID_AT_ALL,)},
    ),
    Taken(
        "tasks.show",
        LIAISON,
        lambda s: {"number": s.stage.task},
        {"number": (Wrong("none at all", 999_999, UNKNOWN), Wrong("no number of a task", 10**12, UNKNOWN))},
    ),
    Taken("tray.show", MEDIATOR, lambda _: {}, {"before": PLACES}),
    Taken(
        "trust.card",
        VICTIM,
        lambda s: {"digest": digest(s.stage[MEDIATOR].me.card)},
        {"digest": (card_of(ELSEWHERE), *NO_CARD)},
    ),
    Taken(
        "trust.card",
        MEDIATOR,
        lambda s: {"digest": digest(s.stage[VICTIM].me.card)},
        {"digest": (card_of(ELSEWHERE), *NO_CARD)},
    ),
    Taken("trust.roster", VICTIM, lambda _: {}, {"after": COUNTS}),
    # what somebody keeps
    Taken(
        "drafts.save",
        VICTIM,
        sealed_draft,
        {
            "draft": (
                Wrong("of another form", "x", UNKNOWN),
                Wrong("there already", lambda s: s.draft, DRAFT_MOVED),
                Wrong("somebody else's", lambda s: s.stage.draft, UNKNOWN),
            ),
            "case": (ANOTHERS_CASE, NO_CASE, NO_CODE),
            "message": (Wrong("no copies are hers", lambda s: s.stage.read, UNKNOWN),),
            HEADERS: (
                Wrong("a version that is not there", {HEADERS: {"If-Match": '"7"'}}, DRAFT_MOVED),
                Wrong("none", {HEADERS: {}}, MALFORMED),
            ),
            CONTENT: of_form("empty", b""),
        },
    ),
    Taken("drafts.save", MEDIATOR, changed_copy, {"message": MESSAGES[:2], "case": (ANOTHERS_CASE,)}),
    Taken("drafts.show", VICTIM, her_draft, {"draft": DRAFTS}),
    Taken("drafts.delete", VICTIM, her_draft, {"draft": DRAFTS}),
    Taken(
        "seen.save",
        HANNA,
        lambda _: {CONTENT: bytes(200), HEADERS: {"If-None-Match": "*"}},
        {HEADERS: (Wrong("a version that is not there", {HEADERS: {"If-Match": '"999"'}}, DRAFT_MOVED),)},
    ),
    # places and invitations
    Taken(
        "cases.open_new",
        OFFICER,
        lambda s: {"code": f"{s.spare.code}-X", "institution": "WARK-2", "langs": ["en", "fr"]},
        {
            "code": (Wrong("taken", lambda s: s.spare.code, (409, "code-taken")), *of_form("a code", "no code")),
            "institution": (Wrong("none at all", "NOWHERE", UNKNOWN), *of_form("a code", "no code")),
            "langs": (*of_form("none", []), *of_form("no tag", ["no tag"]), *of_form("four", ["en", "fr", "iu", "cr"])),
        },
    ),
    Taken(
        "institutions.enter",
        OFFICER,
        lambda s: {"code": f"{s.spare.code}-I", "name": "Another", "lang": "fr"},
        {
            "code": (Wrong("taken", "WARK-2", (409, "code-taken")), *of_form("a code", "no code")),
            "name": (*of_form("empty", ""), *of_form("too long", "x" * 300)),
            "lang": LANGUAGES,
        },
    ),
    Taken("invitations.list_own", MEDIATOR, lambda _: {}, {"before": (Wrong("no invitation", "x", UNKNOWN),)}),
    Taken(
        "invitations.make",
        MEDIATOR,
        another_invitation,
        {
            "id": (Wrong("taken", lambda s: s.open.id, (409, "id-taken")), NO_ID_AT_ALL),
            "role": (
                Wrong("none of hers to invite", {"role": "mediator", "case": None, "party": None}, ROLE),
                *of_form("a role", "officer"),
            ),
            "case": (ANOTHERS_CASE, NO_CASE, *of_form("a code", "no code")),
            "party": (*of_form("the other side", "offender"), Wrong("none", None, (422, "refused"))),
            "desk": (Wrong("with a victim", "institution/WARK-2", (422, "refused")),),
            "lang": LANGUAGES,
        },
    ),
    Taken(
        "invitations.make",
        OFFICER,
        a_liaison_invited,
        {
            "desk": (Wrong("none at all", "institution/NOWHERE", UNKNOWN), *of_form("a case's", "case/RO-2026-0001")),
            "case": (Wrong("with a liaison", "RO-2026-0001", (422, "refused")),),
        },
    ),
    Taken(
        "invitations.accept",
        HANNA,
        joining_another_case,
        {
            "invite_id": (
                Wrong("none at all", NO_ID, INVITATION_UNKNOWN),
                Wrong("used", lambda s: s.used.id, INVITATION_USED),
            ),
            "mac": of_form("a MAC"),
        },
    ),
    Taken(
        "invitations.take_back",
        MEDIATOR,
        lambda s: {"invite_id": s.stage.invitation},
        {"invite_id": (Wrong("used", lambda s: s.used.id, UNKNOWN), Wrong("none at all", NO_ID, UNKNOWN))},
    ),
    Taken(
        "join.look",
        STRANGER,
        lambda s: {"invite": s.open.id},
        {"invite": (Wrong("none at all", NO_ID, INVITATION_UNKNOWN), NO_ID_AT_ALL)},
    ),
    # what signs in
    Taken(
        "sessions.knock",
        STRANGER,
        signing_in,
        {
            "sign_in": (Wrong("nobody's", "nobody-at-all", (401, "wrong-sign-in")), *of_form("empty", "")),
            "auth": (Wrong("another's", SECRET, (401, "wrong-sign-in")), *of_form("a secret")),
        },
    ),
    Taken(
        "sessions.end",
        SONIA,
        another_session,
        {"session_id": (Wrong("somebody else's", lambda s: s.stage.session, UNKNOWN), Wrong("none", NO_ID, UNKNOWN))},
    ),
    Taken(
        "account.look",
        STRANGER,
        looking_back,
        {
            "sign_in": (Wrong("nobody's", "nobody-at-all", WRONG_RECOVERY), *of_form("empty", "")),
            "code_auth": (Wrong("another's", SECRET, WRONG_RECOVERY), *of_form("a secret")),
        },
    ),
    Taken(
        "account.renew",
        VICTIM,
        lambda s: {"old_auth": s.auth(VICTIM), "recovery_auth": b64.encode(random(32)), "recovery_seed": SEED},
        {
            "old_auth": (Wrong("another's", SECRET, WRONG_PASSPHRASE), *of_form("a secret")),
            "recovery_auth": of_form("a secret"),
            "recovery_seed": of_form("a seed"),
        },
    ),
    Taken(
        "account.change",
        VICTIM,
        new_name,
        {
            "old_auth": (Wrong("another's", SECRET, WRONG_PASSPHRASE), *of_form("a secret")),
            "sign_in": (
                Wrong("somebody else's", lambda s: s.person(SONIA).me.sign_in, (409, "name-taken")),
                *of_form("empty", ""),
            ),
            "auth": of_form("a secret"),
            "wrapped_seed": of_form("a seed"),
        },
    ),
    Taken(
        "account.come_back",
        STRANGER,
        coming_back,
        {
            "sign_in": (Wrong("nobody's", "nobody-at-all", WRONG_RECOVERY),),
            "code_auth": (Wrong("another's", SECRET, WRONG_RECOVERY),),
            "auth": of_form("a secret"),
            "wrapped_seed": of_form("a seed"),
            "recovery_auth": (*of_form("a secret"), *of_form("half of it", None)),
            "recovery_seed": (*of_form("a seed"), *of_form("half of it", None)),
        },
    ),
)
