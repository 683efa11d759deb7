"""A guard against floods, in this process's memory; attempts that must hold across nodes are in the database."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from relay.web.reception import limits

if TYPE_CHECKING:
    from flask import Flask

_limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")
flood_guarded = _limiter.limit(lambda: limits().flood)


def register(app: Flask) -> None:
    """Count calls of the guarded views, by address; the log, which carries ids and codes only, gets none.

    Each guard checks by itself: the hooks that would look at every other request too are taken off again.
    """
    logging.getLogger("flask-limiter").setLevel(logging.WARNING)  # its INFO names the address
    hooks: list[list[Any]] = [
        funcs[None] for funcs in (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    ]
    before = [list(each) for each in hooks]
    _limiter.init_app(app)
    for each, kept in zip(hooks, before, strict=True):
        each[:] = kept
