/**
 * Leave at once: the exit link, or Shift three times. The page is emptied first, nothing comes back with Back
 * (`location.replace`, and no answer of ours may be stored), and `/leave` clears what the browser keeps of this site.
 */

const PRESSES = 3;
const WITHIN_MILLISECONDS = 3000;

/** @type {Set<() => void>} */
const firsts = new Set();

/**
 * Do something before the page goes, at once and without waiting: end media, drop keys.
 * @param {() => void} action  must not throw
 */
export function beforeExit(action) {
  firsts.add(action);
}

/** Empty the page and go. */
export function leave() {
  for (const first of firsts) first();
  sessionStorage.clear();
  for (const form of document.forms) form.reset();
  for (const field of document.querySelectorAll("textarea, input")) {
    /** @type {HTMLInputElement | HTMLTextAreaElement} */ (field).value = "";
  }
  document.title = "";
  document.body.replaceChildren();
  location.replace("/leave");
}

/**
 * Count presses of Shift alone; any other key begins anew.
 * @param {() => void} act  after three within three seconds
 * @returns {(event: {key: string, repeat: boolean, timeStamp: number}) => void} for `keyup`
 */
export function afterThreeShifts(act) {
  /** @type {number[]} */
  let presses = [];
  return (event) => {
    if (event.key !== "Shift" || event.repeat) {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MILLISECONDS), event.timeStamp];
    if (presses.length >= PRESSES) act();
  };
}

/** Connect the exit links, that of the page and those in dialogs, and the keys. */
export function listenForExit() {
  for (const link of document.querySelectorAll("[data-testid=exit], [data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("click", leaveThroughBackdrop);
  document.addEventListener("keyup", afterThreeShifts(leave));
}

/** An open dialog takes every click: one on the page's exit, which is seen behind it, leaves all the same. @param {MouseEvent} event */
function leaveThroughBackdrop({ target, clientX, clientY }) {
  if (!(target instanceof HTMLDialogElement) || isWithin(target, clientX, clientY)) return;
  const exit = document.querySelector("[data-testid=exit]");
  if (exit && isWithin(exit, clientX, clientY)) leave();
}

/** @param {Element} element @param {number} x @param {number} y */
function isWithin(element, x, y) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
}
