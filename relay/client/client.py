"""Every verb on one object: `Client(url)`, for the command line, the demo and the journeys."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from relay.client import (
    account,
    again,
    answering,
    cases,
    desks,
    export,
    identity_file,
    invite,
    join,
    ledgers,
    messages,
    notes,
    parties,
    read,
    release,
    returning,
    review,
    send,
    sign_in,
    staff,
    staffing,
    tasks,
    tray,
)
from relay.client.errors import Refusal, Unreachable
from relay.client.session import Session

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)


class Client(Session):
    """One person at one server; as a context manager it signs out and closes at the end."""

    # a verb that is its file's own name comes last of its group: from there the name means the verb
    sign_out = sign_in.sign_out
    remember = sign_in.remember
    sign_in = sign_in.sign_in
    join_case = join.join_case
    join = join.join

    recover = account.recover
    change_passphrase = account.change_passphrase
    change_sign_in = account.change_sign_in
    new_recovery = account.new_recovery
    sessions = account.sessions
    end_session = account.end_session
    end_other_sessions = account.end_other_sessions
    account = account.account

    invitations = invite.invitations
    free_party = invite.free_party
    link_of = invite.link_of
    confirm = invite.confirm
    endorse = invite.endorse
    invite = invite.invite

    assign = desks.assign
    open_desk = desks.open_desk
    share_desk = desks.share
    share_with_colleagues = staffing.share_with_colleagues
    take_office = staffing.take_office
    staff_card = staff.staff_card
    staff = staff.staff
    revoke = staffing.revoke
    reopen_desk = staffing.reopen_desk
    renew_desk = staffing.renew_desk
    desk_needs = staffing.desk_needs

    create_institution = cases.create_institution
    create_case = cases.create_case
    seal_sheet = cases.seal_sheet
    sheet = cases.sheet
    brief = cases.brief
    take_on = cases.take_on

    consent = parties.consent
    accept = parties.accept
    party = parties.party
    prepared = parties.prepared

    seal = send.seal
    send = send.send
    tray = tray.tray
    missing_before = messages.missing_before
    look = read.look
    open = read.open_
    read = read.read
    hold = review.hold
    decline = review.decline
    approve = review.approve
    return_letter = returning.return_letter
    propose = returning.propose
    propose_relayed = returning.propose_relayed
    wrote = answering.wrote
    agree = answering.agree
    disagree = answering.disagree
    withdraw = answering.withdraw
    release = release.release
    regrant = again.regrant
    watch_list = notes.watch_list
    save_watch_list = notes.save_watch_list
    notes = notes.notes

    pull_task = tasks.pull
    print = tasks.print_
    handled = tasks.handled
    reply = tasks.reply

    export = export.export
    identity = identity_file.identity_of
    ledger = ledgers.read_ledger
    export_ledger = ledgers.export

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Sign out where all went well; else only close, and let the session time out.

        What was done stays done when the server cannot be reached for signing out. A session that is over already,
        because its person's keys were ended, is no trouble.
        """
        try:
            if kind is None:
                self.sign_out()
        except (Refusal, Unreachable) as failed:
            is_over = isinstance(failed, Refusal) and failed.status == HTTPStatus.UNAUTHORIZED
            if not is_over:
                log.warning("not signed out: %s", failed)
        finally:
            self.close()
