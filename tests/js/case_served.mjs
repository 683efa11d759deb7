// One case on a server in the test's own hands: its desks, ledgers and messages, and whatever a server could put in their place.
import { json, served, written, writtenCard } from "./served.mjs";
import { decode, encode } from "../../relay/static/js/protocol/b64.js";
import { sealBody } from "../../relay/static/js/protocol/body.js";
import { packContainer } from "../../relay/static/js/protocol/container.js";
import { makeContext } from "../../relay/static/js/protocol/context.js";
import { sealDeskSecret } from "../../relay/static/js/protocol/desk_secret.js";
import { commitment, makeGrant } from "../../relay/static/js/protocol/grant.js";
import { keyId } from "../../relay/static/js/protocol/identity.js";
import { Ledger } from "../../relay/static/js/protocol/ledger.js";
import { text, utf8 } from "../../relay/static/js/protocol/notation.js";
import { makeSeal } from "../../relay/static/js/protocol/seal.js";
import { randomBytes } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement } from "../../relay/static/js/protocol/statement.js";
import { holdToken } from "../../relay/static/js/net/api.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { AT, CASE, DESK, personOf } from "./programme.mjs";

export const THREAD = "victim-417";
const THREADS_OWN = `${CASE}/${THREAD}`;

/** Olive opened the case for Anna; Mira holds its desk; the offender's party names no institution, or the one given. */
export function caseServed({ desk = "" } = {}) {
  const here = served();
  const { anna, olive, mira, instance, boxes, rules } = here;
  const posted = [];
  const ledgers = new Map([CASE, THREADS_OWN].map((name) => [name, { chain: new Ledger(name, instance), entries: [] }]));
  rules.set("POST /statements", (_address, body) => posted.push(JSON.parse(body)) && json({ accepted: 1 }));
  rules.set("POST /messages", (_address, body) => json({ message: JSON.parse(JSON.parse(body).context).id }));
  for (const [name, ledger] of ledgers) rules.set(`GET /ledgers/${name}`, (address) => json(shown(name, ledger, address)));

  const knows = (person) => rules.set(`GET /cards/${encode(person.card.digest)}`, () => json(writtenCard(person)));
  /** Seal words as anybody, even under an id that is taken: all but the author's key is public to a server. */
  const make = (author, kind, words, { id = encode(randomBytes(16)), original = "", thread = THREAD, code = CASE, to = `case/${code}` } = {}) => {
    const container = packContainer({ lang: "en", parts: [{ type: "text/plain", bytes: utf8(words) }] });
    const [fileKey, stream] = [randomBytes(32), randomBytes(16)];
    const { box, custody } = boxes.get(to);
    const bound = { commitment: commitment(fileKey, id), custody: encode(custody.head), desk: keyId(box.pk) };
    const about = { id, author: encode(author.sign.pk), case: code, kind, original, thread, instance: encode(instance) };
    const context = makeContext({ ...bound, ...about, size: container.length, stream: encode(stream) });
    const { body, digest } = sealBody(container, { fileKey, stream, h: context.h });
    const seal = makeSeal(author, { h: context.h, body: digest });
    const grant = makeGrant(author, { h: context.h, fileKey, to: box.pk, seq: 1, at: AT });
    return { id, context, seal, grant, body, fileKey };
  };
  /** Grant it on, as the mediator who decides so does. */
  const grantTo = ({ box }, { context, fileKey }, by = mira) => makeGrant(by, { h: context.h, fileKey, to: box.pk, seq: 0, at: AT });
  /** Serve a message; with a later grant, also the statement that names it. */
  const serve = (made, { grant, naming } = {}) => {
    rules.set(`GET /messages/${made.id}`, () => json(head(made, grant, naming)));
    rules.set(`GET /messages/${made.id}/body`, () => new Response(made.body));
  };
  const enter = (entry, names, context) => {
    for (const name of names) {
      const { chain, entries } = ledgers.get(name);
      chain.append(entry, context?.bytes);
      const place = { position: chain.length, link: encode(chain.link), kind: context ? "seal" : "statement" };
      entries.push({ ...place, ...written("entry", entry), ...(context ? { context: text(context.bytes) } : {}) });
    }
  };
  const say = (who, names, fields) => {
    const statement = makeStatement(who, { ...fields, case: CASE, at: AT });
    enter(statement, names);
    return statement;
  };
  /** The server acknowledges a message: it stands in the ledgers named, and is served. */
  const accept = (made, names) => {
    enter(made.seal, names, made.context);
    serve(made);
    return made;
  };
  /** What somebody posted stands in the staff ledger, whatever is served for it. */
  const acceptSent = ({ context, seal, signature }) =>
    enter({ bytes: utf8(seal), signature: decode(signature, 64) }, [CASE], { bytes: utf8(context) });
  const as = (person) => {
    const held = [...boxes].map(([name, { box, custody }]) => ({ name, secret: box.secret, custody }));
    const sealed = held.filter(({ custody }) => custody.holders(custody.epoch).includes(encode(person.card.digest)));
    const desks = sealed.map(({ name, secret, custody }) => deskOf(person, name, secret, custody));
    rules.set("GET /desks", () => json({ desks, assigned: [] }));
    own(here.owner(person));
  };

  holdToken("token");
  [anna, olive, mira].forEach(knows);
  say(olive, [CASE], { type: "party", party: "offender", card: "", desk });
  const bind = (person) => say(olive, [CASE, THREADS_OWN], { type: "party", party: THREAD, card: encode(person.card.digest), desk: "" });
  bind(anna);
  return { ...here, posted, make, grantTo, serve, accept, acceptSent, say, as, bind, knows, staff: [CASE], both: [CASE, THREADS_OWN], operator: personOf("Operator", "victim") };
}

const deskOf = (person, desk, secret, custody) => {
  const { open } = custody.current;
  return { desk, epoch: custody.epoch, open: encode(open), sealed: encode(sealDeskSecret(person.box.pk, secret, open)) };
};

const shown = (name, { chain, entries }, address) => {
  const after = Number(address.searchParams.get("after"));
  return { name, length: chain.length, link: encode(chain.link), entries: entries.slice(after) };
};

function head({ context, seal, grant: first }, later, naming) {
  const grant = later ?? first;
  const decided = naming ? written("statement", naming) : {};
  const { signature, ...statement } = decided;
  return {
    context: text(context.bytes),
    seal: text(seal.bytes),
    seal_signature: encode(seal.signature),
    grant: text(grant.bytes),
    grant_signature: encode(grant.signature),
    ...(naming ? { ...statement, statement_signature: signature } : {}),
  };
}

export { CASE, DESK, json };
