from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from relay.server import STOP_SECONDS
from tests.support.server import STARTING_SECONDS, Server, until
from tools.paths import ROOT

pytestmark = pytest.mark.slow
PATIENCE = 30
QUICK_SECONDS = 5
PROCESSES = 4  # the supervisor, the server, its two workers


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "var", demo=False)
    made.start()
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()


def running(server: Server) -> set[int]:
    return {int(path.read_text()) for path in (server.var / "run").glob("*.pid")}


def gone(pids: set[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_it_says_that_it_is_ready_once_every_worker_stands(server):
    assert len(running(server)) == PROCESSES


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_zero_and_leaves_nobody(server, number):
    pids = running(server)
    assert server.process.pid in pids
    server.process.send_signal(number)
    assert server.process.wait(PATIENCE) == 0
    assert gone(pids)
    assert running(server) == set()


def test_told_to_end_before_its_workers_are_ready_it_ends_at_once(tmp_path):
    made = Server(tmp_path / "var", demo=False)
    for _ in range(3):
        begun = subprocess.Popen([sys.executable, "-m", "relay.cli", "run"], env=made.environment)
        until(lambda: any((made.var / "run").glob("worker-*.pid")), PATIENCE)
        begun.terminate()
        assert begun.wait(STOP_SECONDS - 1) == 0


def test_when_it_is_killed_its_workers_go_and_it_starts_again(server):
    pids = running(server)
    server.process.kill()
    server.process.wait()
    until(lambda: gone(pids), PATIENCE)
    server.start()
    assert server.is_ready()


def test_when_it_is_killed_before_its_server_has_started_nobody_stays(tmp_path):
    made = Server(tmp_path / "var", demo=False)
    for _ in range(3):
        begun = subprocess.Popen([sys.executable, "-m", "relay.cli", "run"], env=made.environment)
        until(lambda begun=begun: psutil.Process(begun.pid).children(), PATIENCE)
        left = {child.pid for child in psutil.Process(begun.pid).children(recursive=True)}
        begun.kill()
        begun.wait()
        until(lambda left=left: gone(left), PATIENCE)
    made.start()
    assert made.end() == 0


def test_when_the_server_alone_is_killed_its_workers_go_and_it_ends_with_one(server):
    pids = running(server)
    os.kill(int((server.var / "run" / "server.pid").read_text()), signal.SIGKILL)
    assert server.process.wait(PATIENCE) == 1
    until(lambda: gone(pids), PATIENCE)


def test_a_second_one_on_the_same_folder_is_refused(server):
    pids = running(server)
    second = subprocess.run([sys.executable, "-m", "relay.cli", "run"], env=server.environment, check=False)
    assert second.returncode == 1
    assert running(server) == pids
    assert server.is_ready()


def test_a_second_one_on_the_same_port_is_refused_before_it_makes_anything(server, tmp_path):
    elsewhere = {**server.environment, "RELAY_VAR": str(tmp_path / "other")}
    command = [sys.executable, "-m", "relay.cli", "run"]
    second = subprocess.run(command, env=elsewhere, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert second.returncode == 1
    assert f"another program listens on port {server.port}" in second.stdout + second.stderr
    assert not (tmp_path / "other" / "relay.db").exists()
    assert server.is_ready()


@pytest.mark.sqlite
def test_make_run_a_second_time_answers_within_five_seconds(server):
    """From the command to its first answer, where the machine has little else to do; else by the time it uses."""
    assert server.end() == 0
    make = ["make", "--silent", f"PYTHON={sys.executable}"]
    subprocess.run([*make, "setup"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    busy, begun = os.getloadavg()[0] > (os.cpu_count() or 1) / 2, time.monotonic()
    server.process = subprocess.Popen([*make, "run"], cwd=ROOT, env=server.environment, stdout=subprocess.DEVNULL)
    until(server.is_ready, STARTING_SECONDS)
    took, used = time.monotonic() - begun, server.seconds_used()
    os.kill(int((server.var / "run" / "relay.pid").read_text()), signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    assert used < QUICK_SECONDS
    assert took < QUICK_SECONDS or busy
