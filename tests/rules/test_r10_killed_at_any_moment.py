from __future__ import annotations

import json
import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import psutil

from relay.client import statements, wire
from relay.client.http import API
from tests.rules.attacks import desk, release_of, seal
from tests.rules.world import World
from tests.support.behind import behind

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.protocol.signed import Signed
    from tests.rules.attacks import Sealed
    from tests.rules.world import Place
    from tests.support.server import Server

KILLS = int(os.environ.get("RELAY_KILLS", "15"))
MOST_AWAITED = 6  # letters acknowledged before a round's kill; on a slow machine too something is at stake each time
LATEST_KILL_SECONDS = 0.1  # after that
LETTERS_A_ROUND = 24
RELEASES_A_ROUND = 6
WAIT_SECONDS = 60
SEED = int(os.environ.get("RELAY_SEED", "20261122"))


@dataclass
class Told:
    """What the two clients of one round were told: a status, or None where no answer came."""

    letters: dict[str, int | None] = field(default_factory=dict)
    releases: dict[str, int | None] = field(default_factory=dict)


def test_what_was_acknowledged_is_there_whole_and_nothing_else_by_half(server):
    """Vera sends and Mira releases, each as fast as they can, until every process dies at once; again and again."""
    chance, world = random.Random(SEED), World(server)
    place, seq, approved = world.case(), 1, []
    institution = desk(world["Olive"], "institution/WARK-2").box
    totals = {"acknowledged": 0, "unanswered": 0, "released": 0}
    try:
        for _ in range(KILLS):
            letters = sealed(place, range(seq, seq + LETTERS_A_ROUND))
            decisions = [(letter, decided(place, letter, institution)) for letter in approved[:RELEASES_A_ROUND]]
            moment = (chance.randrange(MOST_AWAITED), chance.uniform(0, LATEST_KILL_SECONDS))
            told = shoot(server, place, letters, decisions, moment)
            server.start()
            require_told_is_true(place, letters, told)
            require_sound(server)
            seq += LETTERS_A_ROUND
            approved = [letter for letter, status in told.letters.items() if status == 201]
            totals["acknowledged"] += len(approved)
            totals["unanswered"] += sum(status is None for status in told.letters.values())
            totals["released"] += sum(status == 201 for status in told.releases.values())
    finally:
        world.close()
    print(f"seed {SEED}, {KILLS} kills: {totals}")
    assert totals["acknowledged"] > KILLS
    assert totals["unanswered"] > 0
    assert totals["released"] > 0 or KILLS < 5


def sealed(place: Place, numbers: range) -> list[Sealed]:
    to = desk(place.mediator, place.desk)
    return [seal(place, place.victim.me.keys, to=to, seq=number, words=str(number)) for number in numbers]


def decided(place: Place, letter: str, box: bytes) -> tuple[list[Signed], Signed]:
    """Sign all that lets a letter go: reading, approved, release, with its grant."""
    reviews = [
        statements.sign(place.mediator, "review", place.code, message=letter, to=to, until="")
        for to in ("reading", "approved")
    ]
    decision, grant = release_of(place, letter, "offender", box)
    return [*reviews, decision], grant


def shoot(
    server: Server, place: Place, letters: list[Sealed], decisions: list[tuple], moment: tuple[int, float]
) -> Told:
    """Let both work until the server is killed: after so many letters were acknowledged, and so many seconds more."""
    told, dead, acknowledged = Told(), threading.Event(), threading.Semaphore(0)

    def write() -> None:
        for count, letter in enumerate(letters):
            body = letter.call() if count % 3 else letter.call(body=None)
            if "body" not in body and once(place.victim, "PUT", f"/messages/{letter.id}/body", letter.body) != 204:
                return  # never acknowledged as a message
            told.letters[letter.id] = once(place.victim, "POST", "/messages", body)
            if told.letters[letter.id] is None:
                return
            acknowledged.release()

    def decide() -> None:
        for message, (signed, grant) in decisions:
            body = {
                "statements": [wire.write("statement", each, "signature") for each in signed],
                "grants": [wire.write("grant", grant, "signature")],
            }
            told.releases[message] = once(place.mediator, "POST", "/statements", body)
            if told.releases[message] is None:
                return

    with ThreadPoolExecutor(2) as pool:
        working = [pool.submit(write), pool.submit(decide)]
        for _ in range(moment[0]):
            assert acknowledged.acquire(timeout=WAIT_SECONDS), "nothing is acknowledged"
        dead.wait(moment[1])
        kill(server)
        for each in working:
            each.result()
    return told


def once(client: Client, method: str, path: str, body: object) -> int | None:
    """Call once, without a second try; None where no answer came."""
    how = {"content": body} if isinstance(body, bytes) else {"json": body}
    headers = client.http._headers(how.get("content"), None)
    try:
        return client.http._client.request(method, API + path, headers=headers, **how).status_code
    except httpx.TransportError:
        return None


def kill(server: Server) -> None:
    """End every process of this server at once, as a power cut would."""
    parent = psutil.Process(server.process.pid)
    processes = [parent, *parent.children(recursive=True)]
    for process in processes:
        process.kill()
    server.process.wait()
    psutil.wait_procs(processes, timeout=10)


def require_told_is_true(place: Place, letters: list[Sealed], told: Told) -> None:
    """Compare what was told with what is there, then send again what was not answered."""
    assert set(told.letters.values()) <= {201, None}
    assert set(told.releases.values()) <= {201, None}
    ledger = place.mediator.ledger(place.code)  # with her memory: nothing she has seen may be gone
    held = {entry.context.id for entry in ledger.entries if entry.context}
    released = {entry.statement.text("message") for entry in ledger.entries if is_release(entry)}
    assert {message for message, status in told.releases.items() if status == 201} <= released
    for letter in letters:
        status = told.letters.get(letter.id)
        if status == 201:
            assert letter.id in held
            assert words_of(place, letter) == words_for(letter)
        elif letter.id in told.letters:
            again = place.victim.http.request("POST", "/messages", json=letter.call())
            assert again.status_code == (200 if letter.id in held else 201)
            assert words_of(place, letter) == words_for(letter)
        else:
            assert letter.id not in held


def is_release(entry) -> bool:
    return entry.statement is not None and entry.statement.type == "release"


def words_of(place: Place, letter: Sealed) -> bytes:
    return place.mediator.look(letter.id)[1].parts[0].data


def words_for(letter: Sealed) -> bytes:
    """Each letter says its own number, so that none can stand for another."""
    return str(json.loads(letter.envelope.grant.data)["seq"]).encode()


def require_sound(server: Server) -> None:
    """Look behind the server's back: each acknowledged thing is whole, with all that belongs to it."""
    with behind(server) as database:
        database.require_sound()
        bodies = {path.name: path.stat().st_size for path in (server.var / "bodies").rglob("*") if path.is_file()}
        for file, length in database.execute("SELECT body_file, length FROM messages"):
            assert bodies.get(file) == length
        for query in HALVES:
            assert database.execute(query).fetchall() == [], query


HALVES = (
    "SELECT id FROM messages WHERE id NOT IN (SELECT message FROM grants WHERE statement = '')",
    "SELECT id FROM messages WHERE id NOT IN (SELECT message FROM entries WHERE kind = 'seal')",
    "SELECT id FROM messages WHERE state = 'released' AND id NOT IN (SELECT message FROM deliveries)",
    "SELECT message FROM deliveries WHERE message NOT IN (SELECT id FROM messages WHERE state = 'released')",
    "SELECT message FROM deliveries WHERE message NOT IN (SELECT message FROM grants WHERE statement != '')",
    "SELECT statement FROM grants WHERE statement != '' AND statement NOT IN (SELECT digest FROM statements)",
    "SELECT name FROM ledgers WHERE length != (SELECT count(*) FROM entries WHERE ledger = name)",
)
