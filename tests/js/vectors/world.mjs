// What the vectors' people, roster and desks are, built with the modules under test.
import { strict as assert } from "node:assert";

import { decode } from "../../../relay/static/js/protocol/b64.js";
import { readCard } from "../../../relay/static/js/protocol/card.js";
import { Custody } from "../../../relay/static/js/protocol/custody.js";
import { CannotOpen } from "../../../relay/static/js/protocol/errors.js";
import { identityOf } from "../../../relay/static/js/protocol/identity.js";
import { utf8 } from "../../../relay/static/js/protocol/notation.js";
import { Roster } from "../../../relay/static/js/protocol/roster.js";
import { boxKeyPair } from "../../../relay/static/js/protocol/seal_to.js";

/** Turn `{bytes, signature}` as the vectors write it into what readers take. */
export function signed({ bytes, signature }) {
  return { bytes: utf8(bytes), signature: decode(signature) };
}

/** Fail unless an object has exactly these keys: an item that nobody checks is a failure too. */
export function only(object, keys) {
  assert.deepEqual(Object.keys(object).sort(), keys.split(" ").sort(), "unknown or missing items");
}

/** Fail unless a reader refuses with the one error. */
export function refused(read) {
  assert.throws(read, (error) => error instanceof CannotOpen, "was not refused with the one error");
}

export class World {
  constructor(vectors) {
    this.vectors = vectors;
    this.instance = decode(vectors.instance ?? "");
  }

  /** A person's keys and verified card, by first name. */
  person(name) {
    const raw = this.vectors.people[name];
    const card = readCard(signed({ bytes: raw.card, signature: raw.card_signature }));
    return { ...identityOf(decode(raw.seed)), card };
  }

  /** Every card of the vectors, by digest; second cards too. */
  get cards() {
    const pairs = Object.values(this.vectors.people).flatMap((person) => [
      { bytes: person.card, signature: person.card_signature },
      ...(person.twin_card ? [{ bytes: person.twin_card, signature: person.twin_card_signature }] : []),
    ]);
    return new Map(pairs.map((pair) => readCard(signed(pair))).map((card) => [String(card.digest), card]));
  }

  /** Verify roster entries from the root on. */
  rosterOf(entries) {
    const roster = new Roster(this.person("root").card, this.instance);
    for (const entry of entries) roster.append(signed(entry), this.cardNamed(entry));
    return roster;
  }

  /** The card that a roster entry names, found without trusting the entry. */
  cardNamed({ bytes }) {
    const card = this.cards.get(String(decode(JSON.parse(bytes).card)));
    assert.ok(card, "the vectors have no such card");
    return card;
  }

  /** Verify a desk's chain. */
  custodyOf(desk, entries, roster = this.rosterOf(this.vectors.roster.entries)) {
    const custody = new Custody(desk, this.instance);
    for (const entry of entries) custody.append(signed(entry), roster);
    return custody;
  }

  /** The box key pair that `opens_with` names. */
  boxNamed(name) {
    const epoch = this.vectors.desk.epochs.find((known) => `epoch ${known.epoch}` === name);
    const other = this.vectors.desk.others.find((known) => known.name === name);
    assert.ok(epoch ?? other, "opens with an unknown key");
    return boxKeyPair(decode((epoch ?? other).secret));
  }
}

/** All but the last entry of a refused chain stand; the last one is what is wrong with it. */
export function refusedAtTheEnd(entries, build, append) {
  const chain = build(entries.slice(0, -1));
  const { length } = chain;
  refused(() => append(chain, entries.at(-1)));
  assert.equal(chain.length, length, "a refused entry changed the chain");
}
