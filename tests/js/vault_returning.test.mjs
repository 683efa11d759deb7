// An edit keeps what it does not change; a release knows what waits for an answer (R4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { prospectOf } from "../../relay/static/js/vault/prospect.js";
import { edited } from "../../relay/static/js/vault/returning.js";

const LETTER = [
  { type: "text/plain", text: "I live at 12 Elm Street." },
  { type: "image/png", bytes: Uint8Array.of(1, 2, 3), alt: "Our house, number 12" },
  { type: "image/png", bytes: Uint8Array.of(4) },
];

test("an edit changes words alone: a picture's bytes are the original's, whatever the page sends", () => {
  const sent = [{ text: "I live far away." }, { alt: "Our house", bytes: Uint8Array.of(9) }, {}];
  const [text, house, other] = edited(LETTER, /** @type {any} */ (sent));
  assert.equal(text.text, "I live far away.");
  assert.deepEqual(house, { ...LETTER[1], alt: "Our house" });
  assert.equal(house.bytes, LETTER[1].bytes);
  assert.equal(other.bytes, LETTER[2].bytes);
});

test("a picture may be left out, and the others stay what they are; nobody leaves out a text that way", () => {
  const [text, other, ...rest] = edited(LETTER, [{ out: true }, { out: true }, {}]);
  assert.equal(text.text, LETTER[0].text);
  assert.equal(other.bytes, LETTER[2].bytes);
  assert.deepEqual(rest, []);
});

test("words that are added stand before the pictures that stay, blank ones nowhere", () => {
  const scan = LETTER.slice(1);
  const [words, picture] = edited(scan, [{ out: true }, {}], "I think of you.");
  assert.deepEqual(words, { type: "text/plain", text: "I think of you." });
  assert.equal(picture.bytes, LETTER[2].bytes);
  assert.equal(edited(scan, [{}, {}], " \n").length, 2);
});

test("an edit of another number of parts than the letter has is refused", () => {
  assert.throws(() => edited(LETTER, [{ text: "Only this." }]), { code: "state-moved" });
});

const CONSENT = { given: true, digest: "consent" };

/** @param {object} states  of letter, edit and carried words @param {object | null} proposal */
function bookWith(states, proposal = null) {
  const message = (/** @type {string} */ id, /** @type {object} */ more) => [id, { thread: "victim-1", kind: "letter", author: "anna", party: "victim-1", original: "", seal: `seal of ${id}`, state: states[id], ...more }];
  return /** @type {any} */ ({
    messages: new Map([message("letter", {}), message("edit", { original: "letter", author: "mira" }), message("carried", { kind: "relayed", author: "mira", party: "" })]),
    sources: { roster: { cardOfKey: (/** @type {string} */ key) => (key === "mira" ? {} : undefined) } },
    parties: new Map([["offender", { desk: "" }]]),
    prepared: new Set(["victim-1", "offender"]),
    consentOf: () => CONSENT,
    correspondence: { proposals: new Map(proposal ? [[proposal.message, proposal]] : []) },
  });
}

/** @param {object} book @param {string} message @param {object} [chosen] */
const problems = async (book, message, chosen) => (await prospectOf(book, message, chosen)).problems;

const ASKED = { message: "letter", edited: "edit" };
const YES = { type: "agree", seal: "seal of edit" };

test("an edit goes only with its author's agreement to exactly these bytes", async () => {
  const states = { letter: "agreed", edit: "agreed" };
  assert.deepEqual(await problems(bookWith(states, { ...ASKED, answer: YES }), "edit"), []);
  for (const answer of [null, { ...YES, type: "disagree" }, { ...YES, seal: "another" }]) {
    assert.deepEqual(await problems(bookWith(states, { ...ASKED, answer }), "edit"), ["agreement-missing"]);
  }
  assert.deepEqual(await problems(bookWith(states), "edit"), ["agreement-missing"]);
  const newer = { message: "letter", edited: "another edit", answer: YES };
  assert.deepEqual(await problems(bookWith(states, newer), "edit"), ["agreement-missing"]);
});

test("an edit goes where its original would go, and not once that has gone", async () => {
  const book = bookWith({ letter: "agreed", edit: "agreed" }, { ...ASKED, answer: YES });
  assert.equal((await prospectOf(book, "edit")).to, "offender");
  const gone = bookWith({ letter: "withdrawn", edit: "agreed" }, { ...ASKED, answer: YES });
  assert.deepEqual(await problems(gone, "edit"), ["state-moved"]);
});

test("what waits for its author goes nowhere", async () => {
  for (const state of ["returned", "proposed"]) {
    assert.deepEqual(await problems(bookWith({ letter: state }), "letter"), ["waits-for-author"]);
  }
});

test("carried words go to the side chosen, and need an agreement only where somebody was asked", async () => {
  const book = bookWith({ carried: "approved" });
  assert.deepEqual(await problems(book, "carried", { to: "offender", inPerson: true }), []);
  const asked = bookWith({ carried: "approved" }, { message: "carried", edited: "carried", answer: null });
  assert.deepEqual(await problems(asked, "carried", { to: "offender" }), ["agreement-missing"]);
});
