// What is remembered hangs on whoever is signed in, and is fetched once however many ask.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Refusal } from "../../relay/static/js/net/refusal.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { keptFresh } from "../../relay/static/js/vault/shared_flight.js";

const secret = () => new Uint8Array(32).fill(7);
const keys = () => ({ seed: secret(), box: { secret: secret() }, sign: { secret: secret() } });
const somebody = (person) => ({ identity: keys(), card: { fields: { person } } });
let made = 0;
let kept;

beforeEach(() => {
  made = 0;
  own(somebody("anna"));
  kept = keptFresh(async (name, held) => `${name} ${++made} after ${held}`);
});

test("two who ask at once wait for the same", async () => {
  assert.deepEqual(await Promise.all([kept("roster"), kept("roster")]), ["roster 1 after undefined", "roster 1 after undefined"]);
});

test("what is fresh enough is not asked again; what is not is brought up to date", async () => {
  await kept("roster");
  assert.equal(await kept("roster", 60_000), "roster 1 after undefined");
  assert.equal(await kept("roster"), "roster 2 after roster 1 after undefined");
});

test("a failure is not remembered", async () => {
  let fails = true;
  const shaky = keptFresh(async () => {
    if (fails) throw new Error("once");
    return "well";
  });
  await assert.rejects(shaky("desk"));
  fails = false;
  assert.equal(await shaky("desk"), "well");
});

test("what grew before a refusal is not kept: the next who asks begins anew", async () => {
  let refuses = false;
  const chain = keptFresh(async (_name, held = []) => {
    held.push(held.length);
    if (refuses) throw new Refusal("chain-invalid");
    return held;
  });
  await chain("ledger");
  refuses = true;
  await assert.rejects(chain("ledger"));
  refuses = false;
  assert.deepEqual(await chain("ledger", 60_000), [0]);
});

test("an outage costs nothing of what was verified", async () => {
  let down = false;
  const chain = keptFresh(async (_name, held) => {
    if (down) throw new Refusal("network");
    return (held ?? 0) + 1;
  });
  await chain("roster");
  down = true;
  await assert.rejects(chain("roster"));
  down = false;
  assert.equal(await chain("roster"), 2);
});

test("somebody else who signs in finds nothing of it, and the first one's secrets are gone", async () => {
  const anna = somebody("anna");
  own(anna);
  await kept("roster");
  own(somebody("mira"));
  assert.equal(await kept("roster", 60_000), "roster 2 after undefined");
  const { seed, box, sign } = anna.identity;
  for (const gone of [seed, box.secret, sign.secret]) assert.ok(gone.every((byte) => byte === 0));
});

test("nobody signed in, nothing is made", async () => {
  own(null);
  await assert.rejects(kept("roster"), { code: "not-signed-in", status: 401 });
});
