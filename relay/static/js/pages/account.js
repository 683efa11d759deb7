// One's own account: the number to compare, the list of one's sessions, and what happened with the account.
import { vault } from "../vault/client.js";
import { fill, find, onPress, pageLanguage, show, strings, timeZone, trouble } from "./page.js";
import { dayAndTime, element } from "./words.js";

/** @typedef {{id: string, created: string, active: string, device: string, current: boolean}} Session */

const words = strings();
const lang = pageLanguage() === "fr" ? "fr-CA" : "en-GB"; // the day first, as everywhere here
const DAY = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: timeZone() });
const TIME = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timeZone() });

onPress(find("#end-others"), async () => {
  await vault.call("endOtherSessions");
  await refresh();
  find("#sessions-said").textContent = words.endedAll ?? "";
  find("#sessions-title").focus();
});
try {
  const me = await vault.unlocked();
  find("#fingerprint").textContent = me.fingerprint;
  await refresh();
} catch (error) {
  trouble(/** @type {Error} */ (error).message);
}

/** Read the account anew: after each change of it. */
export async function refresh() {
  const [{ sessions }, { signIn, recovery, notes }] = await Promise.all([vault.call("sessions"), vault.call("account")]);
  find("#sign-in-name").textContent = signIn;
  find("#has-code").textContent = (recovery ? words.hasCode : words.noCode) ?? "";
  find("#sessions").replaceChildren(...sessions.map(entry));
  show(find("#end-others-place"), sessions.length > 1);
  find("#notes").replaceChildren(...notes.map(note));
}

/** @param {import("../vault/account.js").Note} one */
function note({ what, device, at }) {
  return element("li", "", [words[`note-${what}`], dayAndTime(at), ...(device ? [device] : [])].join(" · "));
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
    await refresh();
    find("#sessions-said").textContent = words.ended ?? "";
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
