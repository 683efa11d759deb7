"""The only HTTP of the client: JSON and sealed bytes, cookies, the CSRF token, problems turned into errors."""

from __future__ import annotations

import re
import ssl
import time
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, Final

import httpx

from relay.client import answers
from relay.client.errors import Refusal, Unreachable, Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.cookies import Morsel

API: Final = "/api/v1"
TRIES: Final = 4
FIRST_PAUSE_SECONDS: Final = 0.2
TIMEOUT_SECONDS: Final = 60.0
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
CODE: Final = re.compile("[a-z0-9-]{1,40}")
MOST_COOKIES: Final = 8
TRUSTS_NOBODY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
HEADER: Final = re.compile("[\x21-\x7e]{0,4096}")

Json = dict[str, Any]
"""One JSON object of the API (docs/api.md)."""


class Http:
    """Calls to one server as one session.

    url: the server's base address; plain http only on loopback, where this class sends the `Secure`
    cookies itself (api.md, "HTTP"), because httpx rightly would not.
    """

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        base = httpx.URL(url)
        if base.scheme != "https" and base.host not in LOOPBACK:
            raise Unreachable("plain http is for loopback only")
        self._client = httpx.Client(
            base_url=base,
            timeout=TIMEOUT_SECONDS,
            transport=transport,
            trust_env=False,
            verify=True if base.scheme == "https" else TRUSTS_NOBODY,  # reading the authorities takes long
        )
        self._cookies: dict[str, str] = {}
        self.csrf = ""

    def close(self) -> None:
        """Close the connections; the session on the server is left to `sign_out` or to time."""
        self._client.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        json: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        at_most: int = answers.JSON_BYTES,
    ) -> httpx.Response:
        """Send one call and return its answer, whatever its status.

        path: below /api/v1, or from the root where it starts with two slashes (`//health`).
        at_most: bytes of an answer.
        The same bytes are sent again when no answer came or the server is not ready (503): every
        call of the API that this client repeats is idempotent or guarded by a digest.
        Raises Unreachable after the last try, Untrusted for a longer answer.
        """
        target = path[1:] if path.startswith("//") else API + path
        for attempt in range(TRIES):
            if attempt:
                time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
            try:
                with self._client.stream(
                    method, target, json=json, content=content, headers=self._headers(content, headers)
                ) as arriving:
                    answer = answers.whole(arriving, at_most)
            except httpx.TransportError:
                continue
            except httpx.InvalidURL as error:
                raise Untrusted("a name that fits into no address") from error
            self._keep_cookies(answer)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return answer
        raise Unreachable("no answer")

    def get(self, path: str) -> Json:
        """Return the JSON object at path. Raises Refusal, Unreachable."""
        return _json(self.request("GET", path))

    def post(self, path: str, body: Mapping[str, Any]) -> Json:
        """Post a JSON object and return the answer's (empty for 204). Raises Refusal, Unreachable."""
        return _json(self.request("POST", path, json=body))

    def put(self, path: str, body: Mapping[str, Any]) -> None:
        """Put a JSON object in place of what is there. Raises Refusal, Unreachable."""
        _check(self.request("PUT", path, json=body))

    def delete(self, path: str) -> None:
        """Delete what is at path. Raises Refusal, Unreachable."""
        _check(self.request("DELETE", path))

    def get_bytes(self, path: str, *, at_most: int = answers.JSON_BYTES) -> tuple[bytes, str]:
        """Return the bytes at path and their ETag ("" where there is none). Raises Refusal, Unreachable, Untrusted."""
        answer = _check(self.request("GET", path, at_most=at_most))
        return answer.content, etag_of(answer)

    def put_bytes(self, path: str, content: bytes, *, etag: str | None = None) -> httpx.Response:
        """Put bytes at path.

        etag: the version this replaces; "" for "there is none yet"; None for no condition.
        Raises Refusal (409 where the version has moved), Unreachable.
        """
        headers = {}
        if etag is not None:
            headers = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        return _check(self.request("PUT", path, content=content, headers=headers))

    def _headers(self, content: bytes | None, extra: Mapping[str, str] | None) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", **(extra or {})}
        if content is not None:
            headers["Content-Type"] = "application/octet-stream"
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if self.csrf:
            headers["X-CSRF-Token"] = self.csrf
        return headers

    def _keep_cookies(self, answer: httpx.Response) -> None:
        # httpx keeps a jar of its own, but sends no Secure cookie over http, loopback included.
        self._client.cookies.clear()
        for line in answer.headers.get_list("set-cookie")[:MOST_COOKIES]:
            for name, morsel in _cookies_in(line):
                if morsel["max-age"] == "0" or not morsel.value:
                    self._cookies.pop(name, None)
                elif name in self._cookies or len(self._cookies) < MOST_COOKIES:
                    self._cookies[name] = morsel.value


def etag_of(answer: httpx.Response) -> str:
    """Return an answer's ETag, "" for none. Raises Untrusted for what could not be sent back."""
    etag = answer.headers.get("ETag", "")
    if not HEADER.fullmatch(etag):
        raise Untrusted("an ETag that is none")
    return str(etag)


def _cookies_in(line: str) -> Iterator[tuple[str, Morsel[str]]]:
    """Read one Set-Cookie; what could not be sent back is left out."""
    try:
        held = SimpleCookie(line)
    except CookieError:
        return
    for name, morsel in held.items():
        if HEADER.fullmatch(name) and HEADER.fullmatch(morsel.value):
            yield name, morsel


def _check(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    code = "error"
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        problem = answers.decoded(answer.content)
        told = problem.get("code") if isinstance(problem, dict) else None
        code = told if isinstance(told, str) and CODE.fullmatch(told) else code
    raise Refusal(answer.status_code, code)


def _json(answer: httpx.Response) -> Json:
    _check(answer)
    if not answer.content:
        return {}
    value = answers.decoded(answer.content)
    if not isinstance(value, dict):
        raise Untrusted("the answer is no object")
    return value
