import { minute } from "../protocol/forms.js";

/** @returns {string} this UTC minute, as signed objects write it (protocol.md §1) */
export function now() {
  return minute(new Date());
}
