// The difference between two texts: nothing of either is lost, and nothing is invented.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picturesOnlyIn, wordsIn } from "../../relay/static/js/pages/difference.js";
import { difference } from "../../relay/static/js/review/difference.js";

const side = (pieces, other) => pieces.filter(({ is }) => is !== other).map(({ text }) => text).join("");

const TEXTS = [
  ["Dear Oscar,\nI live on Elm Street.", "Dear Oscar,\nI live far away."],
  ["L’été où j’avais 9 ans.", "L'été, j'avais neuf ans."],
  ["", "All of it is new."],
  ["All of it is gone.", ""],
  ["  spaces \t and\n\n\nlines  ", " spaces and\nlines"],
  ["קצר 短い 👩‍👧", "短い קצר 👩"],
  ["the same", "the same"],
];

test("what is the same or taken is the text before, what is the same or added the text after", () => {
  for (const [before, after] of TEXTS) {
    const pieces = difference(before, after);
    assert.equal(side(pieces, "added"), before);
    assert.equal(side(pieces, "taken"), after);
  }
});

test("only the words that changed are marked", () => {
  const changed = difference("I live on Elm Street now.", "I live far away now.").filter(({ is }) => is !== "same");
  assert.ok(changed.every(({ text }) => !text.includes("live") && !text.includes("now")));
});

test("two texts that are alike make one piece", () => {
  assert.deepEqual(difference("the same", "the same"), [{ is: "same", text: "the same" }]);
});

test("the words of a letter are its texts, one after the other, and those that describe its pictures", () => {
  const parts = [{ type: "text/plain", text: "One." }, { type: "image/jpeg", alt: "A dog." }, { type: "image/png" }, { type: "text/plain", text: "Two." }];
  assert.equal(wordsIn(parts), "One.\n\nA dog.\n\nTwo.");
});

test("a picture that the other letter has not is named by its place, whatever it is said to show", () => {
  const picture = (/** @type {number[]} */ ...bytes) => ({ type: "image/png", bytes: Uint8Array.from(bytes) });
  const before = [{ type: "text/plain", text: "One." }, { ...picture(1, 2), alt: "A dog." }, picture(1, 3), picture(4)];
  const after = [picture(1, 2), picture(4), picture(5)];
  assert.deepEqual(picturesOnlyIn(before, after), [2]);
  assert.deepEqual(picturesOnlyIn(after, before), [3]);
  assert.deepEqual(picturesOnlyIn(before, before), []);
});
