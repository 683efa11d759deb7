// A server in the test's own hands: it serves a programme's chains, and whatever else a test makes it say.
import { encode } from "../../relay/static/js/protocol/b64.js";
import { Custody } from "../../relay/static/js/protocol/custody.js";
import { identityOf, instanceOf } from "../../relay/static/js/protocol/identity.js";
import { text } from "../../relay/static/js/protocol/notation.js";
import { Roster } from "../../relay/static/js/protocol/roster.js";
import { boxKeyPair } from "../../relay/static/js/protocol/seal_to.js";
import { randomBytes } from "../../relay/static/js/protocol/sodium.js";
import { CASE, DESK, decide, move, personOf } from "./programme.mjs";

globalThis.self ??= globalThis; // the vault's modules expect a worker: import this file before them

export const written = (name, { bytes, signature }) => ({ [name]: text(bytes), signature: encode(signature) });
export const writtenCard = ({ card }) => ({ card: text(card.bytes), card_signature: encode(card.signature) });

/** Olive (officer), Mira, Marc (mediators), Lena, Liam (liaisons), Anna (victim), and a server whose answers `rules` can replace, by path. */
export function served() {
  const [root, olive] = [personOf("Root", "root"), personOf("Olive", "officer")];
  const [mira, marc, anna] = [personOf("Mira", "mediator"), personOf("Marc", "mediator"), personOf("Anna", "victim")];
  const [lena, liam] = [personOf("Lena", "liaison"), personOf("Liam", "liaison")];
  const instance = instanceOf(root.sign.pk);
  const roster = new Roster(root.card, instance);
  const custody = new Custody(DESK, instance);
  const chains = { roster: [], custody: [] };
  const endorse = (by, whom) => chains.roster.push(written("entry", decide(roster, by, "endorse", whom)));
  const take = (by, entry) => chains.custody.push(written("entry", move(custody, roster, by, entry)));
  endorse(root, olive);
  for (const staff of [mira, marc, lena, liam]) endorse(olive, staff);
  const assign = (mediator) => {
    take(olive, { type: "assign", epoch: custody.epoch + 1, holder: encode(mediator.card.digest) });
    const box = boxKeyPair(randomBytes(32));
    take(mediator, { type: "open", box: box.pk });
    boxes.set(DESK, { box, custody });
  };
  /** The newest key of each desk, with its chain. */
  const boxes = new Map();
  assign(mira);
  const institution = (code, holder) => chainOf(`institution/${code}`, holder);
  /** Assign a desk to whom it is opened by; what the server answers about it. */
  const chainOf = (desk, holder) => {
    const chain = new Custody(desk, instance);
    const box = boxKeyPair(randomBytes(32));
    boxes.set(chain.desk, { box, custody: chain });
    const steps = [
      [olive, { type: "assign", epoch: 1, holder: encode(holder.card.digest) }],
      [holder, { type: "open", epoch: 1, box: box.pk }],
    ];
    const entries = steps.map(([by, entry]) => written("entry", move(chain, roster, by, entry)));
    rules.set(`GET /custody/${desk}`, (address) => json({ entries: from(entries, address), length: chain.length }));
    return { entries, length: chain.length };
  };
  const cards = [olive, mira, marc, lena, liam].map(writtenCard);
  const seen = { bytes: null, version: 0 };
  const asked = [];
  const rules = new Map();
  const from = (entries, address) => entries.slice(Number(address.searchParams.get("after")));
  const answers = {
    "GET /roster": (address) => json({ entries: from(chains.roster, address), cards, length: chains.roster.length }),
    [`GET /custody/${DESK}`]: (address) => json({ entries: from(chains.custody, address), length: chains.custody.length }),
    [`GET /cases/${CASE}`]: () => json({ code: CASE, thread: "victim-417", next_seq: 1, awaiting: [] }),
    "GET /seen": () =>
      seen.bytes ? new Response(seen.bytes, { headers: { ETag: `"${seen.version}"` } }) : new Response(null, { status: 204 }),
    "PUT /seen": async (_address, body) => {
      seen.bytes = new Uint8Array(await body.arrayBuffer());
      return json({ version: ++seen.version });
    },
  };
  globalThis.fetch = async (path, { method, body }) => {
    const address = new URL(path, "http://localhost");
    const call = `${method} ${address.pathname.replace("/api/v1", "")}`;
    asked.push({ call, body });
    const answer = rules.get(call) ?? answers[call];
    return answer ? answer(address, body) : refused(404, "not-found");
  };
  const account = { root: root.card, instance, signIn: "x", lang: "en", status: "confirmed" };
  const owner = ({ seed, card }) => ({ identity: identityOf(seed.slice()), card, ...account }); // another page's vault
  return { olive, mira, marc, lena, liam, anna, instance, custody, boxes, assign, institution, chainOf, rules, asked, owner };
}

/** @param {object} body */
export function json(body) {
  return new Response(JSON.stringify(body), { status: 200 });
}

/** @param {number} status @param {string} code */
export function refused(status, code) {
  return new Response(JSON.stringify({ code, detail: "" }), { status });
}
