// What one is given is held against the desk it was sealed to and the release that gave it.
import { json, served } from "./served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { holdToken } from "../../relay/static/js/net/api.js";
import { Book } from "../../relay/static/js/vault/book.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { requireInstitution } from "../../relay/static/js/vault/reading.js";
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
});

test("a liaison's reply counts only where she held the desk of an institution that the case named", async () => {
  const here = served();
  holdToken("token");
  own(here.owner(here.mira));
  const book = new Book(/** @type {any} */ (undefined));
  const { sign } = here.lena.card.fields;
  await assert.rejects(requireInstitution(sign, book), { code: "wrong-author" });
  book.institutions.add("institution/WARK-2");
  here.rules.set("GET /custody/institution/WARK-2", () => json({ entries: [], length: 0 }));
  await assert.rejects(requireInstitution(sign, book), { code: "wrong-author" });
  here.rules.set("GET /custody/institution/WARK-2", () => json(here.institution("WARK-2", here.lena)));
  await requireInstitution(sign, book);
  await requireInstitution(here.mira.card.fields.sign, new Book(/** @type {any} */ (undefined)));
});
