/** Reading: the sheet and nothing beside it. Opens only here, and tells nobody unless she says so. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, pageLanguage, show, strings, trouble } from "./page.js";
import { drawn, layOut } from "./sheet.js";

const { message, case: caseCode } = find("#read").dataset;

async function later() {
  await vault.call("choose", { message, case: caseCode, choice: "later", lang: pageLanguage() });
  window.location.assign(`/${pageLanguage()}/home`);
}

async function print() {
  if (!(await asked("print-question"))) return;
  await drawn(find("#sheet"));
  window.print();
}

async function tell() {
  await vault.call("opened", { message, case: caseCode });
  show(find("#untold"), false);
  find("#told").textContent = strings().told;
}

async function start() {
  onPress(find("#later"), later);
  onPress(find("#print"), print);
  onPress(find("#tell"), tell);
  await vault.unlocked();
  const letter = await vault.call("openMessage", { message });
  layOut(find("#sheet"), letter, (number, total) => fill(strings().picture, { number, total }));
  show(find("#opening"), false);
  show(find("#edited"), letter.edited);
  show(find("#sheet"));
  show(find("#after"));
  await vault.call("choose", { message, case: caseCode, choice: "now", lang: pageLanguage() });
}

start().catch((error) => {
  show(find("#opening"), false);
  trouble(error.code === "not-found" ? strings().gone : error.message);
});
