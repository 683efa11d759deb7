// Between what is typed and what a container holds: nothing typed is lost, nothing forbidden gets in.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { openContainer } from "../../relay/static/js/protocol/container.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { clean, packDraft, packLetter, shownParts, unpackDraft } from "../../relay/static/js/vault/containers.js";

before(() => ready);

const photo = { type: "image/jpeg", bytes: new Uint8Array([1, 2, 3]) };

test("a draft comes back as it was: words, a word for the mediator, photos in order", () => {
  const other = { type: "image/png", bytes: new Uint8Array([9]) };
  const draft = { lang: "fr", text: "Bonjour\n\n  à vous", aside: "Pour vous seule", images: [photo, other] };
  assert.deepEqual(unpackDraft(packDraft(draft)), draft);
});

test("an empty sheet with a word for the mediator is a draft too", () => {
  const draft = { lang: "en", text: "", aside: "Only this", images: [] };
  assert.deepEqual(unpackDraft(packDraft(draft)), draft);
});

test("pasted controls and marks that turn the direction are taken out, line ends become one kind", () => {
  assert.equal(clean("a\r\nb\rc\u0000\u0007\u202Ed\u2066\te"), "a\nb\nc" + "d\te");
});

test("half a character becomes a mark for one, so that the letter can be sealed", () => {
  assert.equal(clean("a\ud800b"), "a\ufffdb");
});

test("a letter of photos alone has no text part", () => {
  const { parts } = openContainer(packLetter({ lang: "en", text: "  \n", images: [photo] }));
  assert.deepEqual(parts.map(({ type }) => type), ["image/jpeg"]);
});

test("nothing at all is no letter", () => {
  assert.throws(() => packLetter({ lang: "en", text: " " }), { code: "empty" });
});

test("what is shown carries its own bytes, not the whole container behind it", () => {
  const { parts } = openContainer(packLetter({ lang: "en", text: "x", images: [photo] }));
  const [text, image] = shownParts(parts);
  assert.deepEqual(text, { type: "text/plain", text: "x" });
  assert.equal(image.bytes.buffer.byteLength, 3);
});

const described = { ...photo, alt: "Our kitchen; the blue cup." };

test("a picture keeps what was said of it, in a draft and in a letter", () => {
  const draft = { lang: "en", text: "Dear you", aside: "", images: [described, photo, described] };
  assert.deepEqual(unpackDraft(packDraft(draft)), draft);
  const { parts } = openContainer(packLetter(draft));
  assert.deepEqual(parts.map(({ type }) => type), [
    "text/plain", "image/jpeg", "text/plain", "image/jpeg", "image/jpeg", "text/plain",
  ]);
  assert.deepEqual(shownParts(parts), [{ type: "text/plain", text: "Dear you" }, described, photo, described]);
});

test("a description is one line of at most 500 characters and holds nothing that a text may not", () => {
  const shown = (alt) => shownParts(openContainer(packLetter({ lang: "en", images: [{ ...photo, alt }] })).parts);
  assert.equal(shown(" a\r\n b\u202e\ufffcc ")[0].alt, "a b c");
  assert.equal([...shown("é\u{1F33B}".repeat(400))[0].alt].length, 500);
  assert.deepEqual(shown(" \n\ufffc "), [photo]);
});

test("words that stood behind a picture before there were descriptions are read as words", () => {
  const text = (words) => ({ type: "text/plain", bytes: new TextEncoder().encode(words) });
  for (const words of ["That was our house.", "\ufffc", "\ufffctwo\nlines", " \ufffclater", `\ufffc${"x".repeat(501)}`]) {
    assert.deepEqual(shownParts([photo, text(words)]), [photo, { type: "text/plain", text: words }]);
  }
  assert.deepEqual(shownParts([text("\ufffcof nothing"), photo]), [{ type: "text/plain", text: "\ufffcof nothing" }, photo]);
});
