// Joining by invitation (protocol.md §3, §7): the seed, the card and its MAC are made here.
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { makeCard, readCard } from "../protocol/card.js";
import { CannotOpen } from "../protocol/errors.js";
import { identityOf, instanceOf, newSeed } from "../protocol/identity.js";
import { cardMac, readFragment, trusts } from "../protocol/invitation.js";
import { randomBytes } from "../protocol/sodium.js";
import { now } from "./moments.js";
import { recoverySecrets, signInSecrets } from "./secrets.js";
import { owned } from "./owner.js";
import { keep } from "./session.js";
import { fromWire, toWire } from "./wire.js";

const PERSON_BYTES = 16;

/** @typedef {{fragment: string, signIn: string, name: string, passphrase: string, recovery: string, lang: string}} Joiner */
/** @typedef {ReturnType<typeof readFragment>} Invitation */

/**
 * Look what an invitation is for, and that this site is the one that it names.
 * @param {{fragment: string}} link  what follows `#`
 * @returns {Promise<{role: string, lang: string, state: string, programme: string, case: boolean}>}
 * @throws {Refusal} `invitation-unknown`, `root-differs`
 */
export async function joinLook({ fragment }) {
  const { role, lang, state, programme, case: hasCase } = (await look(fragment)).answer;
  return { role, lang, state, programme, case: Boolean(hasCase) };
}

/**
 * Make the account and sign in.
 * @param {Joiner} joiner  recovery: the code as shown, or ""
 * @returns {Promise<import("./client.js").Me>}
 * @throws {Refusal} `name-taken`, `invitation-used`, `invitation-unknown`, `name-unfit`
 */
export async function join(joiner) {
  const { invitation, answer, root } = await look(joiner.fragment);
  const instance = instanceOf(decode(root.fields.sign, 32));
  const person = encode(randomBytes(PERSON_BYTES));
  const identity = identityOf(newSeed());
  const card = cardOf(identity, joiner.name, answer.role, person);
  const whose = { seed: identity.seed, instance, person };
  const secrets = { ...signInSecrets(joiner, whose), ...recoverySecrets(joiner.recovery, whose) };
  const account = { ...secrets, person, lang: joiner.lang };
  const proof = { invite: invitation.id, mac: cardMac(invitation, card.bytes) };
  const { csrf } = await api.post("/join", { ...account, ...proof, ...toWire("card", card) }, { again: true });
  api.holdToken(csrf);
  return keep({ identity, card, root, instance, signIn: account.sign_in, lang: joiner.lang, status: "joined" });
}

/**
 * Answer an invitation to another case with the account that is signed in.
 * @param {{fragment: string}} link
 * @throws {Refusal} `invitation-unknown`, `invitation-used`, `card-known`, `root-differs`, `role`
 */
export async function acceptInvitation({ fragment }) {
  const { invitation } = await look(fragment);
  const mac = cardMac(invitation, owned().card.bytes);
  await api.post(`/invitations/${invitation.id}/accept`, { mac }, { again: true });
  return {};
}

/** @param {string} fragment */
async function look(fragment) {
  const invitation = readable(fragment);
  const answer = await api.post("/join/look", { invite: invitation.id }, { again: true }).catch(unknownInvitation);
  const root = readCard(fromWire(answer.card, answer.card_signature));
  if (!trusts(invitation, decode(root.fields.sign, 32))) throw new Refusal("root-differs");
  return { invitation, answer, root };
}

/**
 * @param {string} fragment
 * @returns {Invitation}
 */
function readable(fragment) {
  try {
    return readFragment(fragment);
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("invitation-unknown");
    throw error;
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function unknownInvitation(error) {
  if (error instanceof Refusal && error.status === 404) throw new Refusal("invitation-unknown", { status: 404 });
  throw error;
}

/**
 * @param {import("../protocol/identity.js").Identity} identity
 * @param {string} name
 * @param {any} role
 * @param {string} person
 */
function cardOf(identity, name, role, person) {
  try {
    return makeCard(identity, { name: name.trim(), role, person, issued: now() });
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("name-unfit");
    throw error;
  }
}
