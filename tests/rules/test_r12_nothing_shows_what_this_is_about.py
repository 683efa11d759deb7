from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from relay.protocol import b64
from tests.rules.everywhere import addresses, rules
from tests.rules.world import STRANGER, digest

# in both languages; a whole word or its beginning
TELLING = re.compile(
    r"victim|offend|crim|prison|jail|inmate|convict|justice|restorat|correction|parole|mediat|letter|forgiv|harm|court"
    r"|délinqu|delinqu|détenu|detenu|prison|médiat|réparat|reparat|lettre|pardon|tribunal|libération|liberation",
    re.IGNORECASE,
)
# ids, digests, cursors and cookies: what they are drawn from spells any short word once in a while
DRAWN = re.compile(r"(?<![\w-])(?:[\w-]{22}|[\w-]{43})(?![\w-])|(?<=before=)[\w-]+|(?<=cases=)[\w-]+|(?<==)[\w.-]{44,}")
PLACES = ("href", "src", "action", "formaction", "data-href", "download")
EVERYBODY = (STRANGER, "Anna", "Aline", "Mira", "Olive", "Liam")


def worded(text):
    """Leave out what chance has drawn."""
    return DRAWN.sub("", text)


class Seen(HTMLParser):
    """What a page shows outside itself: its title, and every address and file name in it."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.places: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag, attributes):
        self._in_title = tag == "title"
        self.places += [value for name, value in attributes if name in PLACES and value]
        self.places += [value for name, value in attributes if name == "content" and value and tag == "meta"]

    def handle_data(self, data):
        if self._in_title:
            self.titles.append(data.strip())
            self._in_title = False


@pytest.fixture(scope="module")
def asked(world, tmp_path_factory):
    """Every page and call there is, with ids under which something is there for its people."""
    place = world.case()
    reply = world.reply(place)
    place.mediator.release(reply)
    waiting = place.letter()
    number = world.offered(place)
    values = {
        "lang": ["en", "fr"],
        "message": [reply, waiting],
        "public_id": [place.public_id],
        "code": [place.code],
        "name": [place.code],
        "desk": [place.desk],
        "draft": ["A" * 22],
        "number": [str(number)],
        "digest": [digest(place.mediator.me.card)],
    }
    world.people["Vera"] = place.victim
    return list(addresses(rules(tmp_path_factory.mktemp("rules")), values))


def pages(world, asked, name):
    for address in asked:
        if not address.startswith("/api/"):
            yield address, world[name].http.request("GET", f"/{address}")


@pytest.mark.parametrize("name", [*EVERYBODY, "Vera"])
def test_titles_addresses_and_file_names_of_every_page_say_nothing(world, asked, name):
    telling, titled = [], 0
    for address, answer in pages(world, asked, name):
        assert not TELLING.search(worded(address)), address
        if answer.is_redirect or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        seen = Seen()
        seen.feed(answer.text)
        titled += bool(seen.titles)
        telling += [
            (address, what) for what in {*seen.titles, *own(world, seen.places)} if TELLING.search(worded(what))
        ]
    assert titled > 10
    assert telling == []


def own(world, places):
    """Leave out what says whom to phone; addresses of other sites are not allowed at all."""
    for place in places:
        assert place.startswith(("/", "#", "?", "tel:", world.server.url)) or "://" not in place, place
        yield place.removeprefix(world.server.url)


@pytest.mark.parametrize("name", [*EVERYBODY, "Vera"])
def test_headers_of_every_answer_say_nothing(world, asked, name):
    for address in asked:
        answer = world[name].http.request("GET", f"/{address}")
        headers = [worded(f"{key}: {value}") for key, value in answer.headers.multi_items()]
        assert [header for header in headers if TELLING.search(header)] == [], address
        assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("name", ["Mira", "Olive", "Liam", "Vera"])
def test_addresses_of_pages_hold_opaque_ids_only(world, asked, name):
    """Case codes, parties, sign-in names and people never stand in an address that a browser keeps."""
    known = re.compile(r"T-\d+\b|RO-\d+|victim-\d+|WARK|[Aa]nna|[Aa]line|[Vv]era|[Mm]ira|[Mm]arc|[Ll]iam|[Oo]live")
    for address, answer in pages(world, asked, name):
        assert not known.search(worded(address))
        if answer.headers["Content-Type"].startswith("text/html"):
            seen = Seen()
            seen.feed(answer.text)
            links = [
                worded(place) for place in seen.places if place.startswith("/") and not place.startswith("/static/")
            ]
            assert [link for link in links if known.search(link)] == [], address
            assert [title for title in seen.titles if known.search(title)] == [], address


@pytest.mark.usefixtures("asked")
def test_what_is_printed_has_no_telling_title(world):
    page = world["Liam"].print(next(item["message"] for item in world["Liam"].tray()))
    titles = re.findall(r"<title>(.*?)</title>", page)
    assert len(titles) == 1
    assert not TELLING.search(titles[0])


def test_a_link_of_an_invitation_keeps_everything_after_the_sign(place):
    link = place.mediator.invite("victim", case=place.code, party="victim-997").link
    address, _, secret = link.partition("#")
    assert re.fullmatch(r"http://localhost:\d+/en/join", address)
    assert len(b64.decode(secret)) == 48


def test_the_word_list_finds_what_it_should():
    for telling in ("Your letter – Relay", "/en/victim/home", "Lettre", "/static/js/pages/offender.js"):
        assert TELLING.search(telling)
        assert TELLING.search(worded(telling))
    assert not TELLING.search("Where things stand – Relay")
    assert not TELLING.search(worded("/en/here/Ab3crimQ-x_0123456789A?before=crimA-9"))
