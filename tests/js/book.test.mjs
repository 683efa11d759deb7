// What a party agreed to, read from the entries of a ledger: the newest word on each kind, each way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book } from "../../relay/static/js/vault/book.js";

/** A book of a case in which Liam, a liaison, speaks for the person in the institution. */
function book() {
  const roster = { cardOfKey: () => ({ fields: { role: "liaison" } }) };
  return new Book(/** @type {any} */ ({ roster, custody: { epoch: 0 }, signOf: () => "" }));
}

/** @param {Book} of @param {string} scope @param {boolean} given @param {string} [model] */
function says(of, scope, given, model = "letters") {
  const fields = { type: "consent", by: "liam", party: "offender", scope, model, given, how: "written" };
  of.add(/** @type {any} */ ({ fields, digest: new Uint8Array(32) }));
}

test("two consents, one each way, stand beside each other", () => {
  const his = book();
  says(his, "send", true);
  says(his, "receive", true);
  assert.equal(his.consentOf("offender", "letters", "send")?.given, true);
  assert.equal(his.consentOf("offender", "letters", "receive")?.given, true);
});

test("taking back one way leaves the other", () => {
  const his = book();
  says(his, "all", true);
  says(his, "receive", false);
  assert.equal(his.consentOf("offender", "letters", "send")?.given, true);
  assert.equal(his.consentOf("offender", "letters", "receive")?.given, false);
});

test("a consent to letters says nothing of videos", () => {
  const his = book();
  says(his, "all", true);
  assert.equal(his.consentOf("offender", "video", "receive"), null);
});

/** @param {Book} of @param {string} id @param {string} author */
function sends(of, id, author) {
  const context = { id, author, kind: "letter", thread: "victim-1", original: "" };
  of.addSeal({ digest: new Uint8Array(32) }, context);
}

test("a message stands in it once, at its place among its author's own", () => {
  const his = book();
  for (const [id, author] of [["first", "liam"], ["hers", "anna"], ["second", "liam"]]) sends(his, id, author);
  assert.deepEqual(["first", "hers", "second", "nothing"].map((id) => his.placeOf(id)), [0, 0, 1, -1]);
  assert.throws(() => sends(his, "first", "liam"));
});
