import { strict as assert } from "node:assert";
import { test } from "node:test";

import { encode } from "../../relay/static/js/protocol/b64.js";
import { CHUNK, bodyLength, openBody, sealBody } from "../../relay/static/js/protocol/body.js";
import { packContainer } from "../../relay/static/js/protocol/container.js";
import { CannotOpen } from "../../relay/static/js/protocol/errors.js";
import { fromFile, toFile } from "../../relay/static/js/protocol/file_form.js";
import { makeGrant } from "../../relay/static/js/protocol/grant.js";
import { openMessage } from "../../relay/static/js/protocol/message.js";
import { text } from "../../relay/static/js/protocol/notation.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement } from "../../relay/static/js/protocol/statement.js";
import { AT, CASE, letterFrom, programme } from "./programme.mjs";

await ready;

const here = programme();
const letter = letterFrom(here);

/** Mira forwards a letter: one grant, and the statement that names it. */
function released({ granter = here.mira, signer = here.mira, to = here.liam, own = {} } = {}) {
  const grant = makeGrant(granter, { h: letter.h, fileKey: letter.fileKey, to: to.box.pk, seq: 0, at: AT });
  const named = { message: letter.id, grants: [encode(grant.digest)] };
  const release = {
    type: "release",
    case: CASE,
    at: AT,
    to: "offender",
    consent: encode(randomBytes(32)),
    ...named,
    ...own,
  };
  const statement = makeStatement(signer, release);
  return {
    ...letter,
    grant: grant.bytes,
    grantSignature: grant.signature,
    statement: statement.bytes,
    statementSignature: statement.signature,
  };
}

const open = (sealed, box = here.liam.box, custody = here.custody) =>
  openMessage(sealed, { instance: here.instance, box, custody });

test("Mira opens what Anna sealed to the desk", () => {
  const { parts, lang, context } = open(letter, here.box);
  assert.deepEqual(
    parts.map((part) => text(part.bytes)),
    ["Dear Oscar"],
  );
  assert.equal(lang, "en");
  assert.equal(context.fields.author, encode(here.anna.sign.pk));
});

test("nobody else opens it: not Marc, not Liam, not Anna herself", () => {
  for (const { box } of [here.marc, here.liam, here.anna]) assert.throws(() => open(letter, box), CannotOpen);
});

test("Liam opens what Mira released to him, with Anna's signature intact", () => {
  const { parts, seal } = open(released());
  assert.equal(text(parts[0].bytes), "Dear Oscar");
  assert.equal(encode(seal.signature), encode(letter.sealSignature));
});

test("the file form carries a letter, released or not", () => {
  assert.equal(text(open(fromFile(toFile(letter)), here.box).parts[0].bytes), "Dear Oscar");
  assert.equal(text(open(fromFile(toFile(released()))).parts[0].bytes), "Dear Oscar");
});

test("a grant of somebody who never held the desk is refused, however well signed", () => {
  assert.throws(() => open(released({ granter: here.marc, signer: here.marc })), CannotOpen);
});

test("a grant that somebody else's statement names is refused", () => {
  assert.throws(() => open(released({ signer: here.olive })), CannotOpen);
});

for (const [why, own] of [
  ["another message", { message: encode(randomBytes(16)) }],
  ["another case", { case: "RO-2026-0002" }],
  ["another grant", { grants: [encode(randomBytes(32))] }],
]) {
  test(`a grant is refused with a release of ${why}`, () => {
    assert.throws(() => open(released({ own })), CannotOpen);
  });
}

test("a brief releases no letter", () => {
  const grant = makeGrant(here.mira, { h: letter.h, fileKey: letter.fileKey, to: here.liam.box.pk, seq: 0, at: AT });
  const own = { type: "brief", case: CASE, at: AT, message: letter.id, grants: [encode(grant.digest)] };
  const { bytes: statement, signature: statementSignature } = makeStatement(here.mira, own);
  const sealed = { ...letter, grant: grant.bytes, grantSignature: grant.signature, statement, statementSignature };
  assert.throws(() => open(sealed), CannotOpen);
});

test("a body of any length around its chunks' ends opens to what was sealed", () => {
  const keys = { fileKey: randomBytes(32), stream: randomBytes(16), h: randomBytes(32) };
  for (const size of [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 1, 3 * CHUNK, 3 * CHUNK + 1]) {
    const container = randomBytes(size);
    const { body } = sealBody(container, keys);
    assert.equal(body.length, bodyLength(size));
    assert.deepEqual(openBody(body, size, keys), container);
    assert.throws(() => openBody(body.subarray(0, -1), size, keys), CannotOpen);
  }
});

test("a letter holds no carriage return, no control and nothing that turns its direction", () => {
  for (const words of ["a\rb", "a\0b", "a\u202eb", "a\u2066b"])
    assert.throws(() => letterFrom(here, words), CannotOpen);
  assert.equal(text(open(letterFrom(here, "\ufeffà\n\té\u200f"), here.box).parts[0].bytes), "\ufeffà\n\té\u200f");
});

test("an empty part, no part and sixty-five parts make no container", () => {
  const part = { type: "image/png", bytes: Uint8Array.of(1) };
  const packed = (parts) => () => packContainer({ lang: "en", parts });
  assert.throws(packed([{ ...part, bytes: new Uint8Array(0) }]), CannotOpen);
  assert.throws(packed([]), CannotOpen);
  assert.throws(packed(Array(65).fill(part)), CannotOpen);
  assert.equal(packed(Array(64).fill(part))().length, 4096);
});
