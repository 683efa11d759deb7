// The browser's modules at the other end of a pipe, for the tests that let Python and JavaScript talk.
// A line in: {"verb", …}, bytes as b64. A line out: {"answer"}, {"refused": true} or {"failed": stack}.
import { createInterface } from "node:readline";

import { decode, encode } from "../../relay/static/js/protocol/b64.js";
import { canonical, parse } from "../../relay/static/js/protocol/canonical.js";
import { makeCard, readCard } from "../../relay/static/js/protocol/card.js";
import { packContainer } from "../../relay/static/js/protocol/container.js";
import { Custody } from "../../relay/static/js/protocol/custody.js";
import { makeCustody } from "../../relay/static/js/protocol/custody_statement.js";
import { openDeskSecret, sealDeskSecret } from "../../relay/static/js/protocol/desk_secret.js";
import { CannotOpen } from "../../relay/static/js/protocol/errors.js";
import { fromFile, toFile } from "../../relay/static/js/protocol/file_form.js";
import { makeGrant } from "../../relay/static/js/protocol/grant.js";
import { fingerprint, identityOf, keyId } from "../../relay/static/js/protocol/identity.js";
import { cardMac, makeInvitation, readFragment } from "../../relay/static/js/protocol/invitation.js";
import { firstLink, nextLink } from "../../relay/static/js/protocol/ledger.js";
import { openMessage, sealMessage } from "../../relay/static/js/protocol/message.js";
import { text } from "../../relay/static/js/protocol/notation.js";
import { padded } from "../../relay/static/js/protocol/padding.js";
import { normaliseName, stretch, unwrapSeed, wrapSeed } from "../../relay/static/js/protocol/passphrase.js";
import * as own from "../../relay/static/js/protocol/private.js";
import * as recovery from "../../relay/static/js/protocol/recovery.js";
import { Roster, makeEntry } from "../../relay/static/js/protocol/roster.js";
import { boxKeyPair } from "../../relay/static/js/protocol/seal_to.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement, readStatement } from "../../relay/static/js/protocol/statement.js";

const who = (seed) => identityOf(decode(seed));
const signed = ({ bytes, signature }) => ({ bytes: decode(bytes), signature: decode(signature) });
const written = ({ bytes, signature, digest }) => ({
  bytes: encode(bytes),
  signature: encode(signature),
  digest: encode(digest),
});
const secrets = ({ auth, wrap }) => ({ auth: encode(auth), wrap: encode(wrap) });

/** Verify a roster: {root, instance, entries: [{bytes, signature, card}]}. */
function rosterOf({ root, instance, entries }) {
  const roster = new Roster(readCard(signed(root)), decode(instance));
  for (const entry of entries) roster.append(signed(entry), readCard(signed(entry.card)));
  return roster;
}

/** Verify a desk's chain: {desk, instance, links, roster}. */
function custodyOf({ desk, instance, links, roster }) {
  const custody = new Custody(desk, decode(instance));
  const known = rosterOf(roster);
  for (const link of links) custody.append(signed(link), known);
  return { custody, known };
}

const keysAndCards = {
  identity: ({ seed }) => {
    const { box, sign } = who(seed);
    return { box: encode(box.pk), sign: encode(sign.pk), key_id: keyId(box.pk), fingerprint: fingerprint(sign.pk) };
  },
  make_card: ({ seed, name, role, person, issued }) => written(makeCard(who(seed), { name, role, person, issued })),
  read_card: ({ card }) => readCard(signed(card)).fields,
  make_invitation: ({ seed, instance, id }) => makeInvitation(decode(seed), decode(instance), id).fragment,
  card_mac: ({ fragment, card }) => cardMac(readFragment(fragment), decode(card)),
};

const chains = {
  make_entry: ({ seed, act, card, prev, issued }) =>
    written(makeEntry(who(seed), { act, card, prev: decode(prev), issued })),
  roster: (chain) => {
    const roster = rosterOf(chain);
    return {
      head: encode(roster.head),
      length: roster.length,
      standing: chain.entries.filter((entry) => roster.stands(encode(readCard(signed(entry.card)).digest))).length,
    };
  },
  make_custody: ({ seed, entry }) => {
    const box = entry.box ? decode(entry.box) : undefined;
    return written(makeCustody(who(seed), { ...entry, box, prev: decode(entry.prev) }));
  },
  custody: (chain) => {
    const { custody, known } = custodyOf(chain);
    const holders = Array.from({ length: custody.epoch }, (_, i) => custody.holders(i + 1));
    return {
      head: encode(custody.head),
      key_id: custody.current?.keyId ?? "",
      sealable: custody.sealable(known),
      holders,
    };
  },
  seal_desk_secret: ({ to, secret, open }) => encode(sealDeskSecret(decode(to), decode(secret), decode(open))),
  open_desk_secret: ({ seed, sealed, open, box }) =>
    encode(openDeskSecret(who(seed).box, decode(sealed), { digest: decode(open), box: decode(box) }).secret),
  make_statement: ({ seed, fields }) => written(makeStatement(who(seed), fields)),
  read_statement: ({ statement }) => readStatement(signed(statement)).fields,
  links: ({ name, instance, entries }) => {
    let link = firstLink(name, decode(instance));
    return entries.map((entry) => encode((link = nextLink(link, signed(entry)))));
  },
};

const messages = {
  canonical: ({ bytes }) => text(canonical(parse(decode(bytes)))),
  padded: ({ length }) => padded(length),
  seal_message: ({ seed, instance, desk, lang, parts, ...about }) => {
    const container = packContainer({ lang, parts: parts.map(({ type, bytes }) => ({ type, bytes: decode(bytes) })) });
    const to = { box: decode(desk.box), custody: decode(desk.custody) };
    const sealed = sealMessage({ author: who(seed), instance: decode(instance), desk: to, container, ...about });
    return { file: encode(toFile(sealed)), file_key: encode(sealed.fileKey), h: encode(sealed.h), id: sealed.id };
  },
  make_grant: ({ seed, h, file_key: fileKey, to, at }) =>
    written(makeGrant(who(seed), { h: decode(h), fileKey: decode(fileKey), to: decode(to), seq: 0, at })),
  open_file: ({ file, instance, secret, chain }) => {
    const custody = chain ? custodyOf(chain).custody : undefined;
    const reader = { instance: decode(instance), box: boxKeyPair(decode(secret)), custody };
    const { lang, parts } = openMessage(fromFile(decode(file)), reader);
    return { lang, parts: parts.map(({ type, bytes }) => ({ type, bytes: encode(bytes) })) };
  },
};

const kept = {
  normal_name: ({ name }) => normaliseName(name),
  stretch: ({ name, passphrase, instance }) => secrets(stretch(name, passphrase, decode(instance))),
  wrap_seed: ({ wrap, seed, instance, person }) =>
    encode(wrapSeed(decode(wrap), decode(seed), decode(instance), person)),
  unwrap_seed: ({ wrap, sealed, instance, person }) =>
    encode(unwrapSeed(decode(wrap), decode(sealed), decode(instance), person)),
  show_code: ({ code }) => recovery.showRecoveryCode(decode(code)),
  read_code: ({ typed }) => encode(recovery.readRecoveryCode(typed)),
  code_secrets: ({ code }) => secrets(recovery.recoveryKeys(decode(code))),
  wrap_recovery: ({ wrap, seed, instance, person }) =>
    encode(recovery.wrapForRecovery(decode(wrap), decode(seed), decode(instance), person)),
  unwrap_recovery: ({ wrap, sealed, instance, person }) =>
    encode(recovery.unwrapFromRecovery(decode(wrap), decode(sealed), decode(instance), person)),
  seal_draft: ({ seed, id, plain }) => encode(own.sealDraft(decode(seed), decode(id), decode(plain))),
  open_draft: ({ seed, id, sealed }) => encode(own.openDraft(decode(seed), decode(id), decode(sealed))),
  seal_piece: ({ seed, id, index, plain }) => encode(own.sealPiece(decode(seed), decode(id), index, decode(plain))),
  open_piece: ({ seed, id, index, sealed }) => encode(own.openPiece(decode(seed), decode(id), index, decode(sealed))),
  seal_seen: ({ seed, person, plain }) => encode(own.sealSeen(decode(seed), person, decode(plain))),
  open_seen: ({ seed, person, sealed }) => encode(own.openSeen(decode(seed), person, decode(sealed))),
};

const VERBS = { ...keysAndCards, ...chains, ...messages, ...kept };

/** Answer one line. */
function answer(line) {
  try {
    const { verb, ...given } = JSON.parse(line);
    return { answer: VERBS[verb](given) };
  } catch (error) {
    return error instanceof CannotOpen ? { refused: true } : { failed: String(error?.stack ?? error) };
  }
}

await ready;
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
