from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from relay import operate
from relay.storage.models_accounts import SessionRow
from tests.support.town import new_id, wire


def count(town) -> int:
    with town.database.reader() as session:
        return session.scalar(select(func.count()).select_from(SessionRow))


def test_twenty_idle_minutes_end_it_and_its_vault_key(town, olive):
    key = olive.get("/session/key").json["key"]
    town.clock.forward(minutes=19, seconds=59)
    assert olive.get("/session/key").json["key"] == key
    town.clock.forward(minutes=20, seconds=1)
    assert olive.get("/session/key").status_code == 401
    assert count(town) == 0


def test_touching_keeps_it_and_asking_how_long_does_not(town, olive):
    for _ in range(4):
        town.clock.forward(minutes=15)
        assert olive.post("/session/touch", {}).status_code == 204
    town.clock.forward(minutes=15)
    assert olive.get("/session").json["idle_seconds"] == 5 * 60
    town.clock.forward(minutes=6)
    assert olive.get("/session").json["signed_in"] is False


def test_pages_within_a_minute_write_nothing(town, olive):
    olive.post("/session/touch", {})
    with town.database.reader() as session:
        before = session.scalar(select(SessionRow.active_at))
    town.clock.forward(seconds=59)
    olive.get("/roster")
    with town.database.reader() as session:
        assert session.scalar(select(SessionRow.active_at)) == before


def test_signing_out_deletes_it_and_clears_the_browser(town, olive):
    answer = olive.delete("/session")
    assert answer.status_code == 204
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert count(town) == 0
    assert olive.get("/session/key").status_code == 401


def test_an_old_cookie_does_not_come_back_to_life(town, olive):
    cookie = olive.client.get_cookie("__Host-relay").value
    olive.delete("/session")
    thief = town.visitor()
    thief.client.set_cookie("__Host-relay", cookie)
    assert thief.get("/session/key").status_code == 401


def test_a_busy_one_ends_with_its_cookie_a_month_after_signing_in(town, olive):
    for days, status in ((30, 200), (2, 401)):
        town.clock.forward(days=days)
        with town.database.writing() as session:
            session.execute(update(SessionRow).values(active_at=town.clock.now()))
        assert olive.get("/session/key").status_code == status


def test_an_altered_cookie_is_nobodys_even_where_its_pattern_is_remembered(town, olive):
    cookie = olive.client.get_cookie("__Host-relay").value
    thief = town.visitor()
    other = "A" if cookie[-2] != "A" else "B"  # the very last sign holds two bits that stand for nothing
    for altered in (cookie[:-2] + other + cookie[-1], cookie + "A", "A" + cookie, cookie.swapcase()):
        thief.client.set_cookie("__Host-relay", altered)
        assert thief.get("/session/key").status_code == 401
    assert olive.get("/session/key").status_code == 200


def test_its_owner_sees_and_ends_the_others(town, olive):
    phone = town.visitor("Olive")
    phone.sign_in(auth=olive.auth)
    listed = phone.get("/sessions").json["sessions"]
    assert [row["current"] for row in listed].count(True) == 1
    other = next(row["id"] for row in listed if not row["current"])
    assert phone.delete(f"/sessions/{other}").status_code == 204
    assert olive.get("/session/key").status_code == 401
    assert phone.get("/session/key").status_code == 200


def test_nobody_ends_somebody_elses(olive, mira):
    theirs = olive.get("/sessions").json["sessions"][0]["id"]
    assert mira.delete(f"/sessions/{theirs}").status_code == 404
    assert mira.delete(f"/sessions/{new_id()}").status_code == 404
    assert olive.get("/session/key").status_code == 200


def test_every_session_has_a_key_of_its_own(town, olive):
    phone = town.visitor("Olive")
    phone.sign_in(auth=olive.auth)
    assert phone.get("/session/key").json["key"] != olive.get("/session/key").json["key"]


def test_revoked_staff_are_out_at_once_and_stay_out(town, olive, mira):
    answer = olive.post("/roster", wire(town.entry(olive.keys, "revoke", mira)))
    assert answer.status_code == 201
    assert mira.get("/session/key").status_code == 401
    assert town.visitor("Mira").sign_in(auth=mira.auth).json["code"] == "wrong-sign-in"


def test_signing_out_twice_still_clears_the_browser(olive):
    olive.delete("/session")
    olive.csrf = olive.get("/session").json["csrf"]
    answer = olive.delete("/session")
    assert answer.status_code == 204
    assert "storage" in answer.headers["Clear-Site-Data"]


def test_signing_in_again_here_ends_the_one_before(town, olive):
    assert olive.sign_in().status_code == 200
    assert count(town) == 1
    assert olive.get("/session").json["person"] == olive.person


def test_the_operator_forgets_idle_ones_whose_browser_never_came_back(town, olive):
    assert olive
    with town.database.writing() as session:
        session.execute(update(SessionRow).values(active_at=datetime.now(UTC) - timedelta(minutes=21)))
    operate.forget_idle(town.database, town.settings)
    assert count(town) == 0
