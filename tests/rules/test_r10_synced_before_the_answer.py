from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
import pytest

from relay.protocol import b64
from tests.rules.attacks import approve, desk, post, release_of, say, seal
from tests.support.server import until

TRACED = "fsync,fdatasync,write,pwrite64,writev,sendto,sendmsg,rename,renameat,renameat2"
SYNCS, SENDS = ("fsync", "fdatasync"), ("write", "writev", "sendto", "sendmsg")
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>")

pytestmark = pytest.mark.sqlite  # PostgreSQL syncs in processes of its own: tests/storage asks it whether it does


@dataclass
class Call:
    """One system call of the server: which, on what, and the lines on which it began and was done."""

    name: str
    about: str
    began: int
    done: int = -1


@contextmanager
def traced(server, path):
    """Watch every process of the server for as long as the block lasts; yields a function that reads what was seen."""
    assert shutil.which("strace"), "needs strace: apt-get install strace"
    family = [psutil.Process(server.process.pid), *psutil.Process(server.process.pid).children(recursive=True)]
    watched = [argument for process in family for argument in ("-p", str(process.pid))]
    with (path / "attached").open("wb") as said:
        command = ["strace", "-f", "-y", "-s", "64", "-e", f"trace={TRACED}", "-o", str(path / "calls"), *watched]
        tracer = subprocess.Popen(command, stderr=said)
    try:
        until(lambda: (path / "attached").read_text().count(" attached") >= len(family), 30)
        yield lambda: calls(path / "calls")
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(30)


def calls(path):
    """Read a trace; a call that was interrupted by another thread's is done where it is resumed."""
    found, waiting = [], {}
    for number, line in enumerate(path.read_text(errors="replace").splitlines()):
        if resumed := RESUMED.match(line):
            waiting.pop(resumed.groups()).done = number
        elif begun := LINE.match(line):
            process, name, about = begun.groups()
            found.append(Call(name, about, number, number))
            if "<unfinished ...>" in about:
                found[-1].done = -1
                waiting[process, name] = found[-1]
    return found


def answered(found, status):
    """Return the line on which the answer with this status began to leave."""
    return next(call.began for call in found if call.name in SENDS and f"HTTP/1.1 {status}" in call.about)


def synced(found, what, before, after=0):
    """Tell whether a file or folder was synced, from beginning to end, between two lines."""
    return any(
        call.name in SYNCS and re.search(rf"<{what}>", call.about) and after <= call.began and 0 <= call.done < before
        for call in found
    )


def last(found, names, what, before):
    """Return the line on which the last such call before a line was done."""
    return max(
        call.done for call in found if call.name in names and re.search(what, call.about) and call.began < before
    )


def require_database(found, status):
    """Every page of the commit lies in the write-ahead log, and that is synced, before the answer begins."""
    answer = answered(found, status)
    written = last(found, ("pwrite64", "write"), r"<[^>]*relay\.db-wal>", answer)
    assert synced(found, r"[^>]*relay\.db-wal", answer, written), "answered before the log was synced"


def require_body(found, status):
    """File, name and folder of the body are synced, in that order, before the answer begins."""
    answer = answered(found, status)
    written = last(found, ("write",), r"<[^>]*bodies/[^>]*\.part>", answer)
    named = last(found, ("rename", "renameat", "renameat2"), r"\.part", answer)
    assert synced(found, r"[^>]*/bodies/\w+/\w+\.part", named, written), "renamed before the bytes were synced"
    assert synced(found, r"[^>]*/bodies/\w+", answer, named), "answered before the name was synced"


def test_a_letter_is_on_disk_before_anybody_is_told_so(world, place, tmp_path):
    letter = seal(place, place.victim.me.keys, seq=800)
    with traced(world.server, tmp_path) as seen:
        assert post(place.victim, letter) == (201, "")
    require_body(seen(), 201)
    require_database(seen(), 201)


def test_a_body_that_is_put_is_on_disk_before_anybody_is_told_so(world, place, tmp_path):
    letter = seal(place, place.victim.me.keys)
    with traced(world.server, tmp_path) as seen:
        place.victim.http.put_bytes(f"/messages/{letter.id}/body", letter.body)
    require_body(seen(), 204)
    require_database(seen(), 204)


def test_a_draft_is_on_disk_before_she_reads_saved(world, place, tmp_path):
    draft = b64.encode(os.urandom(16))
    with traced(world.server, tmp_path) as seen:
        place.victim.http.put_bytes(f"/drafts/{draft}?case={place.code}", os.urandom(4200), etag="")
    require_database(seen(), 200)


def test_a_release_is_on_disk_before_the_mediator_is_told_so(world, place, tmp_path):
    letter = place.letter()
    approve(place, letter)
    decision, grant = release_of(place, letter, "offender", desk(world["Olive"], "institution/WARK-2").box)
    with traced(world.server, tmp_path) as seen:
        assert say(place.mediator, decision, grants=(grant,)) == (201, "")
    require_database(seen(), 201)


def test_this_would_find_an_answer_that_comes_too_early(tmp_path):
    """The same reader on a trace in which the answer leaves between the write and the sync."""
    (tmp_path / "calls").write_text(
        '7 pwrite64(9</var/relay.db-wal>, "..", 24, 0) = 24\n'
        "7 fdatasync(9</var/relay.db-wal> <unfinished ...>\n"
        '8 sendto(5<socket:[1]>, "HTTP/1.1 201 Created"..., 64, 0, NULL, 0) = 64\n'
        "7 <... fdatasync resumed>) = 0\n"
    )
    with pytest.raises(AssertionError, match="before the log was synced"):
        require_database(calls(tmp_path / "calls"), 201)
