// A reader trusts no server: answers, releases and withdrawals are held against what stands before them (R4, R5).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book } from "../../relay/static/js/vault/book.js";
import { prospectOf } from "../../relay/static/js/vault/prospect.js";

const ROLES = { mira: "mediator", liam: "liaison", olive: "officer" };
const THREAD = "victim-417";
const [SEAL, OTHER] = ["A".repeat(43), "B".repeat(42) + "A"];

/** A book in which Anna is a party and Mira holds the desk; `owner`: whose own ledger it is. */
function book(owner = "") {
  const cardOfKey = (by) => (ROLES[by] ? { fields: { role: ROLES[by] }, digest: new Uint8Array(32) } : undefined);
  const custody = { epoch: 1, holders: () => [SEAL], assigned: () => [SEAL] };
  const made = new Book(/** @type {any} */ ({ roster: { cardOfKey }, custody, signOf: (card) => card }), owner);
  say(made, { type: "party", by: "olive", party: THREAD, card: "anna", desk: "" });
  say(made, { type: "party", by: "olive", party: "offender", card: "", desk: "" });
  return made;
}

function say(of, fields) {
  of.add(/** @type {any} */ ({ fields, digest: new Uint8Array(32) }));
}

function seal(of, id, author, { kind = "letter", original = "" } = {}) {
  of.addSeal({ digest: new Uint8Array(32) }, { id, author, kind, thread: THREAD, original });
}

/** Anna's letter, Mira's edit of it, and the question about it. */
function asked(owner = "") {
  const made = book(owner);
  seal(made, "letter", "anna");
  if (!owner) seal(made, "edit", "mira", { original: "letter" });
  say(made, { type: "propose", by: "mira", message: "letter", edited: "edit" });
  return made;
}

const agreement = (more = {}) => ({ type: "agree", by: "anna", message: "letter", edited: "edit", seal: SEAL, how: "portal", ...more });
const release = (message, to = "offender") => ({ type: "release", by: "mira", message, to, grants: [] });
const withdrawal = (message, more = {}) => ({ type: "withdraw", by: "anna", message, how: "portal", ...more });

test("Anna's own agreement to exactly these bytes lets the edit go", async () => {
  const staff = asked();
  say(staff, agreement());
  assert.ok(!(await prospectOf(staff, "edit")).problems.includes("agreement-missing"));
  say(staff, release("edit"));
  assert.equal(staff.messages.get("letter")?.state, "released");
});

for (const by of ["liam", "mira", "olive", "nobody"]) {
  for (const how of ["portal", "spoken"]) {
    test(`${by} agrees to no edit in Anna's place, ${how}`, async () => {
      const staff = asked();
      assert.throws(() => say(staff, agreement({ by, how })));
      assert.ok((await prospectOf(staff, "edit")).problems.includes("agreement-missing"));
    });
  }
}

test("Anna, too, agrees only as she can: here, to the newest edit, once, and to its bytes", () => {
  for (const wrong of [{ how: "spoken" }, { seal: OTHER }, { edited: "another" }, { message: "another" }]) {
    assert.throws(() => say(asked(), agreement(wrong)));
  }
  const staff = asked();
  say(staff, agreement());
  assert.throws(() => say(staff, agreement({ type: "disagree" })));
});

test("for the person in the institution staff answer, and nobody answers for them here", () => {
  const staff = book();
  seal(staff, "reply", "liam");
  seal(staff, "edit of it", "mira", { original: "reply" });
  say(staff, { type: "propose", by: "mira", message: "reply", edited: "edit of it" });
  const answer = { message: "reply", edited: "edit of it" };
  assert.throws(() => say(staff, agreement(answer)));
  assert.throws(() => say(staff, agreement({ ...answer, by: "liam" })));
  say(staff, agreement({ ...answer, by: "liam", how: "written" }));
});

test("a letter that was returned takes its question off the table", async () => {
  const staff = asked();
  say(staff, agreement());
  say(staff, { type: "return", by: "mira", message: "letter", guidance: "guidance", grants: [] });
  assert.ok((await prospectOf(staff, "edit")).problems.includes("agreement-missing"));
  assert.throws(() => say(staff, release("edit")));
  assert.throws(() => say(staff, agreement()));
});

for (const [whose, owner] of [["the staff's", ""], ["Anna's own", THREAD]]) {
  test(`in ${whose} ledger no edit goes without its agreement`, () => {
    assert.throws(() => say(asked(owner), release("edit")));
    const disagreed = asked(owner);
    say(disagreed, agreement({ type: "disagree" }));
    assert.throws(() => say(disagreed, release("edit")));
  });

  test(`in ${whose} ledger nothing goes after its withdrawal, neither the letter nor its edit`, () => {
    for (const message of ["letter", ""]) {
      const made = asked(owner);
      say(made, agreement());
      say(made, withdrawal(message));
      for (const gone of ["letter", "edit"]) assert.throws(() => say(made, release(gone)));
    }
  });
}

test("carried words about which somebody was asked wait for that answer", () => {
  const staff = book();
  seal(staff, "carried", "mira", { kind: "relayed" });
  say(staff, { type: "propose", by: "mira", message: "carried", edited: "carried" });
  assert.throws(() => say(staff, release("carried")));
  say(staff, agreement({ message: "carried", edited: "carried" }));
  say(staff, release("carried"));
});

test("nobody but its author's party withdraws a letter", () => {
  const staff = book();
  seal(staff, "letter", "anna");
  for (const by of ["liam", "mira", "olive"]) {
    for (const how of ["spoken", "portal"]) assert.throws(() => say(staff, withdrawal("letter", { by, how })));
  }
});
