/** Words that this page alone has until they are sealed: no lock throws them away, and closing the page asks first. */
import { vault } from "../vault/client.js";

/**
 * While something is typed here, an idle lock leaves the page where it is, hidden behind signing in again.
 * @param {HTMLElement} place  where it is typed; a quick exit takes it off the page, and then nothing is asked
 * @param {() => boolean} isTyped
 */
export function holdWhile(place, isTyped) {
  const isHeld = () => place.isConnected && isTyped();
  window.addEventListener("beforeunload", (event) => {
    if (isHeld()) event.preventDefault();
  });
  vault.beforeLock(async () => {
    if (isHeld()) throw new Error("something is typed that is not yet sealed");
  });
}

/**
 * Tell whether somebody changed what a field holds.
 * @param {HTMLTextAreaElement} area
 */
export function isChanged({ value, defaultValue }) {
  return value !== defaultValue;
}
