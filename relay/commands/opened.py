"""Show or write what was opened; what people made is hostile until escaped (design.md §7)."""

from __future__ import annotations

import base64
import json
import os
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import bleach
import click

from relay.client.descriptions import TEXT, described
from relay.commands.files import keep

if TYPE_CHECKING:
    from pathlib import Path

    from relay.client.descriptions import Shown
    from relay.protocol.container import Container

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
STYLE: Final = (
    "body{font:1rem/1.6 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "p{white-space:pre-wrap}img{max-width:100%}"
)


# DEL and C1: some terminals obey them, and §4.1 lets them stand in a text
OBEYED: Final = dict.fromkeys((0x7F, *range(0x80, 0xA0)), "\ufffd")


def show_container(container: Container, message: str, out: Path | None, *, as_json: bool) -> None:
    """Print the parts, or write them: the first to out, others beside it with their number.

    A picture's description is shown with it.
    """
    shown = described(container.parts)
    files = write_parts(container, out) if out is not None else [None] * len(shown)
    if as_json:
        parts = [_told(one, file) for one, file in zip(shown, files, strict=True)]
        click.echo(json.dumps({"message": message, "lang": container.lang, "parts": parts}, ensure_ascii=False))
        return
    for one, file in zip(shown, files, strict=True):
        if file is not None:
            click.echo(f"{one.part.type} written to {file}")
        elif one.part.type == TEXT:
            click.echo(_seen(one.part.data.decode()))
        else:
            click.echo(f"[{one.part.type}, {len(one.part.data)} bytes: use -o]")
        if one.description:
            click.echo(f"[{_seen(one.description)}]")


def write_parts(container: Container, out: Path) -> list[Path]:
    """Write every text, picture and recording to a file; return their paths. Descriptions are no files."""
    paths = []
    for number, part in enumerate((one.part for one in described(container.parts)), 1):
        path = out if number == 1 else _free_beside(out, number, SUFFIXES[part.type])
        keep(path, part.data)
        paths.append(path)
    return paths


def _free_beside(out: Path, number: int, suffix: str) -> Path:
    """Name a file beside out that nobody named and that is not there yet: NAME-2.jpg, else NAME-3.jpg and so on."""
    names = (out.with_name(f"{out.stem}-{each}{suffix}") for each in count(number))
    return next(name for name in names if not os.path.lexists(name))


def as_html(container: Container) -> str:
    """Write the parts as one HTML document that loads nothing and runs nothing.

    Text is escaped, then passed through bleach as the last word: nothing a participant typed is markup.
    """
    body = "".join(_element(one) for one in described(container.parts))
    return (
        f'<!doctype html><html lang="{escape(container.lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>-</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def as_text(container: Container) -> str:
    """Return the texts of a container as a terminal may show them."""
    return "\n".join(_seen(part.data.decode()) for part in container.parts if part.type == TEXT)


def _element(shown: Shown) -> str:
    part = shown.part
    if part.type.startswith("text/"):
        return _paragraph(part.data.decode())
    source = f"data:{part.type};base64,{base64.b64encode(part.data).decode()}"
    tag = part.type.partition("/")[0]
    if tag != "image":
        return f'<{tag} controls src="{source}"></{tag}>'
    caption = _paragraph(shown.description) if shown.description else ""
    return f'<img alt="{escape(shown.description)}" src="{source}">{caption}'


def _paragraph(text: str) -> str:
    return bleach.clean(f"<p>{escape(text)}</p>", tags={"p"}, attributes={}, strip=False)


def _seen(text: str) -> str:
    """Return a text as a terminal may show it: hostile until nothing in it is obeyed."""
    return text.translate(OBEYED)


def _told(shown: Shown, file: Path | None) -> dict[str, Any]:
    part = shown.part
    told: dict[str, Any] = {"type": part.type, "size": len(part.data)}
    if part.type == TEXT:
        told["text"] = part.data.decode()
    if shown.description:
        told["description"] = shown.description
    if file is not None:
        told["file"] = str(file)
    return told
