from __future__ import annotations

from datetime import UTC, datetime

from relay.services.views_victim import Draft, Item, Sent, VictimCase
from relay.web.victim_words import Action, Line, Standing

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
MESSAGE = "AAAAAAAAAAAAAAAAAAAAAA"
CASE = VictimCase("RO-2026-0001", "case-public-id", "victim-1", ("en", "fr"), ("consent",))
ITEM = Item(MESSAGE, CASE.code, "letter", "here", "offered", AT)
SENT = Sent(MESSAGE, CASE.code, "letter", "with-mediator", AT, "kept-copy")
DRAFT = Draft("draft-id", CASE.code, AT, kept=False, message="")
PLACE = Standing("Something is here for you when you want it.", Action("See", "/en/here/x", "see-choices"))

SAMPLES = {
    "victim/home.html": {
        "here": PLACE,
        "standing": PLACE,
        "write": PLACE.main,
        "lines": [
            Line(MESSAGE, CASE.code, "You sent a letter", AT, "passed-on", "Passed on", "/en/sent/x", "sent-item")
        ],
        "cases": (CASE,),
        "names": {CASE.code: "Case 1"},
        "first": True,
        "earlier": "cursor",
    },
    "victim/before.html": {"case": CASE.public_id},
    "victim/which.html": {"cases": (CASE,), "names": {CASE.code: "Case 1"}, "place": "write"},
    "victim/write.html": {"case": CASE, "name": "Case 1", "draft": "", "others": [DRAFT], "first": True},
    "victim/write_check.html": {"case": CASE},
    "victim/letter.html": {"letter": SENT, "what": "You sent a letter", "state_text": "With your mediator"},
    "victim/here.html": {"item": ITEM},
    "victim/read.html": {"item": ITEM},
    "victim/not_here.html": {},
    "victim/withdraw.html": {"letter": SENT},
    "victim/consent.html": {"case": CASE, "name": "Case 1"},
}
