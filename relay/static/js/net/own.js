import { Refusal } from "./refusal.js";

/**
 * Fetch JSON that this site serves to everybody.
 * @param {string} address
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function getOwn(address) {
  const response = await fetch(address, { credentials: "omit", redirect: "error" }).catch((error) => {
    if (error instanceof TypeError) return null;
    throw error;
  });
  if (!response?.ok) throw await Refusal.of(response);
  return response.json();
}
