from __future__ import annotations

from datetime import UTC, datetime

from relay.services.case_lines import CaseLine
from relay.services.views_mediator import MessageLine
from relay.services.views_todo import Unbriefed
from relay.storage.joined_pages import Joined
from relay.web.case_words import Agreement, Line, Side
from relay.web.deciding import choices
from relay.web.desk_words import Line as DeskLine

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
MESSAGE = "AAAAAAAAAAAAAAAAAAAAAA"
CODE = "RO-2026-0001"
CASE = CaseLine(CODE, "case-public-id", ("en", "fr"), "WARK-2", "Warkworth", "card", "Mira", opened=True, briefed=True)
NEW_CASE = CaseLine(CODE, "case-public-id", ("en",), "WARK-2", "Warkworth", "", "", opened=False, briefed=False)
ROW = MessageLine(MESSAGE, CODE, "case-public-id", "victim-1", "victim-1", "Anna", "letter", "reading", "", AT)
ASIDE = Line(MESSAGE, "A word for you alone from Anna", CODE, AT, "sealed", "Not opened yet", "/en/review/y")
LINE = Line(MESSAGE, "A letter from Anna", CODE, AT, "sealed", "Not opened yet", "/en/review/x", (ASIDE,))
EDIT = ROW._replace(original=MESSAGE, state="agreed")
BROUGHT = ROW._replace(state="released", delivery="in-person")
THREADS = [{"value": "victim-1", "label": "Anna"}]
AGREEMENT = Agreement("Agrees to send: letters", "on paper", AT)
ANNA = Side(1, "victim-1", "Anna", "card", victim=True, prepared=True, accepted=True, agreements=())
OSCAR = Side(
    2, "offender", "the other person", "", victim=False, prepared=False, accepted=False, agreements=(AGREEMENT,)
)
SIDES = [ANNA, OSCAR]
LANGUAGES = {"en": "English", "fr": "Français"}
JOINED = (Joined("a", "victim", CODE, "case-public-id"), Joined("b", "mediator", "", ""))
INSTITUTIONS = [("WARK-2", "Warkworth")]
DESKS = [
    DeskLine(
        "institution/WARK-2", "reopen", "Warkworth: somebody works here no longer.", "Give it to those who are left"
    )
]

SAMPLES = {
    "mediator/home.html": {
        "joined": JOINED,
        "due": [LINE],
        "lines": [LINE],
        "earlier": "cursor",
        "cases": [(CASE, "Open")],
        "earlier_cases": "cursor",
        "show_tray": True,
        "show_cases": True,
    },
    "mediator/case.html": {
        "case": CASE,
        "languages": ["English"],
        "sides": SIDES,
        "threads": THREADS,
        "lines": [LINE],
        "again": 2,
        "first": True,
        "earlier": "cursor",
    },
    "mediator/again.html": {"again": 1},
    "mediator/sides.html": {"case": CASE, "sides": SIDES},
    "mediator/prepare.html": {"side": ANNA},
    "mediator/spoken.html": {"side": OSCAR},
    "mediator/review.html": {
        "message": ROW,
        "title": "A letter",
        "state_text": "Opened",
        "choices": choices(ROW),
        "sides": SIDES,
        "edit": False,
        "own": False,
    },
    "mediator/gone.html": {"message": ROW, "title": "A letter", "state_text": "Withdrawn"},
    "mediator/facts.html": {"message": ROW},
    "mediator/flags.html": {"message": ROW, "choices": choices(ROW)},
    "mediator/decisions.html": {"message": ROW, "choices": choices(ROW)},
    "mediator/carried.html": {
        "message": ROW._replace(kind="relayed"),
        "choices": choices(ROW._replace(kind="relayed")),
        "sides": SIDES,
    },
    "mediator/hand_over.html": {"message": BROUGHT},
    "mediator/nothing_to_decide.html": {"message": EDIT, "choices": choices(EDIT), "edit": True},
    "mediator/messages.html": {"lines": [LINE], "label": "Messages"},
    "mediator/carry.html": {"threads": THREADS},
    "mediator/given.html": {"threads": THREADS},
    "mediator/release.html": {
        "message": ROW,
        "sides": SIDES,
        "to": "",
        "releasable": True,
        "state_text": "Opened",
    },
    "mediator/release_problems.html": {"message": ROW},
    "case/side.html": {"side": ANNA},
    "case/record.html": {"readable": True},
    "case/invitation.html": {"invitation_days": 30},
    "case/invite.html": {
        "case": CASE,
        "sides": SIDES,
        "people": [{"value": "victim-1", "label": "Anna"}],
        "languages": LANGUAGES,
        "grants": True,
        "invitation_days": 30,
    },
    "case/reinvite.html": {
        "people": [{"value": "victim-1", "label": "Anna"}],
        "languages": LANGUAGES,
        "grants": False,
    },
    "office/home.html": {
        "cases": [(CASE, "Open")],
        "joined": JOINED,
        "sheets": (Unbriefed(CODE, "case-public-id"),),
        "desks": DESKS,
        "first": True,
        "earlier": "cursor",
    },
    "office/case.html": {
        "case": NEW_CASE,
        "need": "assign",
        "languages": ["English"],
        "standing": "No mediator yet",
        "sheet": MESSAGE,
        "sides": SIDES,
    },
    "office/assign.html": {"case": NEW_CASE},
    "office/case_new.html": {"institutions": INSTITUTIONS, "languages": LANGUAGES},
    "office/staff.html": {
        "institutions": INSTITUTIONS,
        "languages": LANGUAGES,
        "desks": DESKS,
        "invitation_days": 30,
    },
    "office/desks.html": {"desks": DESKS},
    "office/institutions.html": {"institutions": [], "languages": LANGUAGES},
}
