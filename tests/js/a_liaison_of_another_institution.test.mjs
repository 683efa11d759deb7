// Who signs for the person in the institution holds, or held, the desk of one that the case named: any other liaison is nobody here.
import { CASE, THREAD, caseServed } from "./case_served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { verifiedLedger } from "../../relay/static/js/vault/ledgers.js";

await ready;

/** The case names Lena's institution; Liam is another's. Mira reads. */
function world() {
  const here = caseServed({ desk: "institution/WARK-2" });
  here.institution("WARK-2", here.lena);
  here.institution("OTHER-1", here.liam);
  here.as(here.mira);
  return here;
}

const consent = { type: "consent", party: "offender", scope: "all", model: "letters", given: true, how: "written" };

test("a consent that the institution's own liaison signed stands", async () => {
  const here = world();
  here.say(here.lena, here.staff, consent);
  const { book } = await verifiedLedger(CASE);
  assert.equal(book.consentOf("offender", "letters", "receive")?.given, true);
});

test("a consent that another institution's liaison signed makes the ledger invalid, asked again too", async () => {
  const here = world();
  here.say(here.liam, here.staff, consent);
  for (const _again of [1, 2]) await assert.rejects(verifiedLedger(CASE), { code: "chain-invalid" });
});

test("so does a reply that she wrote", async () => {
  const here = world();
  here.accept(here.make(here.liam, "letter", "A reply from elsewhere.", { thread: THREAD }), here.staff);
  await assert.rejects(verifiedLedger(CASE), { code: "chain-invalid" });
});
