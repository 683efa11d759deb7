// A small programme to test with: Olive (officer), Mira and Marc (mediators), Liam (liaison), Anna (victim).
import { encode } from "../../relay/static/js/protocol/b64.js";
import { makeCard } from "../../relay/static/js/protocol/card.js";
import { packContainer } from "../../relay/static/js/protocol/container.js";
import { Custody } from "../../relay/static/js/protocol/custody.js";
import { makeCustody } from "../../relay/static/js/protocol/custody_statement.js";
import { identityOf, instanceOf, newSeed } from "../../relay/static/js/protocol/identity.js";
import { sealMessage } from "../../relay/static/js/protocol/message.js";
import { utf8 } from "../../relay/static/js/protocol/notation.js";
import { Roster, makeEntry } from "../../relay/static/js/protocol/roster.js";
import { boxKeyPair } from "../../relay/static/js/protocol/seal_to.js";
import { randomBytes } from "../../relay/static/js/protocol/sodium.js";

export const AT = "2026-11-22T14:05Z";
export const CASE = "RO-2026-0001";
export const DESK = `case/${CASE}`;

/** A person with fresh keys. */
export function personOf(name, role) {
  const identity = identityOf(newSeed());
  const person = encode(randomBytes(16));
  return { ...identity, card: makeCard(identity, { name, role, person, issued: AT }) };
}

/** Sign and append a roster entry. */
export function decide(roster, signer, act, { card }) {
  return roster.append(makeEntry(signer, { act, card: encode(card.digest), prev: roster.head, issued: AT }), card);
}

/** Sign and append a custody statement. */
export function move(custody, roster, signer, entry) {
  const placed = { desk: custody.desk, epoch: custody.epoch, prev: custody.head, at: AT };
  return custody.append(makeCustody(signer, { ...placed, ...entry }), roster);
}

/** The programme, with Mira holding the desk of one case. */
export function programme() {
  const root = personOf("Root", "root");
  const olive = personOf("Olive", "officer");
  const staff = {
    mira: personOf("Mira", "mediator"),
    marc: personOf("Marc", "mediator"),
    liam: personOf("Liam", "liaison"),
  };
  const instance = instanceOf(root.sign.pk);
  const roster = new Roster(root.card, instance);
  decide(roster, root, "endorse", olive);
  for (const person of Object.values(staff)) decide(roster, olive, "endorse", person);
  const custody = new Custody(DESK, instance);
  const box = boxKeyPair(randomBytes(32));
  move(custody, roster, olive, { type: "assign", epoch: 1, holder: encode(staff.mira.card.digest) });
  move(custody, roster, staff.mira, { type: "open", box: box.pk });
  return { root, olive, ...staff, anna: personOf("Anna", "victim"), instance, roster, custody, box };
}

/** A letter from Anna to her mediator. */
export function letterFrom({ anna, instance, custody }, words = "Dear Oscar", about = {}) {
  const container = packContainer({ lang: "en", parts: [{ type: "text/plain", bytes: utf8(words) }] });
  const desk = { box: custody.current.box, custody: custody.head };
  const context = { kind: "letter", case: CASE, thread: "victim-417", original: "" };
  return sealMessage({ author: anna, ...context, instance, desk, container, seq: 1, at: AT, ...about });
}
