from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.questions import counted, road
from tests.support.programme import CASE, INSTITUTION

if TYPE_CHECKING:
    from tests.support.programme import Programme

PAGES = {
    "anna": (
        *("home", "account", "before", "write", "consent", "before?case={other}", "write?case={other}"),
        *("consent?case={other}", "sent/{letter}", "here/{reply}", "read/{reply}"),
    ),
    "mira": ("home", "account", "cases/{case}", "invite/{case}", "review/{waiting}", "release/{waiting}"),
    "olive": ("home", "account", "cases/{case}", "cases/new", "invite/{case}", "staff", "institutions"),
    "liam": ("home", "account", "tasks/{task}", "tasks/{task}/reply"),
}
MOST = 12
ELSEWHERE = ("public.", "join.", "account.sign_in", "account.recover")  # nobody is signed in there


def test_however_much_there_is_by_now(programme: Programme) -> None:
    things = {**more(programme, 2), "case": address(programme, CASE), "other": address(programme, "RO-2")}
    asked(programme, things)  # what is remembered from now on
    before = asked(programme, things)
    for number in (3, 4):
        more(programme, number)
    asked(programme, things)
    assert asked(programme, things) == before
    assert {page: count for page, count in before.items() if not 1 <= count <= MOST} == {}


def test_no_page_of_somebody_signed_in_is_left_out(programme: Programme) -> None:
    things = dict.fromkeys(("case", "other", "letter", "reply", "waiting"), "A") | {"task": "1"}
    urls = programme.app.url_map.bind("localhost")
    paths = [path.format(**things).partition("?")[0] for paths in PAGES.values() for path in paths]
    counted_here = {urls.match(f"/en/{path}")[0] for path in paths}
    there_are = {rule.endpoint for rule in programme.app.url_map.iter_rules() if rule.rule.startswith("/<lang>")}
    assert {endpoint for endpoint in there_are if not endpoint.startswith(ELSEWHERE)} == counted_here


def asked(programme: Programme, things: dict[str, str]) -> dict[str, int]:
    """Let everybody look at their pages; returns how many questions each page put to the database."""
    counts = {}
    for name, paths in PAGES.items():
        for path in paths:
            with counted(programme) as questions:
                answer = getattr(programme, name).client.get(f"/en/{path.format(**things)}")
            assert answer.status_code == 200, f"{name} at {path}"
            counts[f"{name} at {path}"] = len([each for each in questions if each.startswith("SELECT")])
    return counts


def more(programme: Programme, number: int) -> dict[str, str]:
    """Let there be one more of everything: letters, victims, cases, invitations, desks that nobody holds."""
    code, desk = f"RO-{number}", f"institution/I-{number}"
    programme.institution(f"I-{number}")
    colleague, marc = programme.staff(f"Lou-{number}", "liaison", desk), programme.staff(f"Marc-{number}", "mediator")
    programme.staff(f"Lena-{number}", "liaison", f"institution/{INSTITUTION}")
    programme.open_case(code)
    programme.take_on(marc, code)
    programme.joins_too(programme.anna, marc, code, f"victim-{number}")
    programme.victim(f"Bea-{number}", programme.mira, party=f"victim-1{number}")
    programme.invite(programme.mira, programme.meet(f"Nora-{number}", "victim"), case=CASE, party=f"victim-2{number}")
    programme.invite(programme.olive, programme.meet(f"Nils-{number}", "mediator"))
    things = road(programme)
    programme.revoke(colleague)
    programme.revoke(marc)
    return things


def address(programme: Programme, code: str) -> str:
    """Return the opaque id that stands in a case's address."""
    found = programme.olive.get("/cases").json["cases"]
    return next(str(case["public_id"]) for case in found if case["code"] == code)
