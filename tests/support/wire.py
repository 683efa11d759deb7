"""Transports that stand between a client and a real server: they drop answers, or change them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable


class LosesAnswers(httpx.HTTPTransport):
    """Delivers every call; loses the first `times` answers to calls of this method and path."""

    def __init__(self, method: str, path: str, *, times: int = 1) -> None:
        super().__init__()
        self.method, self.path, self.left = method, path, times
        self.sent: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        if request.method != self.method or not request.url.path.endswith(self.path):
            return answer
        self.sent.append(request.content)
        if self.left:
            self.left -= 1
            answer.read()
            raise httpx.ReadError("the network dropped")
        return answer


class Lies(httpx.HTTPTransport):
    """Changes the JSON answers to GETs whose path starts so, as a malicious server could."""

    def __init__(self, path: str, change: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self.path, self.change = path, change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        if request.method != "GET" or not request.url.path.startswith(f"/api/v1{self.path}"):
            return answer
        answer.read()
        content = json.loads(answer.content)
        self.change(content)
        return httpx.Response(answer.status_code, json=content, request=request)


class Interrupts(httpx.HTTPTransport):
    """Lets something else happen once, just before a call of this method and path goes out."""

    def __init__(self, method: str, path: str, happens: Callable[[], None]) -> None:
        super().__init__()
        self.method, self.path, self.happens = method, path, happens
        self.sent: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == self.method and request.url.path.endswith(self.path):
            self.sent.append(request.content)
            if len(self.sent) == 1:
                self.happens()
        return super().handle_request(request)
