import { strict as assert } from "node:assert";
import { test } from "node:test";

import { encode } from "../../relay/static/js/protocol/b64.js";
import { openDeskSecret, sealDeskSecret } from "../../relay/static/js/protocol/desk_secret.js";
import { CannotOpen } from "../../relay/static/js/protocol/errors.js";
import { Ledger } from "../../relay/static/js/protocol/ledger.js";
import { Roster, makeEntry } from "../../relay/static/js/protocol/roster.js";
import { boxKeyPair } from "../../relay/static/js/protocol/seal_to.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement } from "../../relay/static/js/protocol/statement.js";
import { AT, CASE, decide, letterFrom, move, personOf, programme } from "./programme.mjs";

await ready;

const digestOf = ({ card }) => encode(card.digest);

test("a roster of another programme's root is refused", () => {
  const { instance } = programme();
  assert.throws(() => new Roster(personOf("Root", "root").card, instance), CannotOpen);
});

test("a roster that shrank or forked does not agree with what was seen", () => {
  const { roster, olive } = programme();
  const seen = { length: roster.length, head: encode(roster.head) };
  decide(roster, olive, "endorse", personOf("Lena", "liaison"));
  assert.ok(roster.agreesWith(seen) && roster.agreesWith({ length: 0, head: "" }));
  assert.ok(!roster.agreesWith({ length: seen.length + 2, head: encode(roster.head) }), "shorter");
  assert.ok(!roster.agreesWith({ ...seen, head: encode(randomBytes(32)) }), "forked");
});

test("Mira's card stays known after her revocation, but stands no more", () => {
  const { roster, olive, mira } = programme();
  decide(roster, olive, "revoke", mira);
  assert.ok(!roster.stands(digestOf(mira)));
  assert.equal(roster.cardOfKey(mira.card.fields.sign), mira.card);
  assert.deepEqual(
    roster.standing("mediator").map((card) => card.fields.name),
    ["Marc"],
  );
});

test("an endorsement without its card counts as a liaison's, whom she may not see: an officer's, once, and never undone", () => {
  const { roster, root, olive, mira } = programme();
  const [lena, oona] = [personOf("Lena", "liaison"), personOf("Oona", "officer")];
  const unshown = (signer, act, whom) =>
    roster.appendUnshown(makeEntry(signer, { act, card: digestOf(whom), prev: roster.head, issued: AT }));
  assert.throws(() => unshown(root, "endorse", oona), CannotOpen, "officers are seen");
  assert.throws(() => unshown(mira, "endorse", lena), CannotOpen);
  assert.throws(() => unshown(olive, "revoke", lena), CannotOpen, "never endorsed");
  unshown(olive, "endorse", lena);
  assert.ok(!roster.stands(digestOf(lena)) && roster.cardOfKey(lena.card.fields.sign) === undefined);
  assert.throws(() => unshown(olive, "endorse", lena), CannotOpen);
  assert.throws(() => decide(roster, olive, "endorse", lena), CannotOpen);
  unshown(root, "revoke", lena);
  assert.throws(() => unshown(olive, "revoke", lena), CannotOpen);
});

test("nobody revokes the root, and the root's own key gets no second card", () => {
  const { roster, olive, root } = programme();
  assert.throws(() => decide(roster, olive, "revoke", root), CannotOpen);
  assert.throws(() => decide(roster, root, "revoke", root), CannotOpen);
  assert.throws(() => decide(roster, root, "endorse", root), CannotOpen);
});

test("nothing can be sealed between a hand-over's assign and its open", () => {
  const { custody, roster, olive, marc, box } = programme();
  const before = { desk: custody.current.keyId, custody: encode(custody.head) };
  assert.ok(custody.fresh(before));
  move(custody, roster, olive, { type: "assign", epoch: 2, holder: digestOf(marc) });
  assert.equal(custody.current, null);
  assert.ok(!custody.sealable(roster) && !custody.fresh(before));
  move(custody, roster, marc, { type: "open", box: boxKeyPair(randomBytes(32)).pk });
  assert.ok(custody.sealable(roster) && !custody.fresh(before));
  const stale = { desk: custody.current.keyId, custody: before.custody };
  assert.ok(!custody.fresh(stale), "a custody from before the open");
  assert.ok(!custody.held(marc.card.fields.sign, before.desk));
  assert.throws(() => move(custody, roster, marc, { type: "open", epoch: 1, box: box.pk }), CannotOpen);
});

test("Marc opens old letters once Mira shared the former secret with him", () => {
  const { custody, roster, olive, mira, marc, box } = programme();
  const { keyId } = custody.current;
  move(custody, roster, olive, { type: "assign", epoch: 2, holder: digestOf(marc) });
  move(custody, roster, mira, { type: "share", epoch: 1, holder: digestOf(marc) });
  assert.ok(custody.held(marc.card.fields.sign, keyId));
  const open = custody.openOf(1);
  const sealed = sealDeskSecret(marc.box.pk, box.secret, open.digest);
  assert.deepEqual(openDeskSecret(marc.box, sealed, open).secret, box.secret);
  const foreign = sealDeskSecret(marc.box.pk, randomBytes(32), open.digest);
  assert.throws(() => openDeskSecret(marc.box, foreign, open), CannotOpen);
});

test("a desk whose officer was revoked can be sealed to again once another officer renews the assign", () => {
  const { custody, roster, root, olive, mira } = programme();
  const oona = personOf("Oona", "officer");
  decide(roster, root, "endorse", oona);
  decide(roster, root, "revoke", olive);
  assert.ok(!custody.sealable(roster));
  move(custody, roster, oona, { type: "assign", holder: digestOf(mira) });
  assert.ok(custody.sealable(roster));
});

test("a ledger takes no nonce twice, no other case's statement and no other link than its own", () => {
  const here = programme();
  const { instance, mira } = here;
  const ledger = new Ledger(CASE, instance);
  const declared = makeStatement(mira, { type: "declare", case: CASE, at: AT, conflict: false });
  const elsewhere = makeStatement(mira, { type: "declare", case: "RO-2026-0002", at: AT, conflict: false });
  ledger.append(declared);
  assert.throws(() => ledger.append(declared), CannotOpen);
  assert.throws(() => ledger.append(elsewhere), CannotOpen);
  const { seal, sealSignature, context } = letterFrom(here);
  ledger.append({ bytes: seal, signature: sealSignature }, context);
  assert.ok(ledger.agreesWith({ length: 2, head: encode(ledger.link) }));
  assert.throws(() => ledger.append({ bytes: seal, signature: sealSignature }), CannotOpen);
});
