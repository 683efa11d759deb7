// Every parser meets arbitrary, truncated and mutated bytes, and refuses with the one error only.
import { strict as assert } from "node:assert";
import { test } from "node:test";

import * as aead from "../../relay/static/js/protocol/aead.js";
import { decode, encode } from "../../relay/static/js/protocol/b64.js";
import { openBody, sealBody } from "../../relay/static/js/protocol/body.js";
import { parse } from "../../relay/static/js/protocol/canonical.js";
import { readCard } from "../../relay/static/js/protocol/card.js";
import { openContainer, packContainer } from "../../relay/static/js/protocol/container.js";
import { readContext } from "../../relay/static/js/protocol/context.js";
import { makeCustody, readCustody } from "../../relay/static/js/protocol/custody_statement.js";
import { openDeskSecret, sealDeskSecret } from "../../relay/static/js/protocol/desk_secret.js";
import { CannotOpen } from "../../relay/static/js/protocol/errors.js";
import { fromFile, toFile } from "../../relay/static/js/protocol/file_form.js";
import { makeInvitation, readFragment } from "../../relay/static/js/protocol/invitation.js";
import { Ledger } from "../../relay/static/js/protocol/ledger.js";
import { openMessage } from "../../relay/static/js/protocol/message.js";
import { same, text, utf8 } from "../../relay/static/js/protocol/notation.js";
import { normaliseName, unwrapSeed, wrapSeed } from "../../relay/static/js/protocol/passphrase.js";
import {
  openDraft,
  openPiece,
  openSeen,
  sealDraft,
  sealPiece,
  sealSeen,
} from "../../relay/static/js/protocol/private.js";
import { newRecoveryCode, readRecoveryCode, showRecoveryCode } from "../../relay/static/js/protocol/recovery.js";
import { Roster, makeEntry } from "../../relay/static/js/protocol/roster.js";
import { openSealed, sealTo } from "../../relay/static/js/protocol/seal_to.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement, readStatement } from "../../relay/static/js/protocol/statement.js";
import { arbitrary, mutated, seeded } from "./mutate.mjs";
import { AT, CASE, DESK, letterFrom, programme } from "./programme.mjs";

await ready;

const ROUNDS = 400;
const SEED = 20261122;
const here = programme();
const { anna, mira, olive, box, instance, custody } = here;
const letter = letterFrom(here);
const signature = randomBytes(64);
const key = randomBytes(32);
const id = randomBytes(16);
const person = anna.card.fields.person;
const keys = { fileKey: key, stream: id, h: randomBytes(32) };
const container = packContainer({ lang: "fr-CA", parts: [{ type: "text/plain", bytes: utf8("à bientôt") }] });
const declared = makeStatement(mira, { type: "declare", case: CASE, at: AT, conflict: false });
const assigned = makeCustody(olive, {
  type: "assign",
  desk: DESK,
  epoch: 1,
  holder: encode(mira.card.digest),
  prev: key,
  at: AT,
});
const endorsed = makeEntry(here.root, { act: "endorse", card: encode(olive.card.digest), prev: instance, issued: AT });
const open = custody.openOf(1);

const asText = (read) => (bytes) => read(Buffer.from(bytes).toString("utf-8"));
const unsigned = (read) => (bytes) => read({ bytes, signature });

/** Name → a good input, its reader, and whether any other bytes at all must be refused. */
const READERS = {
  base64url: [utf8(encode(key)), asText(decode), false],
  "UTF-8": [container, text, false],
  "canonical JSON": [declared.bytes, parse, false],
  "a container": [container, openContainer, false],
  "a context": [letter.context, (bytes) => readContext(bytes, instance), false],
  "a file": [toFile(letter), fromFile, false],
  "a link's fragment": [utf8(makeInvitation(key, instance).fragment), asText(readFragment), false],
  "a sign-in name": [utf8("Anna.Éﬁ"), asText(normaliseName), false],
  "a recovery code": [utf8(showRecoveryCode(newRecoveryCode())), asText(readRecoveryCode), false],
  "a message's file": [toFile(letter), (bytes) => openMessage(fromFile(bytes), { instance, box }), true],
  "a card": [anna.card.bytes, (bytes) => readCard({ ...anna.card, bytes }), true],
  "a card's signature": [anna.card.signature, (bytes) => readCard({ ...anna.card, signature: bytes }), true],
  "a card badly signed": [anna.card.bytes, unsigned(readCard), true],
  "a statement": [declared.bytes, (bytes) => readStatement({ ...declared, bytes }), true],
  "a statement badly signed": [declared.bytes, unsigned(readStatement), true],
  "a custody statement": [assigned.bytes, (bytes) => readCustody({ ...assigned, bytes }), true],
  "a roster's entry": [
    endorsed.bytes,
    (bytes) => new Roster(here.root.card, instance).append({ ...endorsed, bytes }, olive.card),
    true,
  ],
  "a ledger's entry": [declared.bytes, (bytes) => new Ledger(CASE, instance).append({ ...declared, bytes }), true],
  "a ledger's seal": [
    letter.seal,
    (bytes) => new Ledger(CASE, instance).append({ bytes, signature: letter.sealSignature }, letter.context),
    true,
  ],
  aead: [aead.seal(key, id, id), (bytes) => aead.open(key, bytes, id), true],
  seal_to: [sealTo(box.pk, key, id), (bytes) => openSealed(box, bytes, id), true],
  "a desk's secret": [
    sealDeskSecret(mira.box.pk, box.secret, open.digest),
    (bytes) => openDeskSecret(mira.box, bytes, open),
    true,
  ],
  "a body": [sealBody(container, keys).body, (bytes) => openBody(bytes, container.length, keys), true],
  "a wrapped seed": [wrapSeed(key, key, instance, person), (bytes) => unwrapSeed(key, bytes, instance, person), true],
  "a draft": [sealDraft(key, id, container), (bytes) => openDraft(key, id, bytes), true],
  "a piece": [sealPiece(key, id, 3, id), (bytes) => openPiece(key, id, 3, bytes), true],
  "what was seen": [sealSeen(key, person, id), (bytes) => openSeen(key, person, bytes), true],
};

/** Read, and tell whether it was refused; any other error is the test's. */
function refuses(read, bytes) {
  try {
    read(bytes);
    return false;
  } catch (error) {
    assert.ok(error instanceof CannotOpen, `${error?.stack} on ${Buffer.from(bytes).toString("base64")}`);
    return true;
  }
}

for (const [name, [good, read, strict]] of Object.entries(READERS)) {
  test(`${name}: ${ROUNDS} altered inputs meet the one refusal only (seed ${SEED})`, () => {
    const next = seeded(SEED);
    assert.ok(!refuses(read, good) || name.endsWith("badly signed"));
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = round % 4 === 0 ? arbitrary(next) : mutated(good, next);
      const refused = refuses(read, bytes);
      if (strict && !same(bytes, good)) assert.ok(refused, `opened: ${Buffer.from(bytes).toString("base64")}`);
    }
  });
}

test("huge, deep and hostile input is refused in no time", () => {
  const began = process.cpuUsage();
  const hostile = [
    "[".repeat(5_000_000),
    `{"a":${"[".repeat(4000)}${"]".repeat(4000)}}`,
    `{"a":${"9".repeat(8000)}}`,
    `{"a":1e${"9".repeat(300)}}`,
  ];
  for (const words of hostile) assert.throws(() => parse(utf8(words)), CannotOpen);
  const lengths = Uint8Array.of(0xff, 0xff, 0xff, 0xff, ...container);
  assert.throws(() => openContainer(lengths), CannotOpen);
  assert.ok(worked(began) < 2000);
});

test("keys that every object inherits are no keys of a statement", () => {
  for (const type of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    assert.throws(() => makeStatement(mira, { type, case: CASE, at: AT }), CannotOpen);
  }
  const bytes = utf8(text(declared.bytes).replace('"conflict":false', '"__proto__":false'));
  assert.throws(() => readStatement({ ...declared, bytes }), CannotOpen);
});

/** @param {NodeJS.CpuUsage} since  @returns {number} milliseconds of this process's own work: a busy machine is no failure */
function worked(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
