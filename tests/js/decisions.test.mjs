// The record of a case in words: who did what, and who declared a conflict of interest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { conflicted, sentence } from "../../relay/static/js/pages/decisions.js";

const words = {
  "seal-letter": "{who} sent a letter",
  "consent-true": "{party}: agrees to {scope} {model} ({how})",
  "party-desk": "{who} named the institution: {desk}",
  release: "{who} passed a message on to {party}",
  "review-held": "{who} holds it",
  "review-held-until": "{who} holds it until {until}",
  agree: "{who} agreed ({how})",
  "withdraw-all": "{who} took back everything",
  "seal-edit": "{who} changed a copy",
  portal: "on this site",
  other: "{who} signed an entry",
  somebody: "somebody of this case",
  ...{ all: "send and receive", letters: "letters", written: "on paper" },
};
const mira = { name: "Mira", role: "mediator", card: "mira" };
const victim = { name: "", role: "victim", card: "" };

/** @param {string} party */
function nameOf(party) {
  return { "victim-1": "Anna", offender: "the person in the institution" }[party] ?? party;
}

/** @param {object} by @param {string} type @param {object} fields */
function read(by, type, fields) {
  return sentence(/** @type {any} */ ({ by, type, at: "", fields }), words, nameOf);
}

test("a letter is told by the name of whoever sent it", () => {
  assert.equal(read(victim, "seal", { kind: "letter", thread: "victim-1" }), "Anna sent a letter");
});

test("who answered or withdrew is told by the party whose key signed", () => {
  const anna = { ...victim, party: "victim-1" };
  const said = { how: "portal", message: "m" };
  assert.equal(read(anna, "agree", said), "Anna agreed (on this site)");
  assert.equal(read(anna, "withdraw", { ...said, message: "" }), "Anna took back everything");
  assert.equal(read(victim, "agree", said), "Somebody of this case agreed (on this site)");
});

test("a changed copy is no letter of anybody's", () => {
  assert.equal(read(mira, "seal", { kind: "letter", thread: "victim-1", original: "m" }), "Mira changed a copy");
});

test("a sentence begins with a capital", () => {
  const fields = { party: "offender", scope: "all", model: "letters", how: "written", given: true };
  const said = "The person in the institution: agrees to send and receive letters (on paper)";
  assert.equal(read(mira, "consent", fields), said);
});

test("what is held until a day says which, the same day in every time zone", () => {
  global.document = /** @type {any} */ ({ documentElement: { lang: "en", dataset: { zone: "America/Vancouver" } } });
  assert.equal(read(mira, "review", { to: "held", until: "2027-01-31" }), "Mira holds it until 31 January 2027");
  assert.equal(read(mira, "review", { to: "held", until: "" }), "Mira holds it");
});

test("a release says to whom", () => {
  assert.equal(read(mira, "release", { to: "victim-1" }), "Mira passed a message on to Anna");
});

test("an institution is named by its code", () => {
  const fields = { party: "offender", card: "", desk: "institution/WARK-2" };
  assert.equal(read(mira, "party", fields), "Mira named the institution: WARK-2");
});

test("an entry that nobody foresaw is told all the same", () => {
  assert.equal(read(victim, "dispose", {}), "Somebody of this case signed an entry");
});

test("a conflict of interest is one mediator's newest word on it", () => {
  const said = [true, false].map((conflict) => ({ type: "declare", by: mira, at: "", fields: { conflict } }));
  assert.equal(conflicted(said.slice(0, 1), "mira"), true);
  assert.equal(conflicted(said, "mira"), false);
  assert.equal(conflicted(said.slice(0, 1), "marc"), false);
});
