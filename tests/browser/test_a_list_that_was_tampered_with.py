from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, write
from tests.browser.vaults import THE_PAGES_OWN

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def without_the_last(route):
    """What a server rolled back would serve: a chain that ends one entry earlier, and says so."""
    answer = route.fetch()
    chain = answer.json()
    chain["entries"] = chain["entries"][:-1]
    chain["length"] = len(chain["entries"])
    route.fulfill(response=answer, body=json.dumps(chain))


def with_a_hole(route):
    answer = route.fetch()
    chain = answer.json()
    del chain["entries"][0]
    route.fulfill(response=answer, body=json.dumps(chain))


@pytest.mark.parametrize("chain", ["roster", "custody/case/*"])
@pytest.mark.parametrize(("altered", "sentence"), [(without_the_last, "older than"), (with_a_hole, "verified")])
def test_nothing_is_sent_and_she_is_told(chromium, demo_server, chain, altered, sentence):
    with at_home(chromium, demo_server, "Anna") as page:
        write(page, demo_server, "Only to whom I know")
        page.get_by_test_id("send").click()
        page.get_by_test_id("confirm-send").wait_for()
        sent = []
        page.context.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.context.route(f"**/api/v1/{chain}?*", altered)
        page.reload()
        expect(page.get_by_test_id("letter")).to_have_value("Only to whom I know", timeout=PATIENCE)
        page.get_by_test_id("send").click()
        expect(page.get_by_test_id("trouble")).to_contain_text(sentence)
        expect(page.get_by_test_id("confirm-send")).to_be_hidden()
        assert not any(address.endswith("/messages") for address in sent)


STAFF = f"""async () => {{
  const {{ vault }} = await {THE_PAGES_OWN};
  return vault.call("staff").then(() => "taken", (error) => error.code);
}}"""


def test_another_page_refuses_it_too(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, "consent")
        assert page.evaluate(STAFF) == "taken"  # and nothing that the page asked for itself is on its way any more
        page.context.route("**/api/v1/roster?*", without_the_last)
        assert page.evaluate(STAFF) == "chain-shorter"
