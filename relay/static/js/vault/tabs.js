// The tabs of one browser: they share use, locks and sign-outs, and lend each other the sealed seed, which opens for the
// same signed-in session only.

const CHANNEL = "relay.vault";
/** Milliseconds to wait for another tab's answer. */
const PATIENCE = 120;

/** @typedef {{used?: number, locked?: boolean, signedOut?: boolean, left?: boolean, asking?: boolean, sealed?: string}} News */

export class Tabs {
  #channel = new BroadcastChannel(CHANNEL);

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

  /** @returns {Promise<string>} another tab's sealed seed, or "" */
  borrow() {
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
