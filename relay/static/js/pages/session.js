// On every signed-in page: the idle warning and lock, signing in again in place, signing out, and what other tabs tell.
import { vault } from "../vault/client.js";
import { beforeExit, leave } from "./exit.js";
import { IdleWatch } from "./idle.js";
import { asked, find, pageLanguage } from "./page.js";

const USES = ["pointerdown", "keydown", "input", "wheel", "touchmove"];
const lang = pageLanguage();

const warning = /** @type {HTMLDialogElement} */ (find("#idle-warning"));
const again = /** @type {HTMLDialogElement} */ (find("#sign-in-again"));

const watch = new IdleWatch({
  minutes: Number(warning.dataset.minutes),
  usedAt: () => vault.usedAt,
  warn: () => warning.showModal(),
  calm: () => warning.close(),
  lock: () => void lockUp(),
  touch: () => void vault.call("touch").catch(() => undefined), // out of reach: the next one tells
});

/** @type {Promise<void> | undefined} */
let asking;
let locking = false;
let leaving = false;
let signedInAgain = 0; // how often, on this page

vault.signInAgain = () => {
  asking ??= askAgain().finally(() => {
    asking = undefined;
  });
  return asking;
};

vault.onTab = (news) => {
  if (news === "used") watch.look();
  if (news === "locked") void lockUp();
  if (news === "left" && !leaving) leave();
  if (news === "signed-out") void vault.saveAll().then(() => depart(`/${lang}/`));
};

beforeExit(() => {
  leaving = true;
  vault.leave();
});
for (const use of USES) document.addEventListener(use, used, { passive: true });
warning.addEventListener("close", () => {
  if (locking) return; // nobody pressed anything: the lock closes it
  vault.activity();
  watch.look();
});
again.addEventListener("cancel", (event) => event.preventDefault()); // nothing behind it works until then
find("[data-testid=sign-out]").addEventListener("click", () => void signOut());
watch.start();
void vault.ready();

function used() {
  if (!warning.open && !again.open) vault.activity();
}

/** Save, forget the keys, and go to where one signs in again and comes back; words that cannot be saved stay here, hidden. */
async function lockUp() {
  if (locking) return;
  locking = true;
  watch.stop();
  warning.close();
  find("#main").hidden = true;
  const before = signedInAgain;
  const saved = await vault.saveAll();
  locking = false;
  if (signedInAgain > before) return; // saving found the session ended, and she signed in again
  await vault.lock();
  if (saved) depart(`/${lang}/sign-in?why=idle&next=${encodeURIComponent(location.pathname + location.search)}`);
  else await vault.signInAgain();
}

async function signOut() {
  if (!(await vault.saveAll()) && !(await asked("sign-out-unsaved"))) return;
  await vault.signOut().catch(() => vault.forget()); // out of reach: the keys here go all the same
  depart(`/${lang}/`);
}

/** @param {string} address */
function depart(address) {
  vault.forget();
  location.replace(address);
}

/** Ask for name and passphrase until the vault is open again. @returns {Promise<void>} */
function askAgain() {
  const form = /** @type {HTMLFormElement} */ (find("#sign-in-again-form"));
  const name = /** @type {HTMLInputElement} */ (find("#again-name"));
  const passphrase = /** @type {HTMLInputElement} */ (find("#again-passphrase"));
  if (!again.open) again.showModal();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (!(await opensWith(name.value, passphrase.value))) return;
      passphrase.value = "";
      again.close();
      signedInAgain += 1;
      vault.activity();
      find("#main").hidden = false;
      watch.start();
      resolve();
    };
  });
}

/**
 * @param {string} signIn
 * @param {string} passphrase
 * @returns {Promise<boolean>}
 */
async function opensWith(signIn, passphrase) {
  const error = find("#sign-in-again-error");
  error.hidden = true;
  try {
    await vault.signIn({ signIn, passphrase });
    return true;
  } catch (refusal) {
    error.textContent = /** @type {Error} */ (refusal).message;
    error.hidden = false;
    return false;
  }
}
