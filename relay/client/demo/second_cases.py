"""Two further cases of the demo, for whoever wants to look at more than a first letter.

Bea is in both, Chloe with her in the first; Maya is their mediator. A letter was returned, one is proposed with
changes, one is held until a day, one came with a picture and a word to Maya alone. Nothing was passed on: nothing waits
at the counter, and nobody of the first two cases sees any of it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from relay.client.demo import picture
from relay.client.demo.cases import bring_in, open_case
from relay.client.demo.people import FOURTH_CASE, THIRD_CASE
from relay.client.descriptions import description_part
from relay.client.files import part_of, text_part

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.client.demo.people import Person

HELD: Final = timedelta(days=14)
RETURNED: Final = "I want to know why it was our house. You owe me the whole truth."
GUIDANCE: Final = (
    "Thank you for trusting me with this. Could the second sentence become a question, so that he can answer it? "
    "We can look at it together on Thursday, if you like."
)
LATER: Final = "The trial is over. There are things that I could not say there, and I would like to say them to you."
LETTER: Final = "J'habite encore au 14, rue des Érables. Le soir, ma fille a peur. Avez-vous pensé à elle\u00a0?"
EDITED: Final = "J'habite encore dans la même rue. Le soir, ma fille a peur. Avez-vous pensé à elle\u00a0?"
WHY: Final = "J'ai laissé votre adresse de côté, pour votre sécurité. Est-ce que cela vous convient\u00a0?"
WATCHED: Final = ("Érables", "Léa")
NOTE: Final = "Chloe prefers to be called in the morning. Her daughter is not to be named."
WITH_PICTURE: Final = "This is the lake where we used to swim. I go there again now."
ASIDE: Final = "Please tell me before he gets the picture."
SHEETS: Final = {
    THIRD_CASE: "Bea Demo, 555 010 003. Chloe Demo, 555 010 004. The offender: Otis Demo, number D-0003.",
    FOURTH_CASE: "Bea Demo, 555 010 003. The offender: Owen Demo, number D-0004.",
}


def make_second_cases(olive: Person, maya: Person, bea: Person, chloe: Person) -> None:
    """Make both cases with what lies in them; maya has joined, bea and chloe join here. Raises Refusal, Untrusted."""
    open_case(olive, maya, THIRD_CASE, SHEETS[THIRD_CASE], langs=[bea.lang, chloe.lang])
    open_case(olive, maya, FOURTH_CASE, SHEETS[FOURTH_CASE], langs=[bea.lang])
    for victim in (bea, chloe):
        for case in victim.cases:
            bring_in(maya, case, victim)
    _write_back(maya.client, bea.client)
    _propose(maya.client, chloe.client)
    _send_a_picture(bea.client)


def _write_back(maya: Client, bea: Client) -> None:
    """Return one of Bea's letters, and hold the other until a day."""
    maya.return_letter(bea.send(THIRD_CASE, [text_part(RETURNED)]), GUIDANCE)
    maya.hold(bea.send(THIRD_CASE, [text_part(LATER)]), until=f"{datetime.now(UTC) + HELD:%Y-%m-%d}")


def _propose(maya: Client, chloe: Client) -> None:
    """Propose Chloe's letter without what could give her away; Maya keeps names to look for, and a note."""
    letter = chloe.send(THIRD_CASE, [text_part(LETTER)])
    maya.save_watch_list(THIRD_CASE, WATCHED)
    maya.send(THIRD_CASE, [text_part(NOTE)], kind="notes")
    maya.propose(letter, [text_part(EDITED)], words=WHY)


def _send_a_picture(bea: Client) -> None:
    parts = [text_part(WITH_PICTURE), part_of(picture.lake()), description_part(picture.DESCRIPTION)]
    letter = bea.send(FOURTH_CASE, parts)
    bea.send(FOURTH_CASE, [text_part(ASIDE)], kind="aside", original=letter)
