"""Pictures and PDFs that people choose at real pages: drawn by their browser, with what cameras write into files."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page

SECRET: Final = b"GPS 44.2 N 77.6 W"
TYPES: Final = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}

# The left half is red, the right half blue: which way it is turned can be seen in one pixel.
DRAW: Final = """
({width, height, type}) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  for (const [colour, x] of [["#c00000", 0], ["#0000c0", width / 2]]) {
    context.fillStyle = colour;
    context.fillRect(x, 0, width / 2, height);
  }
  return canvas.toDataURL(type, 0.9).split(",")[1];
}
"""
LOOK: Final = """
async (image) => {
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const at = (x, y) => {
    const place = [Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1];
    const [red, green, blue] = context.getImageData(...place).data;
    if (red > 200 && green > 200) return "white";
    return red > blue ? "red" : "blue";
  };
  const corners = [at(0.1, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.1, 0.9)];
  return { width: canvas.width, height: canvas.height, corners };
}
"""


def drawn(page: Page, width: int = 400, height: int = 300, kind: str = "jpeg") -> bytes:
    """Return a picture that this browser draws."""
    return base64.b64decode(page.evaluate(DRAW, {"width": width, "height": height, "type": TYPES[kind]}))


def with_metadata(picture: bytes, kind: str = "jpeg", *, orientation: int = 1) -> bytes:
    """Write into a picture what cameras do: place, and for JPEG which way up it was held (TIFF tag 274)."""
    exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0" % orientation + SECRET
    if kind == "jpeg":
        segment = b"Exif\0\0" + exif
        return picture[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2) + segment + picture[2:] + SECRET
    if kind == "png":
        return picture[:33] + chunk(b"eXIf", exif) + chunk(b"tEXt", b"Comment\0" + SECRET) + picture[33:] + SECRET
    body = picture[8:] + b"EXIF" + len(exif).to_bytes(4, "little") + exif + b"\0" * (len(exif) % 2)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def file_of(data: bytes, name: str = "IMG_2041 my street.jpg", kind: str = "image/jpeg") -> FilePayload:
    """Return a file as somebody may choose it."""
    return {"name": name, "mimeType": kind, "buffer": data}


def pdf_file(data: bytes) -> FilePayload:
    """Return a scanner's file."""
    return file_of(data, "scan of my street.pdf", "application/pdf")


def seen(image: Locator) -> dict[str, Any]:
    """Tell what a picture on the page shows: its size and the colours of its corners, clockwise."""
    found: dict[str, Any] = image.evaluate(LOOK)
    return found


def chunk(name: bytes, data: bytes) -> bytes:
    """Write one piece of a PNG."""
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
