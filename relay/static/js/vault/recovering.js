// Coming back in with a recovery code, and choosing a new passphrase (protocol.md §3).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { isIdentityOf, readCard } from "../protocol/card.js";
import { CannotOpen } from "../protocol/errors.js";
import { identityOf } from "../protocol/identity.js";
import { normaliseName } from "../protocol/passphrase.js";
import { readRecoveryCode, recoveryKeys, unwrapFromRecovery } from "../protocol/recovery.js";
import { recoverySecrets, signInSecrets } from "./secrets.js";
import { fetchRoot, keep, signIn as signInWith } from "./session.js";
import { fromWire } from "./wire.js";

/** @typedef {{signIn: string, code: string}} Holder */

/**
 * Look whether a code opens the account of a name; nothing is changed.
 * @param {Holder} holder
 * @returns {Promise<{name: string, role: string}>}
 * @throws {Refusal} `wrong-recovery`, `slow-down`, `root-differs`
 */
export async function recoverLook(holder) {
  const { card } = await unwrap(holder);
  return { name: card.fields.name, role: card.fields.role };
}

/**
 * Take a new passphrase and a new code, and come in; the old ones and every session are gone then.
 * @param {Holder & {passphrase: string, recovery: string}} chosen  recovery: the new code as shown, or ""
 * @returns {Promise<import("./client.js").Me>}
 * @throws {Refusal} `wrong-recovery`, `slow-down`, `root-differs`
 */
export async function recover({ signIn, code, passphrase, recovery }) {
  try {
    const { proof, identity, card, root, instance } = await unwrap({ signIn, code });
    const whose = { seed: identity.seed, instance, person: card.fields.person };
    const fresh = { ...signInSecrets({ signIn, passphrase }, whose), ...recoverySecrets(recovery, whose) };
    const { csrf, lang, status } = await api.post("/recover", { ...fresh, ...proof }, { again: true });
    api.holdToken(csrf);
    return await keep({ identity, card, root, instance, signIn: proof.sign_in, lang, status });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "wrong-recovery") throw error;
    return signInWith({ signIn, passphrase }).catch(() => Promise.reject(error)); // done already: its answer was lost
  }
}

/** @param {Holder} holder */
async function unwrap({ signIn, code }) {
  const { root, instance } = await fetchRoot();
  const { proof, wrap } = proofOf(signIn, code);
  const answer = await api.post("/recover/look", proof, { again: true });
  const card = readCard(fromWire(answer.card, answer.card_signature));
  const seed = unwrapFromRecovery(wrap, decode(answer.recovery_seed), instance, answer.person);
  const identity = identityOf(seed);
  if (!isIdentityOf(identity, card) || card.fields.person !== answer.person) throw new Refusal("root-differs");
  return { proof, identity, card, root, instance };
}

/**
 * @param {string} signIn
 * @param {string} code
 */
function proofOf(signIn, code) {
  try {
    const { auth, wrap } = recoveryKeys(readRecoveryCode(code.trim()));
    return { proof: { sign_in: normaliseName(signIn), code_auth: encode(auth) }, wrap };
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("wrong-recovery", { status: 401 });
    throw error;
  }
}
