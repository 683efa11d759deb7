from __future__ import annotations

import secrets

from relay.client.join import Newcomer

PAGE = 20


def test_and_confirmed_although_more_than_a_page_of_others_came_after_it(demo_server):
    word = secrets.token_hex(8)
    with demo_server.signed_in("Olive") as olive, demo_server.client() as zoe:
        first = olive.invite("mediator")
        zoe.join(first.link, Newcomer(f"zoe-{word}", "Zoe", word))
        later = [olive.invite("mediator") for _ in range(PAGE)]
        assert len(olive.invitations()) > PAGE
        assert olive.confirm(first.id).name == "Zoe"
        for invited in later:
            olive.http.delete(f"/invitations/{invited.id}")
