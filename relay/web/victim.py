"""The victim's pages: her home, what she writes and sends, what is here for her, what she agrees to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from relay.errors import Forbidden, NotFound
from relay.services import views_victim
from relay.web import victim_words as words
from relay.web.i18n import gettext, pages_blueprint
from relay.web.login import current_person
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from relay.domain.person import Person
    from relay.services.views_victim import Home, VictimCase

    Page = str | tuple[str, int]

blueprint = pages_blueprint("victim", __name__)


def home() -> str:
    """Show where things stand, one main action and a quiet list by time."""
    before = request.args.get("before", "")
    place = _home(before)
    return render_template(
        "victim/home.html",
        here=words.here(place),
        standing=words.standing(place),
        write=words.write_action(place),
        lines=words.lines(place, drafts=not before),
        cases=place.cases,
        names=words.case_names(place),
        first=not before,
        earlier=place.next,
    )


@blueprint.get("/before")
def before() -> str:
    """Say where confidentiality ends, before a first letter (design.md §9)."""
    place = _home()
    case = _chosen(place)
    return _which(place, "before") if case is None else render_template("victim/before.html", case=case.public_id)


@blueprint.get("/write")
def write() -> str:
    """Give a sheet to write on, or the draft that the address names."""
    place = _home()
    draft = request.args.get("draft", "")
    case = _chosen(place, draft)
    if case is None:
        return _which(place, "write")
    return render_template(
        "victim/write.html",
        case=case,
        name=words.case_names(place).get(case.code, ""),
        draft=draft,
        others=[other for other in place.drafts if other.id != draft and other.case == case.code],
        first=not draft and not place.drafts and all(item.way == "here" for item in place.items),
    )


@blueprint.get("/sent/<message>")
def letter(message: str) -> str:
    """Show the state of what she sent, and her copy if she kept one."""
    sent = views_victim.sent(reading(), _victim(), message)
    what, state = gettext(words.SENT[sent.kind]), gettext(words.STATES[sent.state])
    return render_template("victim/letter.html", letter=sent, what=what, state_text=state)


@blueprint.get("/here/<message>")
def here(message: str) -> Page:
    """Offer the four choices about something released to her."""
    return _of_item("victim/here.html", message)


@blueprint.get("/read/<message>")
def read(message: str) -> Page:
    """Give the sheet on which the vault lays what was released to her."""
    return _of_item("victim/read.html", message)


@blueprint.get("/consent")
def consent() -> str:
    """Let her say what she agrees to, accept her mediator, and take either back."""
    place = _home()
    case = _chosen(place)
    if case is None:
        return _which(place, "consent")
    return render_template("victim/consent.html", case=case, name=words.case_names(place).get(case.code, ""))


def _of_item(template: str, message: str) -> Page:
    """Show something released to her; what never was here and what was taken back look the same (R8)."""
    person = _victim()
    try:
        item = views_victim.here(reading(), person, message)
    except NotFound:
        return render_template("victim/not_here.html"), 404
    return render_template(template, item=item)


def _victim() -> Person:
    person = current_person()  # whoever has joined may already write drafts: not only the confirmed
    if person.role != "victim":
        raise Forbidden(person.role)
    return person


def _home(before: str = "") -> Home:
    return views_victim.home(reading(), _victim(), before=before, size=limits().page_size)


def _which(place: Home, page: str) -> str:
    """Ask which of her cases a page is about."""
    return render_template("victim/which.html", cases=place.cases, names=words.case_names(place), place=page)


def _chosen(place: Home, draft: str = "") -> VictimCase | None:
    """Return the case that a draft belongs to, that the address names, or the only one; None where she has to say.

    Raises NotFound for a case that is not hers.
    """
    code = next((known.case for known in place.drafts if known.id == draft), "")
    public_id = request.args.get("case", "")
    fitting = [case for case in place.cases if code in ("", case.code) and (code or public_id in ("", case.public_id))]
    if not fitting:
        raise NotFound("case")
    return fitting[0] if len(fitting) == 1 else None
