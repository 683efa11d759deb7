// What one is given is held against the desk it was sealed to and the release that gave it.
import { served } from "./served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { holdToken } from "../../relay/static/js/net/api.js";
import { requireInstitution } from "../../relay/static/js/vault/liaisons.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { requireReleasedTo } from "../../relay/static/js/vault/received.js";
import { programme } from "./programme.mjs";

await ready;

test("a chain covers what was sealed to its own keys, under its own statements, and nothing else", () => {
  const { custody } = programme();
  const sealed = { desk: custody.current.keyId, custody: encode(custody.head) };
  assert.ok(custody.covers(sealed));
  assert.ok(!programme().custody.covers(sealed), "another case's desk");
  assert.ok(!custody.covers({ ...sealed, desk: encode(randomBytes(16)) }));
  assert.ok(!custody.covers({ ...sealed, custody: encode(randomBytes(32)) }));
});

test("a release to the other side gives nothing to this one", () => {
  const released = (to) => /** @type {any} */ ({ statement: { fields: { type: "release", to } } });
  assert.doesNotThrow(() => requireReleasedTo(released("victim-417"), "victim-417"));
  assert.throws(() => requireReleasedTo(released("offender"), "victim-417"), { code: "cannot-open" });
  assert.throws(() => requireReleasedTo(released("victim-41"), "victim-417"), { code: "cannot-open" });
  const asked = /** @type {any} */ ({ statement: { fields: { type: "propose", to: "victim-417" } } });
  assert.throws(() => requireReleasedTo(asked, "victim-417"), { code: "cannot-open" });
});

test("a liaison writes and signs only where she held the desk of an institution that the case named", async () => {
  const here = served();
  holdToken("token");
  own(here.owner(here.mira));
  const isOf = (named) => requireInstitution(here.lena.card, named, 0);
  await assert.rejects(isOf([]), { code: "chain-invalid" });
  here.institution("WARK-2", here.lena);
  here.institution("OTHER-1", here.liam);
  await assert.rejects(isOf(["institution/OTHER-1"]), { code: "chain-invalid" });
  await isOf(["institution/OTHER-1", "institution/WARK-2"]);
});
