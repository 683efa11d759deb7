// Who was let back in with new keys is bound by those: an earlier invitation, shown as joined again, binds nobody.
import { CASE, THREAD, caseServed, json } from "./case_served.mjs";
import { writtenCard } from "./served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { cardMac, makeInvitation } from "../../relay/static/js/protocol/invitation.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { confirmInvitation } from "../../relay/static/js/vault/endorsing.js";
import { idFor } from "../../relay/static/js/vault/purpose.js";
import { personOf } from "./programme.mjs";

await ready;

/** Mira invited Anna to her party, twice; `anew` is who joined on the second link. */
function world() {
  const here = caseServed();
  const { anna, mira, instance, knows } = here;
  const anew = personOf("Anna", "victim");
  knows(anew);
  const purpose = { role: "victim", case: CASE, party: THREAD };
  const joined = (person) => {
    const id = idFor(mira.seed, purpose);
    const mac = cardMac(makeInvitation(mira.seed, instance, id), person.card.bytes);
    return { id, ...purpose, lang: "en", state: "joined", extra_card: false, mac, ...writtenCard(person) };
  };
  const [first, second] = [joined(anna), joined(anew)];
  here.rules.set("GET /invitations", () => json({ invitations: [second, first] }));
  here.as(mira);
  return { ...here, anew, first, second };
}

test("a newer card takes the place of the earlier one", async () => {
  const here = world();
  const { card } = await confirmInvitation({ id: here.second.id });
  assert.equal(card, encode(here.anew.card.digest));
  assert.equal(JSON.parse(here.posted[0].statements[0].statement).card, card);
});

test("an earlier card, once replaced, is not bound again", async () => {
  const here = world();
  here.bind(here.anew);
  await assert.rejects(confirmInvitation({ id: here.first.id }), { code: "not-genuine" });
  assert.deepEqual(here.posted, []);
});
