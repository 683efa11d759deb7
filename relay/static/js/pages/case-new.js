/** Entering a case: the sheet is sealed on this device; a step that fails is taken up again by the next press. */
import { vault } from "../vault/client.js";
import { complete, isCode, onSubmit, valueOf } from "./forms.js";
import { holdWhile } from "./held.js";
import { listMediators } from "./mediators.js";
import { find, pageLanguage, strings, trouble } from "./page.js";

const words = strings();
const form = /** @type {HTMLFormElement} */ (find("#case-form"));
/** @type {Map<string, string>} opaque addresses of the cases made here, by code */
const made = new Map();
let leaving = false;

/** @returns {string} the sheet's fields one below the other, each under its name */
function sheet() {
  const fields = [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (form.querySelectorAll("[data-sheet]"))];
  const filled = fields.filter(({ value }) => value.trim() !== "");
  return filled.map(({ dataset, value }) => `${words[dataset.sheet ?? ""]}\n${value.trim()}`).join("\n\n");
}

function typed() {
  return !leaving && (sheet() !== "" || valueOf(form, "code") !== "");
}

function asWanted() {
  const code = valueOf(form, "code");
  return complete([
    [code === "", "code", words.noCode],
    [code !== "" && !isCode(code), "code", words.badCode],
    [valueOf(form, "institution") === "", "institution", words.noInstitution],
    [new FormData(form).getAll("langs").length === 0, "lang-en", words.noLanguage],
    [sheet() === "", "sheet-person", words.noSheet],
    [valueOf(form, "inviter") === "", "inviter", words.noVictim],
  ]);
}

async function enter() {
  if (!asWanted()) return;
  await vault.unlocked();
  const address = await create();
  if (address === "") return;
  const card = valueOf(form, "mediator");
  if (card !== "") await vault.call("assign", { case: valueOf(form, "code"), card });
  leaving = true;
  const next = valueOf(form, "inviter") === "office" ? "invite" : "cases";
  window.location.assign(`/${pageLanguage()}/${next}/${address}`);
}

/** @returns {Promise<string>} the case's opaque address, "" where its code is taken */
async function create() {
  const code = valueOf(form, "code");
  const known = made.get(code);
  if (known) return known;
  const langs = new FormData(form).getAll("langs").map(String);
  try {
    const { public_id: address } = await vault.call("createCase", { code, institution: valueOf(form, "institution"), langs, sheet: sheet() });
    made.set(code, address);
    return address;
  } catch (error) {
    if (/** @type {{code?: string}} */ (error).code !== "code-taken") throw error;
    complete([[true, "code", words.taken]]);
    return "";
  }
}

async function start() {
  onSubmit(form, enter);
  holdWhile(form, typed);
  await vault.unlocked();
  await listMediators(find("#mediator"));
}

start().catch((error) => trouble(error.message));
