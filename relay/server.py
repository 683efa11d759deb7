"""The HTTP server's own process: granian with its workers. `python -m relay.server`, started by relay.serve.

It ends when its standard input does: relay.serve holds the other end, and the kernel closes it whatever happens.
"""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from relay import settings as configuration
from relay import wsgi
from relay.processes import HOST, end_with, write_pid

STOP_SECONDS = 5


def main() -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first."""
    settings = configuration.load()
    pid = write_pid(settings.var / "run", "server")
    end_with(sys.stdin.fileno())
    try:
        Granian(
            f"{wsgi.__name__}:{wsgi.make.__name__}",  # imported here, once: its workers are copies of this process
            factory=True,
            address=HOST,
            port=settings.port,
            interface=Interfaces.WSGI,
            workers=settings.workers,
            blocking_threads=settings.threads,
            workers_kill_timeout=STOP_SECONDS,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
            log_access=False,  # an access log would keep who asked for what
        ).serve()
    finally:
        pid.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
