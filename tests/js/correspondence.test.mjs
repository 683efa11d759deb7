// What a ledger says passed between a mediator and an author: the newest proposal, its answer, and what was withdrawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book } from "../../relay/static/js/vault/book.js";

const ROLES = { mira: "mediator", liam: "liaison", olive: "officer" };
const THREAD = "victim-417";

/** A book in which Anna is a party and Mira holds the desk; `owner`: whose own ledger it is. */
function book(owner = "") {
  const cardOfKey = (by) => (ROLES[by] ? { fields: { role: ROLES[by] }, digest: new Uint8Array(32) } : undefined);
  const held = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];
  const custody = { epoch: 1, holders: () => held, assigned: () => held };
  const made = new Book(/** @type {any} */ ({ roster: { cardOfKey }, custody, signOf: (card) => card }), owner);
  say(made, { type: "party", by: "olive", party: THREAD, card: "anna" });
  return made;
}

function say(of, fields) {
  of.add(/** @type {any} */ ({ fields, digest: new Uint8Array(32) }));
}

function seal(of, id, author, { kind = "letter", original = "" } = {}) {
  of.addSeal({ digest: new Uint8Array(32) }, { id, author, kind, thread: THREAD, original });
}

function proposed() {
  const staff = book();
  seal(staff, "letter", "anna");
  seal(staff, "edit", "mira", { original: "letter" });
  say(staff, { type: "propose", by: "mira", message: "letter", edited: "edit" });
  return staff;
}

test("an answer to the newest edit moves both the letter and its edit", () => {
  const staff = proposed();
  say(staff, { type: "agree", by: "anna", message: "letter", edited: "edit" });
  assert.equal(staff.messages.get("letter")?.state, "agreed");
  assert.equal(staff.messages.get("edit")?.state, "agreed");
  assert.equal(staff.correspondence.proposals.get("letter")?.answer?.type, "agree");
});

test("an answer to an older edit counts for nothing", () => {
  const staff = proposed();
  seal(staff, "newer", "mira", { original: "letter" });
  say(staff, { type: "propose", by: "mira", message: "letter", edited: "newer" });
  say(staff, { type: "agree", by: "anna", message: "letter", edited: "edit" });
  assert.equal(staff.messages.get("letter")?.state, "proposed");
  assert.equal(staff.correspondence.proposals.get("letter")?.answer, null);
});

test("releasing an edit releases the letter that it was made from", () => {
  const staff = proposed();
  say(staff, { type: "agree", by: "anna", message: "letter", edited: "edit" });
  say(staff, { type: "release", by: "mira", message: "edit", to: "offender" });
  assert.equal(staff.messages.get("letter")?.state, "released");
});

test("Anna, who has no seal of the edit, still sees her letter released with it", () => {
  const hers = book(THREAD);
  seal(hers, "letter", "anna");
  say(hers, { type: "propose", by: "mira", message: "letter", edited: "edit" });
  say(hers, { type: "agree", by: "anna", message: "letter", edited: "edit" });
  say(hers, { type: "release", by: "mira", message: "edit", to: "offender" });
  assert.equal(hers.messages.get("letter")?.state, "released");
});

test("withdrawing a letter takes its edit along", () => {
  const staff = proposed();
  say(staff, { type: "withdraw", by: "anna", message: "letter", how: "portal" });
  assert.deepEqual([...staff.messages.values()].map(({ state }) => state), ["withdrawn", "withdrawn"]);
});

test("withdrawing all takes what Anna wrote and leaves the other side's", () => {
  const staff = proposed();
  seal(staff, "reply", "liam");
  say(staff, { type: "withdraw", by: "anna", message: "", how: "portal" });
  assert.equal(staff.messages.get("letter")?.state, "withdrawn");
  assert.equal(staff.messages.get("reply")?.state, "sealed");
});

test("withdrawing all for the person in the institution leaves what Anna wrote", () => {
  const staff = proposed();
  seal(staff, "reply", "liam");
  say(staff, { type: "withdraw", by: "liam", message: "", how: "spoken" });
  assert.equal(staff.messages.get("reply")?.state, "withdrawn");
  assert.equal(staff.messages.get("letter")?.state, "proposed");
});

test("a liaison, whom Anna's client does not know, may withdraw what was released to her", () => {
  const hers = book(THREAD);
  say(hers, { type: "release", by: "mira", message: "reply", to: THREAD });
  say(hers, { type: "withdraw", by: "somebody unknown", message: "reply", how: "spoken" });
  assert.equal(hers.correspondence.withdrawn.has("reply"), true);
});

test("nobody unknown withdraws what was never released to her", () => {
  const hers = book(THREAD);
  seal(hers, "letter", "anna");
  say(hers, { type: "release", by: "mira", message: "letter", to: "offender" });
  for (const message of ["letter", "another", ""]) {
    assert.throws(() => say(hers, { type: "withdraw", by: "somebody unknown", message, how: "spoken" }));
  }
});
