/** Reading a message and deciding about it: opened here, in the vault, and signed as read. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, pageLanguage, show, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";

const words = strings();
const page = find("#review");
const { message, state } = page.dataset;

async function open() {
  await vault.unlocked();
  const letter = await vault.call("openMessage", { message });
  layOut(find("#sheet"), letter, (number, total) => fill(words.picture, { number, total }));
  show(find("#sheet"));
  showFacts(letter);
  if (state === "sealed") tellRead();
  else find("#opening").textContent = "";
}

function tellRead() {
  page.dataset.state = "reading";
  find("#state").textContent = words.reading;
  find("#opening").textContent = words.opened;
}

const opened = open();

/** @param {{from: {party: string, name: string, fingerprint: string}, custody: {name: string}, edited: boolean}} letter */
function showFacts({ from: author, custody, edited }) {
  const { name, party, fingerprint } = author;
  find("#author").textContent = party === "offender" ? fill(words.fromInstitution, { name }) : name;
  find("#author-fingerprint").textContent = fingerprint;
  find("#custody").textContent = custody.name;
  find("#edited").textContent = edited ? words.yes : words.no;
}

/** @param {"held" | "declined" | "approved"} to @param {string} [until]  a date or "" */
async function decide(to, until = "") {
  await opened;
  await vault.call("review", { message, to, until });
  window.location.assign(`/${pageLanguage()}/home`);
}

async function hold() {
  if (await asked("hold-question")) await decide("held", /** @type {HTMLInputElement} */ (find("#until")).value);
}

async function decline() {
  if (await asked("decline-question")) await decide("declined");
}

function watch() {
  onPress(find("#open"), async () => {
    await opened;
    find("#sheet").focus();
  });
  if (!document.querySelector("#hold")) return;
  onPress(find("#hold"), hold);
  onPress(find("#decline"), decline);
  const approve = document.querySelector("#approve");
  if (approve instanceof HTMLElement) onPress(approve, () => decide("approved"));
}

watch();
opened.catch((error) => {
  find("#opening").textContent = "";
  trouble(error.message);
});
