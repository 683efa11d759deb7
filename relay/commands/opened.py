"""Show or write what was opened; what people made is hostile until escaped (design.md §7)."""

from __future__ import annotations

import base64
import json
import os
from html import escape
from typing import TYPE_CHECKING, Any, Final

import bleach
import click

from relay.client.files import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from relay.protocol.container import Container, Part

SUFFIXES: Final = {
    "text/plain": ".txt",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/webm": ".webm",
    "audio/mp4": ".m4a",
    "video/webm": ".webm",
    "video/mp4": ".mp4",
    "text/vtt": ".vtt",
}
POLICY: Final = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"
STYLE: Final = "body{font:1rem/1.6 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}p{white-space:pre-wrap}"


# DEL and C1: some terminals obey them, and §4.1 lets them stand in a text
OBEYED: Final = dict.fromkeys((0x7F, *range(0x80, 0xA0)), "\ufffd")


def show_container(container: Container, message: str, out: Path | None, *, as_json: bool) -> None:
    """Print the parts, or write them: the first to out, others beside it with their number."""
    files = write_parts(container, out) if out is not None else [None] * len(container.parts)
    if as_json:
        parts = [_described(part, file) for part, file in zip(container.parts, files, strict=True)]
        click.echo(json.dumps({"message": message, "lang": container.lang, "parts": parts}, ensure_ascii=False))
        return
    for part, file in zip(container.parts, files, strict=True):
        if file is not None:
            click.echo(f"{part.type} written to {file}")
        else:
            click.echo(_seen(part) if part.type == TEXT else f"[{part.type}, {len(part.data)} bytes: use -o]")


def write_parts(container: Container, out: Path) -> list[Path]:
    """Write every part to a file; return their paths."""
    paths = []
    for number, part in enumerate(container.parts, 1):
        beside = out.with_name(f"{out.stem}-{number}{SUFFIXES[part.type]}")
        path = out if number == 1 else beside
        keep(path, part.data)
        paths.append(path)
    return paths


def keep(path: Path, data: bytes) -> None:
    """Write what was opened into a file that, where it is new, its owner alone may read. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def as_html(container: Container) -> str:
    """Write the parts as one HTML document that loads nothing and runs nothing.

    Text is escaped, then passed through bleach as the last word: nothing a participant typed is markup.
    """
    body = "".join(_element(part) for part in container.parts)
    return (
        f'<!doctype html><html lang="{escape(container.lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>-</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def _element(part: Part) -> str:
    if part.type.startswith("text/"):
        return bleach.clean(f"<p>{escape(part.data.decode())}</p>", tags={"p"}, attributes={}, strip=False)
    source = f"data:{part.type};base64,{base64.b64encode(part.data).decode()}"
    tag = part.type.partition("/")[0]
    return f'<img alt="" src="{source}">' if tag == "image" else f'<{tag} controls src="{source}"></{tag}>'


def _seen(part: Part) -> str:
    """Return a text as a terminal may show it: hostile until nothing in it is obeyed."""
    return part.data.decode().translate(OBEYED)


def _described(part: Part, file: Path | None) -> dict[str, Any]:
    described: dict[str, Any] = {"type": part.type, "size": len(part.data)}
    if part.type == TEXT:
        described["text"] = part.data.decode()
    if file is not None:
        described["file"] = str(file)
    return described
