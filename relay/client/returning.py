"""Give a letter back to its author with guidance, and propose an edit of it (protocol.md §5; R4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relay.client import messages, read, release, send, statements
from relay.client.desks import case_desk
from relay.client.errors import NotPossible, Refusal
from relay.client.files import text_part
from relay.domain import states
from relay.domain.case import OFFENDER, is_victim
from relay.domain.kinds import RELEASABLE
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.case_state import CaseState
    from relay.client.session import Session
    from relay.protocol.container import Part
    from relay.protocol.context import Context
    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed

PROPOSAL_WORDS: Final = {
    "en": "I suggest the edited copy beside your own words. Tell me whether you agree to it.",
    "fr": "Je propose la copie modifiée à côté de vos propres mots. Dites-moi si vous êtes d'accord.",
}


@dataclass(frozen=True)
class _Letter:
    """A party's letter that its mediator has opened; author: the party, box: its newest key."""

    opened: Opened
    lang: str
    state: CaseState
    author: str
    box: bytes

    @property
    def context(self) -> Context:
        return self.opened.context


def return_letter(session: Session, message: str, words: str) -> str:
    """Return a letter with guidance: a victim gets her own letter along, the offender paper through the institution.

    Signs `reading` first where it is missing. Returns the guidance's id. Raises Refusal (409 `state-moved`), Untrusted.
    """
    letter = _open(session, message)
    guidance, signed, grants = _return(session, letter, words)
    statements.post(session, [*_reading(session, letter), signed], grants)
    return guidance


def propose(session: Session, message: str, parts: Sequence[Part], *, words: str = "") -> str:
    """Seal an edit of a letter and ask its author about it; a victim gets her own words beside it, with a word on why.

    words: what is said with it. Returns the edit's id. Raises Refusal (409 `state-moved`), Untrusted.
    """
    letter = _open(session, message)
    signed, grants = _reading(session, letter), []
    if words or is_victim(letter.author):
        _, with_words, given = _return(session, letter, words or PROPOSAL_WORDS[letter.lang])
        signed, grants = [*signed, with_words], given
    context = letter.context
    draft = send.Draft(context.case, context.thread, context.kind, parts, letter.lang, original=message)
    edited = send.deliver(session, draft, case_desk(context.case))
    opened, _ = read.look(session, edited)
    proposal, grant = _proposal(session, opened, message, letter.box)
    statements.post(session, [*signed, proposal], [*grants, grant])
    return edited


def propose_relayed(session: Session, message: str, party: str) -> None:
    """Show a carried message to the party whose words it brings, for agreement. Raises Refusal, Untrusted."""
    opened, _ = read.look(session, message)
    state = messages.require_known_author(session, opened.context)
    proposal, grant = _proposal(session, opened, message, _box(session, state, party))
    statements.post(session, [proposal], [grant])


def _open(session: Session, message: str) -> _Letter:
    opened, container = read.look(session, message)
    state = messages.require_known_author(session, opened.context)
    author = release.author_party(session, state, opened.context)
    if opened.context.kind not in RELEASABLE or opened.context.original or not author:
        raise Refusal(422, "role")
    return _Letter(
        opened, "fr" if container.lang.startswith("fr") else "en", state, author, _box(session, state, author)
    )


def _box(session: Session, state: CaseState, party: str) -> bytes:
    box = release.recipient_box(session, state, party)
    if not box:
        raise NotPossible("no desk reaches the offender: speak with him in person")
    return box


def _reading(session: Session, letter: _Letter) -> list[Signed]:
    """Sign `reading` where nobody began to read, or where it was approved already: it is being decided about anew."""
    if letter.state.states[letter.context.id] not in (states.SEALED, states.APPROVED):
        return []
    fields = {"message": letter.context.id, "to": states.READING, "until": ""}
    return [statements.sign(session, "review", letter.context.case, **fields)]


def _return(session: Session, letter: _Letter, words: str) -> tuple[str, Signed, list[Signed]]:
    """Seal guidance and sign the return; gives its id, the statement and the grants."""
    context = letter.context
    draft = send.Draft(context.case, context.thread, "guidance", [text_part(words)], letter.lang)
    guidance = send.deliver(session, draft, case_desk(context.case))
    said, _ = read.look(session, guidance)
    given = [said] if letter.author == OFFENDER else [said, letter.opened]
    grants = [forward(session.me.keys, each, letter.box, at=session.now()) for each in given]
    named = [b64.encode(read_grant(grant, each.context).digest) for grant, each in zip(grants, given, strict=True)]
    signed = statements.sign(session, "return", context.case, message=context.id, guidance=guidance, grants=named)
    return guidance, signed, grants


def _proposal(session: Session, edited: Opened, message: str, box: bytes) -> tuple[Signed, Signed]:
    grant = forward(session.me.keys, edited, box, at=session.now())
    named = [b64.encode(read_grant(grant, edited.context).digest)]
    case, id_ = edited.context.case, edited.context.id
    return statements.sign(session, "propose", case, message=message, edited=id_, grants=named), grant
