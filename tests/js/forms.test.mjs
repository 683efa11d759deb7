import { strict as assert } from "node:assert";
import { test } from "node:test";

import { decode, encode } from "../../relay/static/js/protocol/b64.js";
import { makeCard } from "../../relay/static/js/protocol/card.js";
import { canonical } from "../../relay/static/js/protocol/canonical.js";
import { CannotOpen } from "../../relay/static/js/protocol/errors.js";
import { isDate, isDesk, isLang, isParty, isTime, minute } from "../../relay/static/js/protocol/forms.js";
import { identityOf, newSeed } from "../../relay/static/js/protocol/identity.js";
import { u64le, utf8 } from "../../relay/static/js/protocol/notation.js";
import { padded } from "../../relay/static/js/protocol/padding.js";
import { normaliseName, stretchRoot } from "../../relay/static/js/protocol/passphrase.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { isAssigned } from "../../relay/static/js/protocol/unicode14.js";

await ready;

test("base64url comes back as it went, and has one spelling", () => {
  for (let length = 0; length < 67; length++) {
    const bytes = randomBytes(length);
    assert.deepEqual(decode(encode(bytes), length), bytes);
    assert.equal(encode(bytes), Buffer.from(bytes).toString("base64url"));
  }
  for (const bad of ["A", "AA==", "A+AA", "AB", "AAB", "é", "AA\n", undefined, null, 7]) {
    assert.throws(() => decode(bad), CannotOpen, String(bad));
  }
});

test("a time is a real minute of the years 2000 to 9999", () => {
  for (const good of ["2000-01-01T00:00Z", "2024-02-29T23:59Z", "9999-12-31T23:59Z"]) assert.ok(isTime(good), good);
  for (const bad of [
    "1999-12-31T23:59Z",
    "2025-02-29T00:00Z",
    "2026-11-22T24:00Z",
    "2026-11-31T00:00Z",
    "2026-11-22T14:05",
    7,
  ]) {
    assert.ok(!isTime(bad), String(bad));
  }
  assert.ok(isDate("2026-11-22") && !isDate("2026-02-30") && !isDate("2026-11-22\n") && !isDate("10000-01-01"));
  assert.equal(minute(new Date("2026-11-22T14:05:59.999Z")), "2026-11-22T14:05Z");
});

test("parties, desks and languages have one form each", () => {
  assert.ok(isParty("offender") && isParty("victim-1") && isParty("victim-999"));
  for (const bad of ["victim-0", "victim-01", "victim-1000", "victim-", "Offender", ""]) assert.ok(!isParty(bad), bad);
  assert.ok(isDesk("office") && isDesk("case/RO-1") && !isDesk("case/") && !isDesk("office/A") && !isDesk("case/ro"));
  assert.ok(isLang("fr-CA") && !isLang("f") && !isLang("en-") && !isLang(`en${"-abcdefgh".repeat(4)}`));
});

test("integers and lengths hold above 2^31", () => {
  assert.equal(padded(2 ** 36), 2 ** 36);
  assert.equal(Buffer.from(u64le(2 ** 40 + 5)).toString("hex"), "0500000000010000");
});

test("canonical JSON has no null, fraction, sign, lone surrogate, nor any other thing", () => {
  for (const bad of [null, undefined, 1.5, -1, 2 ** 53, NaN, "\ud800", [[{}]], { é: 1 }, () => 1, 1n]) {
    assert.throws(() => canonical({ a: bad }), CannotOpen);
  }
  assert.throws(() => canonical({ a: "x".repeat(9000) }), CannotOpen);
});

test("a name that others see has 1 to 80 code points and no control", () => {
  const identity = identityOf(newSeed());
  const named = (name) => () =>
    makeCard(identity, { name, role: "victim", person: encode(randomBytes(16)), issued: "2026-11-22T14:05Z" });
  assert.equal(named("🕯".repeat(80))().fields.name.length, 160);
  for (const bad of ["", "🕯".repeat(81), "a\nb", "a\u0085b", "a\u202eb", "\ud800"])
    assert.throws(named(bad), CannotOpen);
});

test("a sign-in name is trimmed, in lower case and composed, and holds only what Unicode 14 has", () => {
  assert.equal(normaliseName("  Anna.Éﬁ "), "anna.éfi");
  assert.equal(normaliseName("ＡＮＮＡ"), "anna");
  for (const bad of ["", "  ", "a\tb", "a\u0378", "\u{1fae8}", "a\ud800"])
    assert.throws(() => normaliseName(bad), CannotOpen);
  assert.throws(() => stretchRoot("anna", "\u{1fae8}", randomBytes(32)), CannotOpen);
});

test("what Unicode assigned after version 14 is unassigned here, whatever this engine knows", () => {
  assert.ok(isAssigned("aé🕯\u{1fae7}\u{e000}\u{10fffd}"));
  for (const later of ["\u{1fae8}", "\u{11f00}", "\u{2ebf0}", "\ufffe", "\u{10ffff}", "\u0378"])
    assert.ok(!isAssigned(later));
});

test("a lone surrogate is no text, and no answer is none", () => {
  assert.throws(() => utf8("a\udc00"), CannotOpen);
  assert.throws(() => utf8(undefined), CannotOpen);
});
