"""Requests over several kept-open connections at once, as bytes that were written before the clock starts."""

from __future__ import annotations

import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CONNECTIONS = 8  # as many as the server's workers have threads
_PATIENCE_SECONDS = 60
_PIECE = 1 << 16
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEAD_END = b"\r\n\r\n"


def request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """Write one HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def rate(port: int, requests: Sequence[bytes], *, status: int) -> float:
    """Send everything over CONNECTIONS connections and return the requests a second.

    Each connection takes the next request as soon as it has its answer, so that a busy worker holds up no other.
    Raises RuntimeError where an answer has another status: a refusal is no result.
    """
    start, waiting = threading.Barrier(CONNECTIONS + 1), iter(requests)
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        work = [threads.submit(_send_all, port, waiting, status, start) for _ in range(CONNECTIONS)]
        start.wait(_PATIENCE_SECONDS)
        began = time.perf_counter()
        for done in work:
            done.result()
        return len(requests) / (time.perf_counter() - began)


def times(port: int, asked: bytes, count: int) -> list[float]:
    """Send one request so many times, one after the other on one connection; return the milliseconds each took.

    Raises RuntimeError where an answer is no 200.
    """
    took = []
    with _connected(port) as connection:
        for _ in range(count):
            began = time.perf_counter()
            _ask(connection, asked, HTTPStatus.OK)
            took.append((time.perf_counter() - began) * 1000)
    return took


def _send_all(port: int, waiting: Iterator[bytes], status: int, start: threading.Barrier) -> None:
    with _connected(port) as connection:
        start.wait(_PATIENCE_SECONDS)
        for each in waiting:  # a list's iterator gives each item once, whoever asks
            _ask(connection, each, status)


def _connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _ask(connection: socket.socket, asked: bytes, status: int) -> None:
    connection.sendall(asked)
    answer = _answer(connection)
    if not answer.startswith(b"HTTP/1.1 %d" % status):
        raise RuntimeError(f"expected {status}: {answer[:60]!r} … {answer[-200:]!r}")


def _answer(connection: socket.socket) -> bytes:
    answer = connection.recv(_PIECE)
    while _HEAD_END not in answer:
        answer += _more(connection)
    head, _, body = answer.partition(_HEAD_END)
    length = _LENGTH.search(head)
    if length is None:
        raise RuntimeError("an answer without a length")
    missing = int(length[1]) - len(body)
    while missing > 0:
        piece = _more(connection)
        missing -= len(piece)
        answer += piece
    return answer


def _more(connection: socket.socket) -> bytes:
    piece = connection.recv(_PIECE)
    if not piece:
        raise RuntimeError("the connection was closed")
    return piece
