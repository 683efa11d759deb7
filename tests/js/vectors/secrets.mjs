// Passphrase, recovery code, drafts and pieces.
import { strict as assert } from "node:assert";

import { decode, encode } from "../../../relay/static/js/protocol/b64.js";
import { openContainer } from "../../../relay/static/js/protocol/container.js";
import { hash, keyed, text } from "../../../relay/static/js/protocol/notation.js";
import { saltOf, stretch, stretchRoot, unwrapSeed } from "../../../relay/static/js/protocol/passphrase.js";
import { openDraft, openPiece } from "../../../relay/static/js/protocol/private.js";
import {
  readRecoveryCode,
  recoveryKeys,
  showRecoveryCode,
  unwrapFromRecovery,
} from "../../../relay/static/js/protocol/recovery.js";
import { only, refused } from "./world.mjs";

const SECRETS =
  "auth draft draft_id draft_text passphrase person piece_1 piece_1_plain recovery_auth recovery_code " +
  "recovery_refused recovery_seed recovery_shown recovery_typed root salt sign_in_name wrap wrapped_seed";

/** Name and check each item of `secrets`. */
export function* secretCases(vectors, world) {
  if (!("secrets" in vectors)) return;
  const raw = vectors.secrets;
  const owner = () =>
    Object.keys(vectors.people)
      .map((name) => world.person(name))
      .find((one) => one.card.fields.person === raw.person);
  yield ["secrets", () => only(raw, SECRETS)];
  yield ["secrets: passphrase", () => checkPassphrase(raw, world)];
  yield ["secrets.wrapped_seed", () => checkWrapped(raw, world, owner())];
  yield ["secrets: recovery", () => checkRecovery(raw, world, owner())];
  for (const [i, typed] of raw.recovery_typed.entries()) {
    yield [`secrets.recovery_typed[${i}]`, () => assert.equal(encode(readRecoveryCode(typed)), raw.recovery_code)];
  }
  for (const [i, typed] of raw.recovery_refused.entries()) {
    yield [`secrets.recovery_refused[${i}]`, () => refused(() => readRecoveryCode(typed))];
  }
  yield ["secrets: draft and piece", () => checkDrafts(raw, owner())];
}

function checkPassphrase(raw, world) {
  assert.equal(encode(saltOf(raw.sign_in_name, world.instance)), raw.salt);
  assert.equal(encode(stretchRoot(raw.sign_in_name, raw.passphrase, world.instance)), raw.root);
  const { auth, wrap } = stretch(raw.sign_in_name, raw.passphrase, world.instance);
  assert.equal(encode(auth), raw.auth);
  assert.equal(encode(wrap), raw.wrap);
  assert.equal(encode(keyed(decode(raw.root), "auth", new Uint8Array(0))), raw.auth);
}

function checkWrapped(raw, world, owner) {
  const seed = unwrapSeed(decode(raw.wrap), decode(raw.wrapped_seed), world.instance, raw.person);
  assert.deepEqual(seed, owner.seed);
}

function checkRecovery(raw, world, owner) {
  const code = decode(raw.recovery_code);
  assert.equal(showRecoveryCode(code), raw.recovery_shown);
  assert.deepEqual(readRecoveryCode(raw.recovery_shown), code);
  const { auth, wrap } = recoveryKeys(code);
  assert.equal(encode(auth), raw.recovery_auth);
  assert.equal(encode(keyed(hash("recovery", code), "auth", new Uint8Array(0))), raw.recovery_auth);
  assert.deepEqual(unwrapFromRecovery(wrap, decode(raw.recovery_seed), world.instance, raw.person), owner.seed);
}

function checkDrafts(raw, owner) {
  const id = decode(raw.draft_id);
  const { parts } = openContainer(openDraft(owner.seed, id, decode(raw.draft)));
  assert.deepEqual(
    parts.map((part) => text(part.bytes)),
    [raw.draft_text],
  );
  assert.equal(text(openPiece(owner.seed, id, 1, decode(raw.piece_1))), raw.piece_1_plain);
}
