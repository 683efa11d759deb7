// protocol.md §5: the own fields of each type of statement, and the closed lists.
import {
  isBoolean,
  isDate,
  isDesk,
  isDigest,
  isInstitutionDesk,
  isLedgerName,
  isMessageId,
  isOneOf,
  isParty,
  orEmpty,
} from "./forms.js";

export const SCOPES = Object.freeze(["send", "receive", "all"]);
export const MODELS = Object.freeze(["letters", "video", "relayed", "meeting"]);
export const CHECKS = Object.freeze([
  "explained",
  "expectations",
  "safety",
  "support",
  "contact",
  "language",
  "reading",
  "delivery",
  "fingerprint",
]);
export const REVIEWS = Object.freeze(["reading", "held", "declined", "approved"]);
export const OUTCOMES = Object.freeze([
  "pulled",
  "printed",
  "delivered",
  "not-accepted",
  "failed",
  "recalled",
  "viewed",
]);
export const HANDLED_HOWS = Object.freeze(["in-person", "read-aloud", "supervised", "none"]);
export const HOWS = Object.freeze(["portal", "spoken", "written"]);
export const DISPOSALS = Object.freeze(["case", "message"]);
export const STATES = Object.freeze([
  "assessing",
  "waiting",
  "declined",
  "preparing",
  "active",
  "paused",
  "resumed",
  "no-contact-hold",
  "safety-hold",
  "cleared",
  "withdrawn",
  "closed",
  "retained",
]);
export const REASONS = Object.freeze([
  "none",
  "asked",
  "not-eligible",
  "no-contact-order",
  "safety",
  "other-party",
  "finished",
  "moved",
  "died",
]);

const MOST_DIGESTS = 64;

/**
 * @param {number} least
 * @returns {(value: unknown) => value is string[]} that many to 64 different digests
 */
function isDigests(least) {
  return /** @type {(value: unknown) => value is string[]} */ (
    (value) =>
      Array.isArray(value) &&
      value.length >= least &&
      value.length <= MOST_DIGESTS &&
      new Set(value).size === value.length &&
      value.every(isDigest)
  );
}

/** @type {(value: unknown) => value is string[]} */
const isChecks = /** @type {any} */ (
  (/** @type {unknown} */ value) => {
    if (!Array.isArray(value) || value.length === 0) return false;
    const places = value.map((check) => CHECKS.indexOf(check));
    return places.every((place, i) => place > (places[i - 1] ?? -1));
  }
);

/** @type {(value: unknown) => value is string} */
const isRestorable = /** @type {any} */ (
  (/** @type {unknown} */ value) => value === "roster" || isDesk(value) || isLedgerName(value)
);

const isHow = isOneOf(...HOWS);

/** @type {Record<string, import("./forms.js").Schema>} */
export const OWN_FIELDS = Object.freeze({
  party: { party: isParty, card: orEmpty(isDigest), desk: orEmpty(isInstitutionDesk) },
  declare: { conflict: isBoolean },
  accept: { party: isParty, holder: isDigest, given: isBoolean, how: isHow },
  prepared: { party: isParty, checks: isChecks },
  consent: { party: isParty, scope: isOneOf(...SCOPES), model: isOneOf(...MODELS), how: isHow, given: isBoolean },
  state: { party: orEmpty(isParty), to: isOneOf(...STATES), reason: isOneOf(...REASONS) },
  review: { message: isMessageId, to: isOneOf(...REVIEWS), until: orEmpty(isDate) },
  return: { message: isMessageId, guidance: isMessageId, grants: isDigests(1) },
  propose: { message: isMessageId, edited: isMessageId, grants: isDigests(1) },
  agree: { message: isMessageId, edited: isMessageId, seal: isDigest, how: isHow },
  disagree: { message: isMessageId, edited: isMessageId, seal: isDigest, how: isHow },
  release: { message: isMessageId, to: isParty, consent: isDigest, grants: isDigests(0) },
  withdraw: { message: orEmpty(isMessageId), how: isHow },
  handled: { message: isMessageId, outcome: isOneOf(...OUTCOMES), how: isOneOf(...HANDLED_HOWS) },
  opened: { message: isMessageId },
  brief: { message: isMessageId, grants: isDigests(1) },
  consult: { message: isMessageId, card: isDigest, consents: isDigests(1), grants: isDigests(1) },
  dispose: { what: isOneOf(...DISPOSALS), message: orEmpty(isMessageId) },
  restored: { ledger: isRestorable, link: isDigest },
});
