/** @typedef {{state: "unsaved" | "saved" | "moved" | "trouble", saved?: string, message?: string}} News */

/**
 * Keep a draft saved while somebody types: one save at a time, the newest content wins, trouble is retried.
 *
 * Knows no page and no vault: it is given what saves and whom to tell.
 *
 * @template Content
 */
export class Autosave {
  /** @type {Content | undefined} what is typed and not yet acknowledged */
  #waiting;
  /** @type {Promise<void> | undefined} the save under way */
  #running;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #failures = 0;
  #stopped = false;

  /**
   * @param {object} parts
   * @param {(content: Content) => Promise<{saved: string}>} parts.save  rejects with `{code, message}`
   * @param {(news: News) => void} parts.tell
   * @param {number} [parts.delay]  milliseconds of quiet before a save
   */
  constructor({ save, tell, delay = 700 }) {
    this.save = save;
    this.tell = tell;
    this.delay = delay;
  }

  /** Whether everything typed so far was acknowledged or given up; a save of what was given up holds nobody back. */
  get settled() {
    return this.#waiting === undefined && (this.#stopped || this.#running === undefined);
  }

  /**
   * Something changed: save it once typing pauses.
   * @param {Content} content  a value of its own, not changed afterwards
   */
  touch(content) {
    this.#waiting = content;
    this.tell({ state: "unsaved" });
    if (!this.#stopped) this.#plan(this.delay);
  }

  /**
   * Save what waits now.
   * @returns {Promise<boolean>} true once everything typed so far is acknowledged
   */
  async flush() {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.#waiting === undefined) return true;
    this.#running = this.#attempt(this.#waiting);
    await this.#running;
    return this.settled;
  }

  /** No more saves until `resume`: the draft belongs to another tab until somebody chooses. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Forget what waits, and save no more until `resume`: it was sent, deleted or given up. */
  drop() {
    this.stop();
    this.#waiting = undefined;
  }

  /** Save again after `stop`. */
  resume() {
    this.#stopped = false;
    if (this.#waiting !== undefined) this.#plan(0);
  }

  /** @param {Content} content */
  async #attempt(content) {
    try {
      const { saved } = await this.save(content);
      this.#failures = 0;
      this.#running = undefined;
      if (this.#waiting !== content) return;
      this.#waiting = undefined;
      this.tell({ state: "saved", saved });
    } catch (error) {
      this.#running = undefined;
      this.#trouble(/** @type {{code?: string, message?: string}} */ (error));
    }
  }

  /** @param {{code?: string, message?: string}} error */
  #trouble({ code, message }) {
    if (code === "draft-moved") {
      this.stop();
      this.tell({ state: "moved" });
      return;
    }
    this.tell({ state: "trouble", message });
    this.#failures += 1;
    this.#plan(Math.min(30_000, 1000 * 2 ** this.#failures));
  }

  /** @param {number} wait  milliseconds */
  #plan(wait) {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), wait);
  }
}
