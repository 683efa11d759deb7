from __future__ import annotations

from contextlib import contextmanager

import pytest

from relay.client.errors import Refusal, Untrusted
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.ledger import first_link, next_link
from relay.protocol.signed import Signed
from tests.support.behind import behind

ENTRY_COLUMNS = ("ledger", "position", "kind", "entry", "signature", "link", "message")
LEDGER_COLUMNS = ("name", "length", "link")
OTHER_LINK = "A" * 43


@pytest.fixture(scope="module")
def grown(world):
    """A case whose ledgers hold a bit of everything: letters, releases, a return, an edit agreed to, a withdrawal."""
    place = world.case()
    place.mediator.release(world.reply(place))
    letter = place.letter("once more")
    edited = place.mediator.propose(letter, [text_part("once more, edited")])
    place.victim.agree(letter)
    place.mediator.release(edited)
    place.victim.withdraw(letter)
    return place


@pytest.fixture
def database(world):
    """The operator's own way in, behind the server's back; what a test alters it puts back."""
    with behind(world.server) as connection:
        connection.without_references()
        yield connection


@contextmanager
def as_it_was(database, place):
    """Put the case's ledgers back afterwards, row by row."""
    tables = {table: rows(database, table, column, place) for table, column in KEYS.items()}
    try:
        yield tables
    finally:
        with database.at_once():
            for table, column in KEYS.items():
                database.execute(f"DELETE FROM {table} WHERE {own(column)}", names(place))  # noqa: S608 - as below
                for row in tables[table]:
                    insert(database, table, row)


KEYS = {"entries": "ledger", "ledgers": "name"}


def rows(database, table, column, place):
    return database.execute(f"SELECT * FROM {table} WHERE {own(column)}", names(place)).fetchall()  # noqa: S608 - as below


def own(column):
    return f"{column} = ? OR {column} LIKE ?"


def names(place):
    return place.code, f"{place.code}/%"


def alter(database, table, column, value, where):
    """Alter one row; table, columns and keys are this file's own words."""
    condition = " AND ".join(f"{key} = ?" for key in where)
    new = (value, *where.values())
    done = database.execute(f"UPDATE {table} SET {column} = ? WHERE {condition}", new)  # noqa: S608 - as above
    assert done.rowcount == 1


def insert(database, table, row):
    database.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608 - as above


def verify(client, name, *, remembers=False):
    """Read a ledger whole, as a client just started; with remembers it knows what it saw before."""
    client.ledgers.clear()
    if not remembers:
        client.trust.seen.data.pop("ledgers", None)
    return client.ledger(name)


def is_found(client, name, *, remembers=False):
    try:
        verify(client, name, remembers=remembers)
    except (Untrusted, Refusal):
        return True
    return False


def test_the_tables_have_the_columns_that_are_altered_here(database):
    for table, columns in (("entries", ENTRY_COLUMNS), ("ledgers", LEDGER_COLUMNS)):
        assert database.columns(table) == columns


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
@pytest.mark.parametrize("name", ["staff", "own"])
def test_an_altered_column_of_any_entry_is_found(grown, database, column, name):
    ledger, reader = ledger_of(grown, name)
    entries = verify(reader, ledger).entries
    with as_it_was(database, grown) as before:
        held = {row[1]: dict(zip(ENTRY_COLUMNS, row, strict=True)) for row in before["entries"] if row[0] == ledger}
        another = next(row["message"] for row in held.values() if row["message"])
    assert len(held) == len(entries) > 5
    for position, row in held.items():
        with as_it_was(database, grown):
            alter(database, "entries", column, other(column, row, another), {"ledger": ledger, "position": position})
            assert is_found(reader, ledger), (column, position, row["kind"])
    verify(reader, ledger)


def ledger_of(place, name):
    if name == "staff":
        return place.code, place.mediator
    return f"{place.code}/{place.party}", place.victim


def other(column, row, another):
    """Another value of the same form."""
    return {
        "ledger": f"{row['ledger']}/elsewhere",
        "position": 9_000,
        "kind": "statement" if row["kind"] == "seal" else "seal",
        "entry": row["entry"].replace('"at":"2', '"at":"3').replace('"body":"', '"body":"A'),
        "signature": "A" * 86,
        "link": OTHER_LINK,
        "message": another if row["message"] is None else None,
    }[column]


@pytest.mark.parametrize(("column", "value"), [("length", 3), ("length", 9_000), ("link", OTHER_LINK), ("name", "")])
def test_an_altered_column_of_the_ledgers_own_row_is_found(grown, database, column, value):
    for name in ("staff", "own"):
        ledger, reader = ledger_of(grown, name)
        with as_it_was(database, grown):
            changed = f"{ledger}/elsewhere" if column == "name" else value
            alter(database, "ledgers", column, changed, {"name": ledger})
            assert is_found(reader, ledger, remembers=column == "name"), column  # under no name it is an empty one
        verify(reader, ledger)


def test_two_entries_that_change_places_are_found(grown, database):
    ledger, reader = ledger_of(grown, "staff")
    with as_it_was(database, grown):
        for old, new in ((2, 9_000), (3, 2), (9_000, 3)):
            database.execute("UPDATE entries SET position = ? WHERE ledger = ? AND position = ?", (new, ledger, old))
        assert is_found(reader, ledger)


# an operator who writes the links anew: only who kept one finds out


def relink(database, instance, ledger, keep):
    """Write a ledger anew with only some of its entries, every link right again."""
    held = database.execute(
        "SELECT position, kind, entry, signature, message FROM entries WHERE ledger = ? ORDER BY position", (ledger,)
    ).fetchall()
    database.execute("DELETE FROM entries WHERE ledger = ?", (ledger,))
    link, chosen = first_link(instance, ledger), [row for row in held if keep(row)]
    for position, (_, kind, entry, signature, message) in enumerate(chosen, 1):
        link = next_link(link, Signed(entry.encode(), b64.decode(signature)))
        written = (ledger, position, kind, entry, signature, b64.encode(link), message)
        insert(database, "entries", written)
    database.execute("UPDATE ledgers SET length = ?, link = ? WHERE name = ?", (len(chosen), b64.encode(link), ledger))


@pytest.mark.parametrize("name", ["staff", "own"])
def test_a_ledger_cut_short_is_found_by_who_kept_a_link(grown, database, name):
    ledger, reader = ledger_of(grown, name)
    whole = verify(reader, ledger)
    with as_it_was(database, grown):
        relink(database, reader.trust.instance, ledger, lambda row: row[0] < len(whole.entries))
        assert is_found(reader, ledger, remembers=True)
        assert not is_found(reader, ledger)  # to who knows nothing it is a ledger like any other
    verify(reader, ledger)


@pytest.mark.parametrize("name", ["staff", "own"])
def test_a_ledger_without_one_entry_of_the_past_is_found_by_who_kept_a_link(grown, database, name):
    ledger, reader = ledger_of(grown, name)
    length = len(verify(reader, ledger).entries)
    with as_it_was(database, grown):
        relink(database, reader.trust.instance, ledger, lambda row: row[0] != length - 1)
        assert is_found(reader, ledger, remembers=True)


def test_what_was_kept_survives_signing_out_and_another_device(world, grown, database):
    """Mira's memory lies sealed on the server; a device of hers that never saw this ledger finds the cut."""
    ledger, mira = ledger_of(grown, "staff")
    whole = verify(mira, ledger)
    mira.remember()
    person = world.server.person("Mira")
    with as_it_was(database, grown):
        relink(database, mira.trust.instance, ledger, lambda row: row[0] < len(whole.entries))
        another = world.browser()
        another.sign_in(person["sign_in"], person["passphrase"])
        with pytest.raises(Untrusted):
            another.ledger(ledger)
        code, answer = world.server.act("Mira", "ledger", ledger, "--verify")
        assert code == 1, answer
    assert world.server.act("Mira", "ledger", ledger, "--verify")[0] == 0


def test_the_chains_of_roster_and_custody_are_kept_the_same_way(world, grown, database):
    """What is cut from a chain that a client has seen is refused before anything is sealed."""
    reader = world.browser()
    person = world.server.person("Mira")
    reader.sign_in(person["sign_in"], person["passphrase"])
    length = reader.trust.custody(grown.desk).length
    last = database.execute("SELECT * FROM custody WHERE desk = ? AND position = ?", (grown.desk, length)).fetchone()
    head = database.execute("SELECT head, length FROM desks WHERE name = ?", (grown.desk,)).fetchone()
    older = database.execute(
        "SELECT digest FROM custody WHERE desk = ? AND position = ?", (grown.desk, length - 1)
    ).fetchone()
    try:
        database.execute("DELETE FROM custody WHERE desk = ? AND position = ?", (grown.desk, length))
        database.execute("UPDATE desks SET head = ?, length = ? WHERE name = ?", (*older, length - 1, grown.desk))
        reader.trust._custody.clear()
        with pytest.raises(Untrusted):
            reader.trust.custody(grown.desk)
    finally:
        insert(database, "custody", last)
        database.execute("UPDATE desks SET head = ?, length = ? WHERE name = ?", (*head, grown.desk))
    assert reader.trust.custody(grown.desk).length == length


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_no_call_changes_a_ledger(world, grown, method):
    ledger, reader = ledger_of(grown, "staff")
    before = verify(reader, ledger).link
    for name in ("Olive", "Mira"):
        assert world[name].http.request(method, f"/ledgers/{ledger}", json={}).status_code in {403, 404, 405}
    assert verify(reader, ledger).link == before
