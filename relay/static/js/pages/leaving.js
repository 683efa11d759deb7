/** Somebody works here no longer: what follows is said, asked once, and then done for good. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, strings } from "./page.js";
import { buttonOf } from "./words.js";

/** @typedef {import("./mediators.js").Somebody} Somebody */

export class Leaving {
  #words = strings();
  #done;

  /** @param {() => Promise<void>} done  lists the staff anew */
  constructor(done) {
    this.#done = done;
  }

  /** @param {Somebody} somebody  a mediator or a liaison */
  async revoke({ card, name, role }) {
    this.#tell("revoke-question", this.#words[`${role}Follows`], name);
    if (!(await asked("revoke-question"))) return;
    await vault.call("revokeStaff", { card });
    await this.#done();
    this.#say(fill(this.#words.revoked, { name }));
  }

  /** @param {Somebody} officer  whose card the root will revoke */
  async prepare({ card, name }) {
    this.#tell("prepare-question", this.#words.officerFollows, name);
    if (!(await asked("prepare-question"))) return;
    /** @type {{needs: {desk: string, need: string}[]}} */
    const { needs } = await vault.call("deskNeeds", { leaving: card });
    const signed = needs.filter(({ need }) => need === "renew");
    for (const { desk } of signed) await vault.call("renewDesk", { desk, leaving: card });
    const done = fill(this.#words.prepared, { name, count: signed.length });
    const first = (await hasOffice()) ? this.#words.nowRoot : this.#words.officeFirst;
    this.#say(`${done} ${fill(first, { name })}`);
  }

  /** @param {string} dialog @param {string} sentence @param {string} name */
  #tell(dialog, sentence, name) {
    find(`#${dialog}-consequence`).textContent = fill(sentence, { name });
  }

  /** @param {string} sentence */
  #say(sentence) {
    find("#staff-said").textContent = sentence;
    find("#staff-said").focus();
  }
}

/** @returns {Promise<boolean>} whether whoever is here can open what was sealed to the office so far */
async function hasOffice() {
  const { card } = await vault.unlocked();
  /** @type {{needs: {desk: string, cards: string[]}[]}} */
  const { needs } = await vault.call("deskNeeds", {});
  return !needs.some(({ desk, cards }) => desk === "office" && cards.includes(card));
}

/**
 * @param {Somebody} somebody
 * @param {Leaving} leaving
 * @returns {HTMLButtonElement}
 */
export function leavingButton(somebody, leaving) {
  const officer = somebody.role === "officer";
  const words = strings();
  const button = buttonOf(fill(officer ? words.prepare : words.revoke, { name: somebody.name }), officer ? "prepare-officer" : "revoke");
  onPress(button, () => (officer ? leaving.prepare(somebody) : leaving.revoke(somebody)));
  return button;
}
