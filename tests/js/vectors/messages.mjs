// Messages that open, in the file form too, and messages that must not.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";

import { decode, encode } from "../../../relay/static/js/protocol/b64.js";
import { fromFile, toFile } from "../../../relay/static/js/protocol/file_form.js";
import { openMessage } from "../../../relay/static/js/protocol/message.js";
import { utf8 } from "../../../relay/static/js/protocol/notation.js";
import { only, refused } from "./world.mjs";

const SEALED = "body context grant grant_signature opens_with seal seal_signature";

/** SHA-256 in hex, as the vectors name parts and files. */
export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A message as the vectors write it, as readers take it. */
export function sealedOf(raw) {
  const signatures = { sealSignature: decode(raw.seal_signature), grantSignature: decode(raw.grant_signature) };
  return {
    context: utf8(raw.context),
    seal: utf8(raw.seal),
    grant: utf8(raw.grant),
    body: decode(raw.body),
    ...signatures,
  };
}

/** Name and check each item of `messages` and `refuse`. */
export function* messageCases(vectors, world) {
  for (const [i, raw] of (vectors.messages ?? []).entries()) yield [`messages[${i}]`, () => checkMessage(raw, world)];
  for (const raw of vectors.refuse ?? []) yield [`refuse: ${raw.why}`, () => checkRefused(raw, world)];
}

function checkMessage(raw, world) {
  only(raw, `${SEALED} author file_sha256 h lang parts`);
  const sealed = sealedOf(raw);
  const reader = { instance: world.instance, box: world.boxNamed(raw.opens_with) };
  const { context, lang, parts } = openMessage(sealed, reader);
  assert.equal(encode(context.h), raw.h);
  assert.equal(context.fields.author, world.vectors.people[raw.author].sign);
  assert.equal(lang, raw.lang);
  assert.deepEqual(
    parts.map(({ type, bytes }) => ({ sha256: sha256(bytes), size: bytes.length, type })),
    raw.parts,
  );
  const file = toFile(sealed);
  assert.equal(sha256(file), raw.file_sha256);
  assert.deepEqual(openMessage(fromFile(file), reader).parts, parts);
}

function checkRefused(raw, world) {
  only(raw, `${SEALED} why`);
  const reader = { instance: world.instance, box: world.boxNamed(raw.opens_with) };
  const sealed = sealedOf(raw);
  refused(() => openMessage(sealed, reader));
}
