// People, the instance, the roster and the invitation.
import { strict as assert } from "node:assert";

import { decode, encode } from "../../../relay/static/js/protocol/b64.js";
import { isIdentityOf, readCard } from "../../../relay/static/js/protocol/card.js";
import { fingerprint, instanceOf, keyId } from "../../../relay/static/js/protocol/identity.js";
import {
  cardMac,
  checkMac,
  makeInvitation,
  readFragment,
  trusts,
} from "../../../relay/static/js/protocol/invitation.js";
import { utf8 } from "../../../relay/static/js/protocol/notation.js";
import { only, refusedAtTheEnd, signed } from "./world.mjs";

const PERSON = "box card card_digest card_signature fingerprint key_id seed sign";
const TWIN = " twin_card twin_card_signature";
const REVOKED = { entries: [], after_revocation: ["mira"], after_officer_revocation: ["olive"] };

/** Name and check each item of `people`, `instance`, `roster` and `invitation`. */
export function* peopleCases(vectors, world) {
  for (const name of Object.keys(vectors.people ?? {}))
    yield [`people.${name}`, () => checkPerson(vectors, world, name)];
  if ("instance" in vectors) {
    yield ["instance", () => assert.equal(encode(instanceOf(world.person("root").sign.pk)), vectors.instance)];
  }
  if ("roster" in vectors) yield* rosterCases(vectors.roster, world);
  if ("invitation" in vectors) yield ["invitation", () => checkInvitation(vectors.invitation, world)];
}

function checkPerson(vectors, world, name) {
  const raw = vectors.people[name];
  only(raw, "twin_card" in raw ? PERSON + TWIN : PERSON);
  const person = world.person(name);
  assert.ok(isIdentityOf(person, person.card));
  assert.equal(encode(person.box.pk), raw.box);
  assert.equal(encode(person.sign.pk), raw.sign);
  assert.equal(encode(person.card.digest), raw.card_digest);
  assert.equal(fingerprint(person.sign.pk), raw.fingerprint);
  assert.equal(keyId(person.box.pk), raw.key_id);
  if (!raw.twin_card) return;
  const twin = readCard(signed({ bytes: raw.twin_card, signature: raw.twin_card_signature }));
  assert.equal(twin.fields.sign, raw.sign);
}

function* rosterCases(roster, world) {
  yield ["roster", () => only(roster, [...Object.keys(REVOKED), "refuse"].join(" "))];
  for (const [chain, names] of Object.entries(REVOKED)) {
    yield [`roster.${chain}`, () => checkRoster(roster[chain], world, names)];
  }
  for (const row of roster.refuse ?? []) yield [`roster.refuse: ${row.why}`, () => checkRefusedRoster(row, world)];
}

function checkRoster(entries, world, revoked) {
  entries.forEach((entry) => only(entry, "bytes signature"));
  const roster = world.rosterOf(entries);
  assert.equal(roster.length, entries.length);
  assert.ok(roster.agreesWith({ length: entries.length, head: encode(roster.head) }));
  for (const name of ["olive", "mira", "marc", "liam"]) {
    assert.equal(roster.stands(encode(world.person(name).card.digest)), !revoked.includes(name), name);
  }
}

function checkRefusedRoster(row, world) {
  only(row, "entries why");
  const append = (roster, entry) => roster.append(signed(entry), world.cardNamed(entry));
  refusedAtTheEnd(row.entries, (entries) => world.rosterOf(entries), append);
}

function checkInvitation(raw, world) {
  only(raw, "card_of fragment invite_id inviter mac");
  const made = makeInvitation(world.person(raw.inviter).seed, world.instance, raw.invite_id);
  assert.equal(made.fragment, raw.fragment);
  const read = readFragment(raw.fragment);
  assert.equal(read.id, raw.invite_id);
  assert.ok(trusts(read, world.person("root").sign.pk));
  const { bytes } = world.person(raw.card_of).card;
  assert.equal(cardMac(read, bytes), raw.mac);
  assert.ok(checkMac(made, bytes, raw.mac));
  assert.ok(!checkMac(made, utf8("{}"), raw.mac));
  assert.equal(decode(raw.mac).length, 32);
}
