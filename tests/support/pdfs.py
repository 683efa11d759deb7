"""PDFs as scanners make them, and as nobody should: made in code, byte for byte."""

from __future__ import annotations

from typing import Final

LETTER_PAPER: Final = "0 0 612 792"
LOCKED: Final = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"ab" * 32, b"cd" * 32)
CATALOGUE: Final = (
    b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(secret.txt) 4 0 R]>>>>"
    b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
)
PAGE_OBJECTS: Final = 3


def scanned(
    *jpegs: bytes, box: str = LETTER_PAPER, secret: bytes = b"", image: str = "", trailer: bytes = b""
) -> bytes:
    """Make a PDF whose pages each show one JPEG.

    secret: stands in the file's metadata, in an attachment and in invisible text. image: what the file says of its
    images' size, where that is not the truth. trailer: more of its dictionary.
    """
    count = len(jpegs)
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + PAGE_OBJECTS * page) for page in range(count))
    objects = [
        CATALOGUE,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Author(%s)/Producer(%s)>>" % (secret, secret),
        b"<</Type/Filespec/F(secret.txt)/EF<</F 3 0 R>>>>",
    ]
    for page, jpeg in enumerate(jpegs):
        objects += _page(first + PAGE_OBJECTS * page, jpeg, box.encode(), secret, image.encode())
    return written(objects, b"/Info 3 0 R" + trailer)


def drawing(content: bytes, *, resources: bytes = b"", box: str = LETTER_PAPER) -> bytes:
    """Make a PDF of one page with this content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<<%s>>/Contents 4 0 R>>" % (box.encode(), resources)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return written([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, _stream(content)])


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Write numbered objects with their table; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, written_object in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written_object)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + end


def _page(number: int, jpeg: bytes, box: bytes, secret: bytes, size: bytes) -> list[bytes]:
    width, height = box.split()[2:]
    content = b"q %s 0 0 %s 0 0 cm /I Do Q BT 3 Tr /F 9 Tf (%s) Tj ET" % (width, height, secret)
    resources = b"<</XObject<</I %d 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>" % (number + 1)
    image = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    image += size or b"/Width %d/Height %d" % _size(jpeg)
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources %s/Contents %d 0 R>>" % (box, resources, number + 2)
    return [head, _stream(jpeg, image), _stream(content)]


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def _size(jpeg: bytes) -> tuple[int, int]:
    """Read width and height from a baseline JPEG's frame, as a browser writes it."""
    at = jpeg.index(b"\xff\xc0")
    return int.from_bytes(jpeg[at + 7 : at + 9]), int.from_bytes(jpeg[at + 5 : at + 7])
