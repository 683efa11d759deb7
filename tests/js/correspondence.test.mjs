// What a ledger says passed between a mediator and an author: the newest proposal, its answer, and what was withdrawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book } from "../../relay/static/js/vault/book.js";

const ROLES = { mira: "mediator", liam: "liaison", olive: "officer" };
const THREAD = "victim-417";
const SEAL = "A".repeat(43); // digest of every seal here

/** A book in which Anna is a party and Mira holds the desk; `owner`: whose own ledger it is. */
function book(owner = "") {
  const cardOfKey = (by) => (ROLES[by] ? { fields: { role: ROLES[by] }, digest: new Uint8Array(32) } : undefined);
  const held = [SEAL];
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

/** Answer in Anna's name about an edit, by its seal. */
function answer(of, type, edited, by = "anna") {
  say(of, { type, by, message: "letter", edited, seal: SEAL, how: by === "anna" ? "portal" : "spoken" });
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
  answer(staff, "agree", "edit");
  assert.equal(staff.messages.get("letter")?.state, "agreed");
  assert.equal(staff.messages.get("edit")?.state, "agreed");
  assert.equal(staff.correspondence.proposals.get("letter")?.answer?.type, "agree");
});

test("an answer to an older edit is refused", () => {
  const staff = proposed();
  seal(staff, "newer", "mira", { original: "letter" });
  say(staff, { type: "propose", by: "mira", message: "letter", edited: "newer" });
  assert.throws(() => answer(staff, "agree", "edit"));
  assert.equal(staff.messages.get("letter")?.state, "proposed");
  assert.equal(staff.correspondence.proposals.get("letter")?.answer, null);
});

test("releasing an edit releases the letter that it was made from", () => {
  const staff = proposed();
  answer(staff, "agree", "edit");
  say(staff, { type: "release", by: "mira", message: "edit", to: "offender" });
  assert.equal(staff.messages.get("letter")?.state, "released");
});

test("Anna, who has no seal of the edit, still sees her letter released with it", () => {
  const hers = book(THREAD);
  seal(hers, "letter", "anna");
  say(hers, { type: "propose", by: "mira", message: "letter", edited: "edit" });
  answer(hers, "agree", "edit");
  say(hers, { type: "release", by: "mira", message: "edit", to: "offender" });
  assert.equal(hers.messages.get("letter")?.state, "released");
});

test("withdrawing a letter takes its edit along", () => {
  const staff = proposed();
  say(staff, { type: "withdraw", by: "anna", message: "letter", how: "portal" });
  assert.deepEqual([...staff.messages.values()].map(({ state }) => state), ["withdrawn", "withdrawn"]);
});

test("withdrawing a letter takes along its author's asides about it and its edit, and no other aside", () => {
  const staff = proposed();
  for (const original of ["letter", "edit", "another"]) seal(staff, `about ${original}`, "anna", { kind: "aside", original });
  seal(staff, "of the counter", "liam", { kind: "aside", original: "letter" });
  say(staff, { type: "withdraw", by: "anna", message: "letter", how: "portal" });
  const states = Object.fromEntries([...staff.messages].map(([id, { state }]) => [id, state]));
  const gone = { letter: "withdrawn", edit: "withdrawn", "about letter": "withdrawn", "about edit": "withdrawn" };
  assert.deepEqual(states, { ...gone, "about another": "sealed", "of the counter": "sealed" });
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

const FORGED = [
  ["anna", { kind: "guidance" }],
  ["anna", { kind: "relayed" }],
  ["anna", { kind: "notes" }],
  ["anna", { kind: "letter", original: "letter" }],
  ["anna", { kind: "sheet" }],
  ["liam", { kind: "relayed" }],
  ["liam", { kind: "guidance" }],
  ["liam", { kind: "video", original: "letter" }],
  ["mira", { kind: "aside" }],
  ["mira", { kind: "sheet" }],
  ["olive", { kind: "letter" }],
  ["olive", { kind: "notes" }],
  ["nobody", { kind: "letter" }],
];

for (const [author, what] of FORGED) {
  test(`${author} wrote no ${what.original ? "edited " : ""}${what.kind} in this case, however well it is signed`, () => {
    const staff = book();
    seal(staff, "letter", "anna");
    assert.throws(() => seal(staff, "forged", author, what));
    assert.equal(staff.messages.has("forged"), false);
  });
}

test("what each part does write stands", () => {
  const staff = book();
  const written = { anna: ["letter", "video", "aside"], liam: ["letter", "aside"], mira: ["relayed", "guidance", "notes"], olive: ["sheet"] };
  for (const [author, kinds] of Object.entries(written)) for (const kind of kinds) seal(staff, `${author} ${kind}`, author, { kind });
  assert.equal(staff.messages.size, 9);
});
