// Desks: custody chains, the secrets sealed to their holders, and chains that must be refused.
import { strict as assert } from "node:assert";

import { decode, encode } from "../../../relay/static/js/protocol/b64.js";
import { openDeskSecret } from "../../../relay/static/js/protocol/desk_secret.js";
import { keyId } from "../../../relay/static/js/protocol/identity.js";
import { boxKeyPair } from "../../../relay/static/js/protocol/seal_to.js";
import { only, refusedAtTheEnd, signed } from "./world.mjs";

const DESK = "custody custody_closed epochs name not_sealable others refuse shared";

/** Name and check each item of `desk`. */
export function* deskCases(vectors, world) {
  if (!("desk" in vectors)) return;
  const { desk } = vectors;
  yield ["desk", () => only(desk, DESK)];
  yield ["desk.custody", () => checkCustody(desk, world)];
  yield ["desk.custody_closed", () => checkClosed(desk, world)];
  for (const raw of desk.epochs) yield [`desk.epochs: ${raw.epoch}`, () => checkEpoch(desk, world, raw)];
  yield ["desk.shared", () => checkShared(desk, world)];
  for (const raw of desk.others) yield [`desk.others: ${raw.name}`, () => checkOther(raw, world)];
  for (const row of desk.not_sealable)
    yield [`desk.not_sealable: ${row.why}`, () => checkNotSealable(desk, row, world)];
  for (const row of desk.refuse) yield [`desk.refuse: ${row.why}`, () => checkRefused(desk, row, world)];
}

function checkCustody(desk, world) {
  const custody = world.custodyOf(desk.name, []);
  const roster = world.rosterOf(world.vectors.roster.entries);
  for (const raw of desk.custody) {
    only(raw, "bytes digest signature");
    assert.equal(encode(custody.append(signed(raw), roster).digest), raw.digest);
  }
  assert.ok(custody.sealable(roster));
  assert.equal(custody.current?.epoch, desk.epochs.length);
}

function checkClosed(desk, world) {
  desk.custody_closed.forEach((raw) => only(raw, "bytes signature"));
  const custody = world.custodyOf(desk.name, desk.custody_closed);
  assert.equal(custody.current, null);
  assert.ok(custody.closed && !custody.sealable(world.rosterOf(world.vectors.roster.entries)));
}

function checkEpoch(desk, world, raw) {
  only(raw, "box epoch holder key_id sealed_secret secret");
  const custody = world.custodyOf(desk.name, desk.custody);
  const open = custody.openOf(raw.epoch);
  const holder = world.person(raw.holder);
  assert.ok(custody.holders(raw.epoch).includes(encode(holder.card.digest)));
  assert.equal(encode(open.box), raw.box);
  assert.equal(keyId(open.box), raw.key_id);
  assert.equal(encode(openDeskSecret(holder.box, decode(raw.sealed_secret), open).secret), raw.secret);
}

function checkShared(desk, world) {
  const raw = desk.shared;
  only(raw, "epoch sealed_secret to");
  const custody = world.custodyOf(desk.name, desk.custody);
  const to = world.person(raw.to);
  assert.ok(custody.holders(raw.epoch).includes(encode(to.card.digest)));
  const { secret } = openDeskSecret(to.box, decode(raw.sealed_secret), custody.openOf(raw.epoch));
  assert.deepEqual(secret, world.boxNamed(`epoch ${raw.epoch}`).secret);
}

function checkOther(raw, world) {
  only(raw, "box custody key_id name secret");
  raw.custody.forEach((entry) => only(entry, "bytes signature"));
  const custody = world.custodyOf(raw.name, raw.custody);
  assert.ok(custody.sealable(world.rosterOf(world.vectors.roster.entries)));
  assert.equal(encode(custody.current.box), raw.box);
  assert.equal(custody.current.keyId, raw.key_id);
  assert.equal(encode(boxKeyPair(decode(raw.secret)).pk), raw.box);
}

function checkNotSealable(desk, row, world) {
  only(row, "entries roster why");
  const roster = world.rosterOf(world.vectors.roster[row.roster]);
  const custody = world.custodyOf(desk.name, row.entries, roster);
  assert.ok(custody.sealable(world.rosterOf(world.vectors.roster.entries)), "sealable before");
  assert.ok(!custody.sealable(roster), "not sealable now");
}

function checkRefused(desk, row, world) {
  only(row, "entries roster why");
  const roster = world.rosterOf(world.vectors.roster[row.roster]);
  const build = (entries) => world.custodyOf(desk.name, entries, roster);
  refusedAtTheEnd(row.entries, build, (custody, entry) => custody.append(signed(entry), roster));
}
