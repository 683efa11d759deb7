"""A whole programme on a real database, made over the API: root, Olive, Mira, Liam, Anna, a case ready to write in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from typing import TYPE_CHECKING

from relay import operate
from relay.app import create_app
from relay.protocol import b64
from relay.protocol.card import make_card, read_card
from relay.protocol.custody import Custody, make_assign, make_open, make_share
from relay.protocol.desk_secret import seal_desk_secret
from relay.protocol.identity import Identity
from relay.protocol.roster import ENDORSE, REVOKE, Roster, make_entry
from relay.protocol.xwing import public_key
from relay.services.publish import Publication, publish
from relay.settings import Settings
from relay.web.reception import KEY
from tests.support.databases import let_go
from tests.support.person import AT, TestPerson
from tests.support.sockets import Browser, Wire
from tests.support.town import new_id

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from relay.protocol.signed import Signed
    from relay.web.reception import Reception

CASE = "RO-1"
PARTY = "victim-417"
INSTITUTION = "WARK-2"


class Clock:
    """A clock that goes forward a second with every look, so that order in time is order of events."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the next second."""
        self.moment += timedelta(seconds=1)
        return self.moment


class Programme:
    """The people of one programme and what their clients know: roster and desks.

    like: another one, whose folder and database these are copies of: its people are here too, as signed in as there.
    over_sockets: what they ask crosses the loopback as HTTP.
    """

    def __init__(
        self, var: Path, database_url: str = "", *, like: Programme | None = None, over_sockets: bool = False
    ) -> None:
        self.settings = Settings(var=var, demo=False, database_url=database_url, base_url="https://localhost")
        operate.make_secrets(self.settings)
        self._clock = Clock()
        self.app: Flask = create_app(self.settings, clock=self._clock)
        self.parts: Reception = self.app.extensions[KEY]
        self._wire = Wire(self.app) if over_sockets else None
        self.desks: dict[str, Custody] = {}
        self.people: dict[str, TestPerson] = {}
        if like:
            self._take_after(like)
        else:
            self._begin()

    def _begin(self) -> None:
        operate.migrate(self.settings)
        self.root = Identity.generate()
        self._root_signed = make_card(self.root, name="ROOT", person=new_id(), role="root", issued=AT)
        self.roster = Roster.start(read_card(self._root_signed))

    def _take_after(self, other: Programme) -> None:
        self._clock.moment = other._clock.moment
        self.root, self._root_signed, self.roster = other.root, other._root_signed, other.roster
        self.desks |= other.desks
        self.people |= {name: person.at(self._browser()) for name, person in other.people.items()}

    def close(self) -> None:
        """Let go of the socket and the database's file."""
        if self._wire:
            self._wire.close()
        let_go(self.parts.database)

    def __getattr__(self, name: str) -> TestPerson:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def meet(self, name: str, role: str) -> TestPerson:
        """Make somebody with a browser and keys, who has not joined yet."""
        person = TestPerson(name, role, self._browser())
        self.people[name.lower()] = person
        return person

    def first_officer(self, name: str) -> TestPerson:
        """Let the root invite and endorse an officer, who then opens the office's desk."""
        officer = self.officer(name)
        self.assign(officer, "office", officer)
        self.open_desk(officer, "office")
        return officer

    def officer(self, name: str) -> TestPerson:
        """Let the root invite and endorse an officer."""
        officer = self.meet(name, "officer")
        invite = new_id()
        self._publish(invitations=[(invite, "en")])
        officer.join(self.root, invite)
        self._publish(entry=self._endorsement(self.root, officer))
        return officer

    def staff(self, name: str, role: str, desk: str = "") -> TestPerson:
        """Let Olive invite and endorse staff; a liaison is assigned to her desk, and the first opens it."""
        person = self.meet(name, role)
        self.invite(self.olive, person, **({"desk": desk} if desk else {}))
        entry = self._endorsement(self.olive, person)
        answer = self.olive.post("/roster", {"entry": entry.data.decode(), "signature": b64.encode(entry.signature)})
        assert answer.status_code == 201, answer.text
        if desk and self.custody(desk).current:
            self.assign(self.olive, desk, person, adds=True)
        elif desk:
            self.assign(self.olive, desk, person)
            self.open_desk(person, desk)
        return person

    def invite(self, inviter: TestPerson, person: TestPerson, **offer: str) -> None:
        """Invite somebody, who joins at once."""
        invite = new_id()
        answer = inviter.post("/invitations", {"id": invite, "role": person.role, "lang": "en", **offer})
        assert answer.status_code == 201, answer.text
        person.join(inviter.keys, invite)

    def assign(self, officer: TestPerson, desk: str, holder: TestPerson, *, adds: bool = False) -> None:
        """Assign the next epoch of a desk; adds: the newest one."""
        custody = self.custody(desk)
        epoch = len(custody.epochs) + (0 if adds else 1)
        signed = make_assign(officer.keys, custody, holder.card.digest, epoch=epoch, at=AT)
        self._append(officer, desk, signed)

    def share(self, holder: TestPerson, desk: str, other: TestPerson, *, epoch: int = 0) -> None:
        """Share the last key that somebody had of a desk with who is assigned to it. epoch: its own, 0: the newest."""
        custody, secret = self.custody(desk), holder.desk_secrets[desk]
        number = epoch or len(custody.epochs)
        signed = make_share(holder.keys, custody, other.card.digest, epoch=number, at=AT)
        sealed = seal_desk_secret(other.card.box, secret, custody.epochs[number - 1].open_digest)
        other.desk_secrets[desk] = secret
        self._append(holder, desk, signed, sealed=b64.encode(sealed))

    def revoke(self, person: TestPerson) -> None:
        """Let Olive revoke somebody; an officer's card the root revokes."""
        if person.role == "officer":
            entry = make_entry(self.root, REVOKE, person.card.digest, self.roster.head, issued=AT)
            self._publish(entry=entry)
        else:
            entry = make_entry(self.olive.keys, REVOKE, person.card.digest, self.roster.head, issued=AT)
            body = {"entry": entry.data.decode(), "signature": b64.encode(entry.signature)}
            answer = self.olive.post("/roster", body)
            assert answer.status_code == 201, answer.text
        self.roster = self.roster.append(entry)

    def open_desk(self, holder: TestPerson, desk: str) -> None:
        """Make a desk's key on the holder's device."""
        secret = token_bytes(32)
        signed = make_open(holder.keys, self.custody(desk), public_key(secret), at=AT)
        opened = self.custody(desk).append(signed, self.roster)
        sealed = seal_desk_secret(holder.card.box, secret, opened.head)
        holder.desk_secrets[desk] = secret
        self._append(holder, desk, signed, sealed=b64.encode(sealed))

    def custody(self, desk: str) -> Custody:
        """Return a desk's chain as everybody verified it."""
        return self.desks.get(desk) or Custody.start(desk, self.roster.instance)

    def institution(self, code: str = INSTITUTION) -> None:
        """Enter an institution."""
        answer = self.olive.post("/institutions", {"code": code, "name": "Warkworth", "lang": "en"})
        assert answer.status_code == 201, answer.text

    def open_case(self, code: str = CASE, institution: str = INSTITUTION) -> str:
        """Open a case whose offender the institution reaches; return its opaque id."""
        answer = self.olive.post("/cases", {"code": code, "institution": institution, "langs": ["en"]})
        assert answer.status_code == 201, answer.text
        self.olive.state("party", code, party="offender", card="", desk=f"institution/{institution}")
        return str(answer.json["public_id"])

    def take_on(self, mediator: TestPerson, code: str = CASE) -> None:
        """Assign a case and let its mediator take it on."""
        self.assign(self.olive, f"case/{code}", mediator)
        mediator.state("declare", code, conflict=False)
        self.open_desk(mediator, f"case/{code}")

    def victim(self, name: str, mediator: TestPerson, code: str = CASE, party: str = PARTY) -> TestPerson:
        """Let a mediator invite a victim and bind her card to her party."""
        person = self.meet(name, "victim")
        self.invite(mediator, person, case=code, party=party)
        mediator.state("party", code, party=party, card=person.digest, desk="")
        return person

    def joins_too(self, victim: TestPerson, mediator: TestPerson, code: str, party: str) -> None:
        """Let a victim who has an account answer an invitation to another case, and bind her card there too."""
        invite = new_id()
        answer = mediator.post(
            "/invitations", {"id": invite, "role": "victim", "lang": "en", "case": code, "party": party}
        )
        assert answer.status_code == 201, answer.text
        assert victim.accept(mediator.keys, invite).status_code == 204
        mediator.state("party", code, party=party, card=victim.digest, desk="")

    def make_ready(self, victim: TestPerson, mediator: TestPerson, code: str = CASE, party: str = PARTY) -> None:
        """Record preparation and consent of both sides."""
        for side in (party, "offender"):
            mediator.state("prepared", code, party=side, checks=["explained"])
        consent = {"scope": "all", "model": "letters", "given": True}
        victim.state("consent", code, party=party, how="portal", **consent)
        mediator.state("consent", code, party="offender", how="written", **consent)

    def _browser(self) -> Browser:
        return Browser(self._wire or self.app)

    def _endorsement(self, by: TestPerson | Identity, person: TestPerson) -> Signed:
        keys = by if isinstance(by, Identity) else by.keys
        entry = make_entry(keys, ENDORSE, person.card.digest, self.roster.head, issued=AT)
        self.roster = self.roster.append(entry, person.card)
        return entry

    def _publish(self, entry: Signed | None = None, invitations: list[tuple[str, str]] | None = None) -> None:
        what = Publication(self._root_signed, [entry] if entry else [], invitations or [])
        with self.parts.database.writing() as session:
            publish(session, what, invitation_days=30, clock=self.parts.clock)

    def _append(self, signer: TestPerson, desk: str, signed: Signed, **sealed: str) -> None:
        body = {"entry": signed.data.decode(), "signature": b64.encode(signed.signature), **sealed}
        answer = signer.post(f"/custody/{desk}", body)
        assert answer.status_code == 201, answer.text
        self.desks[desk] = self.custody(desk).append(signed, self.roster)
