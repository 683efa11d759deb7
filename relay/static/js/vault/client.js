// The page's side of the vault: starts the worker, carries the sealed seed from page to page, asks and is answered.
import { Refusal } from "../net/refusal.js";
import { scriptUrl } from "../net/trusted.js";
import { Tabs } from "./tabs.js";
import { mark, ofThisPage, worded } from "./wording.js";

const WORKER = new URL("./worker.js", import.meta.url).href;
/** Where this tab keeps the seed, sealed under a key that only the signed-in session can fetch. */
const SLOT = "relay.vault";

/** @typedef {{person: string, role: string, lang: string, status: string, signIn: string, name: string, card: string, fingerprint: string}} Me */
/** @typedef {{code: string, status: number, message: string, retryAfter?: number}} VaultError */

class Vault {
  /** @type {Map<number, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
  #waiting = new Map();
  /** @type {(() => Promise<unknown>)[]} */
  #hooks = [];
  /** @type {Promise<{state: "ready" | "locked", me: Me | null}> | undefined} */
  #started;
  /** @type {Worker | undefined} */
  #worker;
  #count = 0;
  #tabs = new Tabs(
    () => sessionStorage.getItem(SLOT),
    (news) => this.#heard(news),
  );

  /** Asked when the session has ended; fulfilled once somebody signed in again. pages/session.js sets it. @type {() => Promise<void>} */
  signInAgain = () => Promise.reject(worded(new Refusal("not-signed-in", { status: 401 })));
  /** Told what happened in another tab. @type {(news: "used" | "locked" | "signed-out" | "left") => void} */
  onTab = () => {};
  /** When somebody last did something here: milliseconds since 1970. */
  usedAt = Date.now();

  /**
   * Start the vault with what an earlier page left.
   * @returns {Promise<{state: "ready" | "locked", me: Me | null}>} never rejects
   */
  ready() {
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * Resolve once the vault can work; a locked one offers sign-in in place.
   * @returns {Promise<Me>}
   */
  async unlocked() {
    const { state, me } = await this.ready();
    return state === "ready" && me ? me : this.signInAgain().then(() => this.#ask("me", {}));
  }

  /**
   * Ask the vault to do something: one verb of vault/verbs.js, plain data in and out.
   * @param {string} verb
   * @param {object} [args]
   * @returns {Promise<any>}
   * @throws {VaultError}
   */
  async call(verb, args = {}) {
    await this.ready();
    try {
      return await this.#ask(verb, args);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "not-signed-in") throw worded(error);
    }
    await this.signInAgain();
    return this.#ask(verb, args).catch((error) => Promise.reject(worded(error)));
  }

  /**
   * Sign in; the vault is ready afterwards.
   * @param {{signIn: string, passphrase: string}} who
   * @returns {Promise<Me>}
   * @throws {VaultError}
   */
  async signIn(who) {
    await this.ready();
    /** @type {Me} */
    const me = await this.#ask("signIn", who).catch((error) => Promise.reject(worded(error)));
    this.#started = Promise.resolve({ state: /** @type {const} */ ("ready"), me });
    return me;
  }

  /**
   * Save what is typed before the vault locks or the person leaves.
   * @param {() => Promise<unknown>} hook  rejects when it could not
   */
  beforeLock(hook) {
    this.#hooks.push(hook);
  }

  /**
   * Run every hook.
   * @returns {Promise<boolean>} whether all that was typed is saved
   */
  async saveAll() {
    const done = await Promise.allSettled(this.#hooks.map((hook) => hook()));
    return done.every(({ status }) => status === "fulfilled");
  }

  /** Note that this site is in use, here and in other tabs. */
  activity() {
    this.usedAt = Date.now();
    this.#tabs.tell({ used: this.usedAt });
  }

  /** Forget the keys in this tab and the others; the server forgets its part. */
  async lock() {
    this.#tabs.tell({ locked: true });
    await patience();
    await this.#ask("lock", {}).catch(() => undefined); // out of reach: the server forgets by itself when idle
    this.forget();
  }

  /** Sign out: everything this site keeps on the device goes. */
  async signOut() {
    this.#tabs.tell({ signedOut: true });
    await patience();
    await this.#ask("signOut", {}).catch((error) => Promise.reject(worded(error)));
    this.forget();
  }

  /** Quick exit: forget the keys at once, and let the other tabs leave too. */
  leave() {
    this.#tabs.tell({ left: true });
    this.forget();
  }

  /** Forget the keys in this tab at once. */
  forget() {
    sessionStorage.removeItem(SLOT);
    this.#tabs.keepBack();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    this.#refuseAll(new Refusal("not-signed-in", { status: 401 }));
    mark("locked");
  }

  /** The worker could not be loaded: whoever waits or asks is told, none waits for ever. */
  #broke() {
    this.#worker = undefined;
    this.#refuseAll(new Refusal("vault-broken"));
  }

  /** @param {Refusal} refusal */
  #refuseAll(refusal) {
    for (const { reject } of this.#waiting.values()) reject(refusal);
    this.#waiting.clear();
  }

  async #start() {
    this.#worker = new Worker(scriptUrl(WORKER), { type: "module", name: "vault" });
    this.#worker.onmessage = ({ data }) => this.#answered(data);
    this.#worker.onerror = () => this.#broke();
    const sealed = sessionStorage.getItem(SLOT) ?? (await this.#tabs.borrow());
    const me = await this.#ask("restore", { sealed, ...ofThisPage() }).catch(() => null);
    const state = /** @type {"ready" | "locked"} */ (me ? "ready" : "locked");
    mark(state);
    return { state, me };
  }

  /** @param {import("./tabs.js").News} news */
  #heard({ used, locked, signedOut, left }) {
    if (used) this.usedAt = Math.max(this.usedAt, used);
    if (used) this.onTab("used");
    if (locked) this.onTab("locked");
    if (signedOut) this.onTab("signed-out");
    if (left) this.onTab("left");
  }

  /**
   * @param {string} verb
   * @param {object} args
   * @returns {Promise<any>}
   */
  #ask(verb, args) {
    const id = ++this.#count;
    const worker = this.#worker;
    if (!worker) return Promise.reject(new Refusal("vault-broken"));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, verb, args });
    });
  }

  /** @param {{id?: number, ok?: any, error?: ReturnType<Refusal["toPlain"]>, keep?: string}} answer */
  #answered({ id, ok, error, keep }) {
    if (keep !== undefined) {
      sessionStorage.setItem(SLOT, keep);
      this.#tabs.offer();
      mark("ready");
      return;
    }
    const waiting = this.#waiting.get(/** @type {number} */ (id));
    this.#waiting.delete(/** @type {number} */ (id));
    if (error) waiting?.reject(new Refusal(error.code, error));
    else waiting?.resolve(ok);
  }
}

/** Give other tabs a moment to save what is typed in them. @returns {Promise<void>} */
function patience() {
  return new Promise((resolve) => setTimeout(resolve, 400));
}

export const vault = new Vault();
