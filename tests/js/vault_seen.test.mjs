// What was seen is not forgotten because the server hands out an older memory.
import { refused, served } from "./served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdToken } from "../../relay/static/js/net/api.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { recall, remember } from "../../relay/static/js/vault/seen.js";

await ready;

const note = (length) => (seen) => {
  seen.roster = [length, "head"];
  seen.ledgers["RO-1"] = [length, "link"];
  return true;
};

test("a memory rolled back in the middle of saving loses no mark, and the longer ones are what is saved", async () => {
  const here = served();
  holdToken("token");
  own(here.owner(here.anna));
  await remember(note(3));
  const older = here.asked.findLast(({ call }) => call === "PUT /seen").body;
  await remember(note(9));
  const blob = new Uint8Array(await older.arrayBuffer());
  here.rules.set("GET /seen", () => new Response(blob, { headers: { ETag: '"7"' } }));
  here.rules.set("PUT /seen", () => {
    here.rules.delete("PUT /seen");
    return refused(409, "draft-moved");
  });
  await remember((seen) => Boolean((seen.choices.message = { choice: "later", at: "" })));
  const { roster, ledgers, choices } = await recall();
  assert.deepEqual([roster, ledgers["RO-1"]], [[9, "head"], [9, "link"]]);
  assert.equal(choices.message.choice, "later");
});
