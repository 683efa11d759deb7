// The tabs of one browser: they share use, locks and sign-outs, and lend each other the sealed seed, which opens for the
// same signed-in session only.

const CHANNEL = "relay.vault";
/** Milliseconds to wait for the answer of another tab that is there; a phone may have put it to sleep. */
const PATIENCE = 3000;

/** @typedef {{used?: number, locked?: boolean, signedOut?: boolean, left?: boolean, asking?: boolean, sealed?: string}} News */

export class Tabs {
  #channel = new BroadcastChannel(CHANNEL);
  /** Ends what tells other tabs that this one can lend. @type {(() => void) | undefined} */
  #end;

  /**
   * @param {() => string | null} sealed  what this tab could lend
   * @param {(news: News) => void} hear
   */
  constructor(sealed, hear) {
    this.#channel.onmessage = ({ data }) => {
      const lent = data.asking && sealed();
      if (lent) this.tell({ sealed: lent });
      hear(data);
    };
  }

  /** @param {News} news */
  tell(news) {
    this.#channel.postMessage(news);
  }

  /** Let other tabs know that there is something to borrow here, until `keepBack` or until this page goes. */
  offer() {
    if (this.#end) return;
    const ended = new Promise((/** @type {(nothing: void) => void} */ end) => {
      this.#end = end;
    });
    void navigator.locks.request(CHANNEL, { mode: "shared" }, () => ended);
  }

  /** There is nothing to borrow here any more. */
  keepBack() {
    this.#end?.();
    this.#end = undefined;
  }

  /** @returns {Promise<string>} another tab's sealed seed; "" at once where no other tab has one */
  async borrow() {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === CHANNEL) ? this.#ask() : "";
  }

  /** @returns {Promise<string>} */
  #ask() {
    return new Promise((resolve) => {
      const asking = new BroadcastChannel(CHANNEL);
      const done = (/** @type {string} */ sealed) => {
        asking.close();
        resolve(sealed);
      };
      asking.onmessage = ({ data }) => data.sealed && done(data.sealed);
      asking.postMessage({ asking: true });
      setTimeout(done, PATIENCE, "");
    });
  }
}
