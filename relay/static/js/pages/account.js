// One's own account: the number to compare, and the list of one's sessions.
import { vault } from "../vault/client.js";
import { fill, find, onPress, pageLanguage, strings, trouble } from "./page.js";

/** @typedef {{id: string, created: string, active: string, device: string, current: boolean}} Session */

const words = strings();
const lang = pageLanguage() === "fr" ? "fr-CA" : "en-GB"; // the day first, as everywhere here
const DAY = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long" });
const TIME = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

try {
  const me = await vault.unlocked();
  find("#fingerprint").textContent = me.fingerprint;
  await list();
} catch (error) {
  trouble(/** @type {Error} */ (error).message);
}

async function list() {
  /** @type {{sessions: Session[]}} */
  const { sessions } = await vault.call("sessions");
  find("#sessions").replaceChildren(...sessions.map(entry));
}

/** @param {Session} session */
function entry(session) {
  const item = document.createElement("li");
  const line = document.createElement("p");
  const device = session.device || words.unknown || "";
  const times = [when(words.since, session.created), when(words.last, session.active)];
  line.textContent = [device, ...(session.current ? [words.here] : []), ...times].join(" · ");
  item.append(line);
  if (!session.current) item.append(endButton(session, device));
  return item;
}

/**
 * @param {Session} session
 * @param {string} device
 */
function endButton(session, device) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = words.end ?? "";
  button.setAttribute("aria-label", when(fill(words.endThis ?? "", { device }), session.created));
  onPress(button, async () => {
    await vault.call("endSession", { id: session.id });
    find("#sessions-said").textContent = words.ended ?? "";
    await list();
    find("#sessions-title").focus();
  });
  return button;
}

/**
 * @param {string | undefined} sentence
 * @param {string} moment  ISO 8601
 */
function when(sentence, moment) {
  const date = new Date(moment);
  return fill(sentence ?? "", { day: DAY.format(date), time: TIME.format(date) });
}
