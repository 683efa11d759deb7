/** Coming back in: the name and the code go to the vault and no further, then a new passphrase and a new code. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { complete, valueOf } from "./forms.js";
import { NewCode } from "./new_code.js";
import { NewPassphrase } from "./new_passphrase.js";
import { find, showView, strings } from "./page.js";

const words = strings();
const proof = /** @type {HTMLFormElement} */ (find("#proof-form"));
const newPassphrase = new NewPassphrase(() => ({ signIn: holder().signIn, name }));
const newCode = new NewCode();
let passphrase = "";
let name = "";
let working = false;

/** @type {[form: string, said: string, act: () => Promise<void>][]} */
const STEPS = [
  ["#proof-form", "#looking", look],
  ["#passphrase-form", "#judged", choose],
  ["#code-form", "#busy", async () => void (newCode.isWritten() && (await recover(newCode.code)))],
];
for (const [form, said, act] of STEPS) {
  find(form).addEventListener("submit", (event) => {
    event.preventDefault();
    void once(said, act);
  });
}
find("#skip").addEventListener("click", () => void once("#busy", () => recover("")));
find("#back").addEventListener("click", () => showView("passphrase"));
find("#proof-next").removeAttribute("disabled");

/**
 * Do one thing at a time; what does not work is said at the step's first field.
 * @param {string} said  where the page says that it is at work
 * @param {() => Promise<void>} act
 */
async function once(said, act) {
  if (working) return;
  working = true;
  try {
    await act();
  } catch (error) {
    showErrors([{ id: fieldInTrouble(), text: /** @type {Error} */ (error).message }]);
  } finally {
    working = false;
    if (said !== "#judged") find(said).textContent = "";
  }
}

async function look() {
  const { signIn, code } = holder();
  if (!complete([[signIn === "", "recover-name", words.nameMissing], [code === "", "recover-code", words.codeMissing]])) return;
  find("#looking").textContent = words.looking;
  ({ name } = await vault.call("recoverLook", { signIn, code }));
  await Promise.all([newPassphrase.draw(), newCode.draw()]);
  find("#found").textContent = name;
  showView("passphrase");
}

async function choose() {
  passphrase = await newPassphrase.chosen();
  if (!passphrase) return;
  newCode.rest();
  showView("code");
}

/** @param {string} recovery  the new code, or "" */
async function recover(recovery) {
  clearErrors();
  find("#busy").textContent = words.busy;
  await vault.call("recover", { ...holder(), passphrase, recovery });
  proof.reset();
  newPassphrase.forget();
  newCode.forget();
  passphrase = "";
  showView("done");
}

function holder() {
  return { signIn: valueOf(proof, "recover-name"), code: valueOf(proof, "recover-code") };
}

/** @returns {string} the field, or the button, that the view in front begins with */
function fieldInTrouble() {
  const shown = (/** @type {string} */ id) => find(`#${id}`).offsetParent !== null;
  return ["recover-code", "own", "group-1", "written"].find(shown) ?? "draw";
}
