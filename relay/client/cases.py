"""An officer's part: institutions, cases, the sealed case sheet and its brief (design.md §5, §6 R1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import desks, read, send, statements, wire
from relay.client.errors import Untrusted
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.http import Json
    from relay.client.session import Session
    from relay.protocol.container import Container
    from relay.protocol.message import Opened


def create_institution(session: Session, code: str, name: str, *, lang: str = "en") -> str:
    """Add an institution; return its desk's name. Raises Refusal."""
    session.http.post("/institutions", {"code": code, "name": name, "lang": lang})
    return f"institution/{code}"


def create_case(session: Session, code: str, institution: str, *, langs: Sequence[str], mediator: bytes) -> Json:
    """Create a case, name the offender's institution and assign a mediator (card digest).

    institution: its code, or "" where the mediator delivers in person. Raises Refusal.
    """
    created = session.http.post("/cases", {"code": code, "institution": institution, "langs": list(langs)})
    desk = f"institution/{institution}" if institution else ""
    statements.post(session, [statements.sign(session, "party", code, party="offender", card="", desk=desk)])
    desks.assign(session, desks.case_desk(code), mediator)
    return created


def seal_sheet(session: Session, case: str, text: str, *, lang: str = "en") -> str:
    """Seal the case sheet to the office's desk; return its message id. Raises Refusal, Untrusted."""
    return send.deliver(session, send.Draft(case, "", "sheet", [text_part(text)], lang), desks.OFFICE)


def brief(session: Session, case: str) -> None:
    """Grant the case sheet to the case desk's current key. Raises Refusal 422 `desk-closed`, Untrusted."""
    opened, _ = _open_sheet(session, case)
    _, epoch = desks.sealable(session, desks.case_desk(case))
    grant = forward(session.me.keys, opened, epoch.box, at=session.now())
    digest = b64.encode(read_grant(grant, opened.context).digest)
    statements.post(
        session, [statements.sign(session, "brief", case, message=opened.context.id, grants=[digest])], [grant]
    )


def take_on(session: Session, case: str) -> None:
    """Take on a case as its assigned mediator: declare no conflict, make and open the desk's key here.

    Raises Refusal, Untrusted.
    """
    statements.post(session, [statements.sign(session, "declare", case, conflict=False)])
    desks.open_desk(session, desks.case_desk(case))


def sheet(session: Session, case: str) -> str:
    """Open the case sheet and return its text. Raises Refusal (404), Untrusted."""
    _, container = _open_sheet(session, case)
    return "\n".join(part.data.decode() for part in container.parts)


def _open_sheet(session: Session, case: str) -> tuple[Opened, Container]:
    """Open a case's sheet; its id comes from the server. Raises Untrusted where that is another case's, or no sheet."""
    opened, container = read.look(session, wire.text(session.http.get(f"/cases/{case}"), "sheet"))
    if (opened.context.case, opened.context.kind) != (case, "sheet"):
        raise Untrusted("no sheet of this case")
    return opened, container
