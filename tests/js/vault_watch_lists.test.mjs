// Names to look for never fill a mediator's memory: what her clients must remember of chains always has its room.
import { refused, served } from "./served.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { holdToken } from "../../relay/static/js/net/api.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { saveWatchList, watchList } from "../../relay/static/js/vault/notes.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { recall, remember } from "../../relay/static/js/vault/seen.js";

await ready;

const SEEN_BYTES = 1_048_576; // config/default.toml
const FULL = Array.from({ length: 200 }, (_, index) => `${"é".repeat(76)} ${index}`);
const full = { code: "watch-full" };
let here;

beforeEach(() => {
  here = served();
  holdToken("token");
  own(here.owner(here.mira));
});

/** Fill lists of one case after the other until there is no room; returns how many were kept. */
async function fill() {
  for (let kept = 0; ; kept++) {
    try {
      await saveWatchList({ case: `RO-${kept}`, words: FULL });
    } catch (error) {
      assert.equal(error.code, "watch-full");
      return kept;
    }
  }
}

test("lists are kept, without what is empty or said twice, and an empty one takes no room", async () => {
  assert.deepEqual(await saveWatchList({ case: "RO-1", words: [" Éloïse", "", "Éloïse", "Warkworth "] }), { words: ["Éloïse", "Warkworth"] });
  assert.deepEqual(await watchList({ case: "RO-1" }), { words: ["Éloïse", "Warkworth"] });
  await saveWatchList({ case: "RO-1", words: [] });
  assert.deepEqual((await recall()).watch, {});
});

test("where they are full a list is refused, the others stay, and a shorter one makes room", async () => {
  const kept = await fill();
  assert.ok(kept > 5);
  assert.deepEqual(await watchList({ case: `RO-${kept}` }), { words: [] });
  await saveWatchList({ case: "RO-0", words: FULL.slice(0, 100) });
  await saveWatchList({ case: `RO-${kept}`, words: ["Éloïse"] });
  assert.deepEqual(await watchList({ case: "RO-1" }), { words: FULL });
});

test("full lists and two thousand cases fit into what the server keeps", async () => {
  await fill();
  await remember((seen) => {
    const marks = Array.from({ length: 2000 }, (_, index) => [`case/RO-2026-${index}`, [index, "A".repeat(43)]]);
    seen.custody = Object.fromEntries(marks);
    seen.ledgers = Object.fromEntries(marks.flatMap(([name, mark]) => [[name, mark], [`${name}/victim-417`, mark]]));
    return true;
  });
  const { body } = here.asked.findLast(({ call }) => call === "PUT /seen");
  assert.ok(body.size <= SEEN_BYTES, `${body.size} bytes`);
});

test("a server that keeps less refuses the list alone: what comes after it is remembered", async () => {
  here.rules.set("PUT /seen", () => refused(413, "too-large"));
  await assert.rejects(saveWatchList({ case: "RO-1", words: ["Éloïse"] }), full);
  assert.deepEqual(await watchList({ case: "RO-1" }), { words: [] });
  here.rules.delete("PUT /seen");
  await remember((seen) => Boolean((seen.roster = [3, "head"])));
  assert.deepEqual((await recall()).roster, [3, "head"]);
});
