"""R4, R5: an author agrees to an edit at the moment at which she withdraws it, or is asked about a newer one.

Whichever comes first, both are told, and nothing is agreed to that is withdrawn or no longer asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from relay.client import statements
from relay.client.files import text_part
from relay.protocol import b64, notation
from tests.rules.attacks import context_of, desk, get, grant_to, named, post, release_of, say, seal
from tests.rules.racing import FEW, FIRST, SECOND, racing, require_both_won, saying

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from tests.rules.world import Place, World


def asked(place: Place, words: str) -> tuple[str, str, Signed]:
    """Send a letter and propose an edit of it; return both ids and the author's agreement, signed but not sent."""
    letter = place.letter(words)
    place.mediator.open(letter)
    edited = place.mediator.propose(letter, [text_part(f"{words}, changed")], words="Only one word")
    bytes_asked = place.victim.http.get(f"/messages/{edited}")["seal"].encode()
    agreed = b64.encode(notation.digest("seal", bytes_asked))
    fields = {"message": letter, "edited": edited, "seal": agreed, "how": "portal"}
    return letter, edited, statements.sign(place.victim, "agree", place.code, **fields)


def newer(place: Place, letter: str) -> tuple[Signed, Signed]:
    """Send another edit of a letter, and sign its proposal and grant."""
    seq = place.mediator.http.get(f"/cases/{place.code}")["next_seq"]
    sealed = seal(place, place.mediator.me.keys, original=letter, words="newer", seq=seq)
    assert post(place.mediator, sealed) == FIRST
    grant = grant_to(place.mediator, sealed.id, place.victim.me.keys.box_pk)
    digest = named(grant, context_of(place.mediator, sealed.id))
    fields = {"message": letter, "edited": sealed.id, "grants": [digest]}
    return statements.sign(place.mediator, "propose", place.code, **fields), grant


def types_about(place: Place, letter: str) -> list[str]:
    said_of_it = (entry.statement for entry in place.mediator.ledger(place.code).entries if entry.statement)
    chosen = [each for each in said_of_it if each.type in ("agree", "withdraw", "propose")]
    return [each.type for each in chosen if each.text("message") == letter]


def test_agreeing_and_withdrawing_at_once(world: World) -> None:
    place, wins = world.case(), Counter[bool]()
    with racing(place.victim, place.victim) as racers:
        for number in range(FEW):
            letter, edited, agrees = asked(place, f"letter {number}")
            withdrawal = statements.sign(place.victim, "withdraw", place.code, message=letter, how="portal")

            withdrew, agreed = racers.at_once(saying(withdrawal), saying(agrees))

            assert withdrew == FIRST
            assert agreed in (FIRST, SECOND)
            wins[agreed == FIRST] += 1
            assert types_about(place, letter) == ["propose", *(["agree"] if agreed == FIRST else []), "withdraw"]
            assert get(place.mediator, f"/messages/{edited}") == (404, "not-found")
    require_both_won(wins)


def test_agreeing_while_a_newer_edit_is_proposed(world: World) -> None:
    place, wins = world.case(), Counter[bool]()
    box = desk(world["Olive"], "institution/WARK-2").box
    with racing(place.mediator, place.victim) as racers:
        for number in range(FEW):
            letter, edited, agrees = asked(place, f"letter {number}")
            proposal = saying(*newer(place, letter))

            proposed, agreed = racers.at_once(proposal, saying(agrees))

            assert proposed == FIRST
            assert agreed in (FIRST, SECOND)
            wins[agreed == FIRST] += 1
            assert types_about(place, letter) == ["propose", *(["agree"] if agreed == FIRST else []), "propose"]
            place.mediator.approve(edited)
            released, grant = release_of(place, edited, "offender", box)
            assert say(place.mediator, released, grants=(grant,)) == (422, "agreement-missing")
    require_both_won(wins)
