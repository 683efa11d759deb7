/** Reviewing a message: opened here, in the vault, and signed as read; the mediator's copy, flags and decisions beside it. */
import { vault } from "../vault/client.js";
import { Copy } from "./copy.js";
import { SavedCopy } from "./copy_saved.js";
import { watchDecisions } from "./decide.js";
import { layOutDifference } from "./difference.js";
import { listFlags } from "./flagged.js";
import { watchHandOver } from "./hand_over.js";
import { fill, find, onPress, show, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";

/** @typedef {{lang: string, parts: import("./sheet.js").Part[], from: {party: string, name: string, fingerprint: string}, custody: {name: string}, edited: boolean, missing: number}} Letter */

/** Milliseconds without a key before a changed copy is looked through again. */
const PAUSE = 300;

const words = /** @type {any} */ (strings());
const page = find("#review");
const { message = "", case: code = "", state, original = "", own } = page.dataset;
/** @type {Copy | undefined} */
let copy;
/** @type {Letter | undefined} */
let letter;
/** @type {string[]} */
let names = [];

async function open() {
  await vault.unlocked();
  const opened = await vault.call("openMessage", { message });
  letter = opened;
  layOut(find("#sheet"), opened, (number, total) => fill(words.picture, { number, total }));
  show(find("#sheet"));
  showFacts(opened);
  if (document.querySelector("#copy")) await layCopy(opened);
  if (state === "sealed" && own === "no") tellRead();
  else find("#opening").textContent = "";
}

function tellRead() {
  page.dataset.state = "reading";
  find("#state").textContent = words.reading;
  find("#opening").textContent = words.opened;
}

/** @param {Letter} letter */
function showFacts({ from: author, custody, edited, missing }) {
  const { name, party, fingerprint } = author;
  find("#author").textContent = party === "offender" ? fill(words.fromInstitution, { name }) : name;
  find("#author-fingerprint").textContent = fingerprint;
  find("#custody").textContent = custody.name;
  find("#edited").textContent = edited ? words.yes : words.no;
  const gap = find("#missing");
  gap.textContent = fill(gap.dataset.sentence ?? "", { count: missing });
  show(gap, missing > 0);
}

/** @param {Letter} letter */
async function layCopy(letter) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const onChange = () => {
    clearTimeout(later);
    later = setTimeout(lookThrough, PAUSE);
    saved.touch();
  };
  const mine = new Copy(find("#copy"), letter, words, onChange);
  const saved = new SavedCopy(mine, { case: code, message, lang: letter.lang }, words);
  copy = mine;
  const asked = document.querySelector("#propose-words");
  const ready = words.proposeWords[letter.lang.slice(0, 2)];
  if (asked instanceof HTMLTextAreaElement && letter.from.party !== "offender") asked.value = ready ?? "";
  onPress(find("#copy-again"), async () => {
    mine.reset();
    saved.touch();
    lookThrough();
  });
  await saved.load().catch((error) => trouble(error.message));
}

/** Show what was changed, and what should be looked at before it goes on. */
function lookThrough() {
  if (!letter) return;
  if (copy) {
    show(find("#changes"), copy.changed);
    layOutDifference(find("#difference"), letter, { parts: copy.parts() }, words);
  }
  if (document.querySelector("#flags")) listFlags(passages(), names, words).catch((error) => trouble(error.message));
}

function passages() {
  if (copy) return copy.places.map(({ area }) => ({ element: area, text: area.value }));
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#sheet .sheet__text"));
  return [...blocks].map((element) => ({ element, text: element.textContent ?? "" }));
}

/** What came with it for the mediator alone, and what she looks for in this case. */
async function openBeside() {
  await opened;
  names = (await vault.call("watchList", { case: code })).words;
  lookThrough();
  const { asides } = await vault.call("asidesOf", { case: code, message });
  const opening = asides.map((/** @type {string} */ aside) => vault.call("openMessage", { message: aside }));
  const beside = await Promise.all(opening);
  const parts = beside.flatMap((word) => word.parts);
  if (parts.length > 0) layOut(find("#aside"), { lang: beside[0].lang, parts }, String);
  show(find("#beside"), parts.length > 0);
}

/** An edit that was made here is shown beside what was written: only what changed. */
async function compare() {
  await opened;
  if (original === "" || !letter || !document.querySelector("#compared")) return;
  const first = await vault.call("openMessage", { message: original, reading: false });
  layOutDifference(find("#compared"), first, letter, words);
  show(find("#compared"));
}

const opened = open();
onPress(find("#open"), async () => {
  await opened;
  find("#sheet").focus();
});
watchDecisions(opened, () => ({
  changed: copy?.changed ?? false,
  changes: () => copy?.changes() ?? { parts: [], added: "" },
  toVictim: letter?.from.party !== "offender",
  lang: letter?.lang ?? "",
}));
if (document.querySelector("#hand-over")) watchHandOver(message, opened);
Promise.all([opened, openBeside(), compare()]).catch((error) => {
  find("#opening").textContent = "";
  trouble(error.message);
});
