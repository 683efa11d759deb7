/** The people who work here, as this device verified them; inviting others and signing for who came. */
import { vault } from "../vault/client.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { Invitations } from "./invitations.js";
import { Leaving, leavingButton } from "./leaving.js";
import { fill, find, onPress, show, strings, trouble } from "./page.js";
import { element } from "./words.js";

/** @typedef {import("./mediators.js").Somebody} Somebody */

const words = strings();
const form = /** @type {HTMLFormElement} */ (find("#invite-form"));
const invitations = new Invitations({ mine: ({ role }) => role !== "victim", confirmed: () => void list() });

async function list() {
  const { card: own } = await vault.unlocked();
  /** @type {{staff: Somebody[]}} */
  const { staff } = await vault.call("staff", {});
  find("#staff").replaceChildren(...staff.map((somebody) => entry(somebody, own)));
}

/** @param {Somebody} somebody @param {string} own  card of whoever looks */
function entry({ card, name, role, fingerprint }, own) {
  const main = element("span", "listing__main", card === own ? fill(words.you, { name }) : name);
  const mark = element("span", "listing__fact", element("span", "govuk-visually-hidden", `${words.fingerprint}: `));
  mark.append(element("span", "code", fingerprint));
  const item = element("li", "listing__entry", main, element("span", "listing__fact", words[role] ?? role), mark);
  if (card !== own) item.append(element("div", "listing__wide actions", leavingButton({ card, name, role, fingerprint }, leaving)));
  item.dataset.card = card;
  return item;
}

const leaving = new Leaving(() => list());

async function invite() {
  const [role, institution, lang] = ["role", "institution", "invite-lang"].map((name) => valueOf(form, name));
  const delivers = role === "liaison";
  const whole = complete([
    [role === "", "role", words.noRole],
    [delivers && institution === "", "institution", words.noInstitution],
    [lang === "", "invite-lang", words.noLanguage],
  ]);
  if (!whole) return;
  await vault.unlocked();
  const desk = delivers ? { desk: `institution/${institution}` } : {};
  const { link } = await vault.call("invite", { role, lang, ...desk });
  await invitations.list();
  await invitations.showLink(link, lang);
}

function askWhere() {
  show(/** @type {HTMLElement} */ (find("#institution").closest(".govuk-form-group")), valueOf(form, "role") === "liaison");
}

/** @param {HTMLElement} button  in the line of a desk */
async function act(button) {
  const { desk, need } = /** @type {HTMLElement} */ (button.closest("[data-desk]")).dataset;
  await vault.unlocked();
  await vault.call(need === "renew" ? "renewDesk" : "reopenDesk", { desk });
  window.location.reload();
}

async function start() {
  onSubmit(form, invite);
  for (const button of document.querySelectorAll("[data-act]")) {
    onPress(/** @type {HTMLElement} */ (button), () => act(/** @type {HTMLElement} */ (button)));
  }
  form.addEventListener("change", askWhere);
  askWhere();
  await vault.unlocked();
  await list();
  await invitations.list();
}

start().catch((error) => trouble(error.message));
