/** Inviting somebody to a case, and confirming who came. */
import { vault } from "../vault/client.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { Invitations } from "./invitations.js";
import { find, strings, trouble } from "./page.js";
import { Reinviting } from "./reinviting.js";

const code = find("#invite").dataset.case ?? "";
const form = /** @type {HTMLFormElement} */ (find("#invite-form"));
const invitations = new Invitations({ mine: (one) => one.case === code, confirmed: () => void back?.offerAgain() });
const back = document.querySelector("#back") ? new Reinviting(code, invitations) : undefined;

async function invite() {
  const lang = valueOf(form, "invite-lang");
  if (!complete([[lang === "", "invite-lang", strings().noLanguage]])) return;
  await vault.unlocked();
  const { link } = await vault.call("invite", { role: "victim", case: code, lang });
  await invitations.list();
  await invitations.showLink(link, lang);
}

async function start() {
  onSubmit(form, invite);
  await vault.unlocked();
  await invitations.list();
  await back?.offerAgain();
}

start().catch((error) => trouble(error.message));
