// Who may write and sign for the person in an institution, as a reader of the staff ledger sees it (protocol.md §4.2, §5).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { verifiedCustody } from "./chains.js";

/**
 * A liaison writes and signs for an institution that the case named, whose desk she holds or held.
 * @param {import("../protocol/card.js").Card | undefined} liaison
 * @param {Iterable<string>} named  desks of every institution that the case named
 * @param {number} maxAge  of their chains, milliseconds
 * @throws {Refusal} `chain-invalid`
 */
export async function requireInstitution(liaison, named, maxAge) {
  const chains = await Promise.all([...named].map((desk) => verifiedCustody(desk, maxAge)));
  const card = encode(liaison?.digest ?? new Uint8Array());
  if (!chains.some((custody) => custody.everHeld(card))) throw new Refusal("chain-invalid");
}
