"""What else may become of a letter, in a case of the walk's own: `relay demo` goes on with it.

A picture and a word to the mediator alone, holding and declining, notes and names to look for, the answers of the
person in the institution on paper, and taking back all at once.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from relay.client.demo.picture import DESCRIPTION, lake
from relay.client.demo.road import pulled, require, same
from relay.client.descriptions import described, description_part
from relay.client.files import part_of, text_part

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from relay.client.client import Client

WORDS, ASIDE, UNFIT = "This is the lake where we swam.", "Please tell me before he gets it.", "Call me: 555 010 009."
NOTE, WATCHED = "She wants to be called in the morning.", ["Warkworth", "Léa"]
FIRST_ANSWER, ANSWER, EDITED = "Tell Léa that I know.", "I know the lake. Léa swam there too.", "I know the lake."
GUIDANCE = "Could this do without her name?"


def take_every_turn(code: str, victim: Client, mediator: Client, liaison: Client) -> Iterator[str]:
    """Walk through it once with a case's people; yields what was done. Raises as `road.walk`."""
    letter = yield from _send_a_picture(code, victim, mediator)
    yield from _set_aside(code, victim, mediator)
    number = yield from _hand_over(letter, mediator, liaison)
    yield from _answer_on_paper(number, victim, mediator, liaison)
    victim.send(code, [text_part(WORDS)])
    victim.withdraw("", case=code)
    left = [item for item in mediator.tray() if item.get("from") == victim.party(code)]
    require(left == [], "something of hers is left after she took back all")
    yield "the victim took back all of hers in one step"


def _send_a_picture(code: str, victim: Client, mediator: Client) -> Generator[str, None, str]:
    letter = victim.send(code, [text_part(WORDS), part_of(lake()), description_part(DESCRIPTION)])
    aside = victim.send(code, [text_part(ASIDE)], kind="aside", original=letter)
    yield "the victim sent a picture with her letter, and a word to her mediator alone"
    shown = described(mediator.open(letter).parts)
    require([one.description for one in shown] == ["", DESCRIPTION], "the picture came without its description")
    same(mediator.open(aside), ASIDE)
    mediator.send(code, [text_part(NOTE)], kind="notes")
    mediator.save_watch_list(code, WATCHED)
    same(mediator.notes(code)[0].written, NOTE)
    yield "the mediator opened both, and kept a note and names to look for"
    return letter


def _set_aside(code: str, victim: Client, mediator: Client) -> Iterator[str]:
    """Hold one letter and decline another: its author learns of neither (R8)."""
    held, declined = (victim.send(code, [text_part(words)]) for words in (WORDS, UNFIT))
    before = victim.http.get("/tray")
    day = f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%d}"
    mediator.hold(held, until=day)
    mediator.decline(declined)
    require(any(item.get("until") == day for item in mediator.tray()), "the day of what is held is nowhere said")
    require(victim.http.get("/tray") == before, "holding or declining shows for the author")
    yield f"the mediator holds a letter until {day} and declined another; nothing changed for their author"


def _hand_over(letter: str, mediator: Client, liaison: Client) -> Generator[str, None, int]:
    mediator.release(letter)
    number = pulled(letter, liaison)
    require("data:image/png" in liaison.print(letter), "the picture is not on the page to print")
    liaison.handled(letter, "delivered")
    yield "the letter with its picture was printed and handed over"
    return number


def _answer_on_paper(number: int, victim: Client, mediator: Client, liaison: Client) -> Iterator[str]:
    """Return one reply on paper; propose a copy of the next, to which its author agrees on paper."""
    first = liaison.reply(number, [text_part(FIRST_ANSWER)])
    guidance = mediator.return_letter(first, GUIDANCE)
    pulled(guidance, liaison)
    require(GUIDANCE in liaison.print(guidance), "the mediator's word is not on the page to print")
    liaison.handled(guidance, "delivered")
    liaison.withdraw(first, case=mediator.look(guidance)[0].context.case)
    yield "a reply came back to the institution with the mediator's word, on paper; its author took it back"
    reply = liaison.reply(number, [text_part(ANSWER)])
    edited = mediator.propose(reply, [text_part(EDITED)])
    asked = pulled(edited, liaison)
    require(EDITED in liaison.print(edited), "the changed copy is not on the page to print")
    liaison.handled(edited, "delivered")
    liaison.agree(str(asked), how="written")
    mediator.release(edited)
    same(victim.read(edited), EDITED)
    yield "another was proposed with changes, on paper too; its author agreed in writing, and the victim read that copy"
