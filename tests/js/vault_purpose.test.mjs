// An invitation's id says, to its inviter alone, what it was for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../../relay/static/js/protocol/b64.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { idFor, isFor } from "../../relay/static/js/vault/purpose.js";

await ready;

const seed = randomBytes(32);
const victim = { role: "victim", case: "RO-1", party: "victim-417", desk: undefined };

test("as it was made, and as the server lists it", () => {
  const id = idFor(seed, victim);
  assert.equal(decode(id).length, 16);
  assert.ok(isFor(seed, id, victim));
  assert.ok(isFor(seed, id, { ...victim, desk: null }));
});

for (const lie of [{ role: "mediator" }, { case: "RO-2" }, { party: "victim-41" }, { desk: "institution/WARK-2" }]) {
  test(`for no other ${Object.keys(lie)[0]}`, () => {
    assert.ok(!isFor(seed, idFor(seed, victim), { ...victim, ...lie }));
  });
}

test("nobody else can make one, and no two are alike", () => {
  const id = idFor(seed, victim);
  assert.ok(!isFor(randomBytes(32), id, victim));
  assert.ok(!isFor(seed, encode(randomBytes(16)), victim));
  assert.notEqual(idFor(seed, victim), id);
});

test("the Python client binds alike", () => {
  assert.ok(isFor(new Uint8Array(32).fill(1), "AAECAwQFBgeYisN444jZyg", victim)); // relay/client/invite.py made it
});
