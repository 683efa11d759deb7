/** Milliseconds before the lock at which a page says so; where the whole time is under twice that, half of it. */
export const WARNING = 2 * 60_000;
const MINUTE = 60_000;
/** Milliseconds between two signs of life to the server, which notes one a minute. */
export const TOUCH = 61_000;
const LOOK = 1000;

/** Watches for nobody being there. Looks at the clock rather than counting, so that a device that slept is found out. */
export class IdleWatch {
  #limit;
  #warnsAt;
  #timer = 0;
  #warned = false;
  #touchedAt = Date.now();

  /**
   * @param {object} parts
   * @param {number} parts.minutes  without use after which a page locks: the server ends the session then (design.md §7)
   * @param {() => number} parts.usedAt  when somebody last did something, in this tab or another: milliseconds since 1970
   * @param {() => void} parts.warn
   * @param {() => void} parts.calm  somebody is there again
   * @param {() => void} parts.lock
   * @param {() => void} parts.touch  tells the server
   * @param {() => number} [parts.clock]
   */
  constructor({ minutes, usedAt, warn, calm, lock, touch, clock = Date.now }) {
    this.#limit = minutes * MINUTE;
    this.#warnsAt = this.#limit - Math.min(WARNING, this.#limit / 2);
    this.parts = { usedAt, warn, calm, lock, touch, clock };
    this.#touchedAt = clock();
  }

  start() {
    this.#warned = false;
    this.#timer = Number(setInterval(() => this.look(), LOOK));
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Compare the clock with the last use, once. */
  look() {
    const { usedAt, warn, calm, lock, touch, clock } = this.parts;
    const quiet = clock() - usedAt();
    if (quiet >= this.#limit) lock();
    else if (quiet >= this.#warnsAt && !this.#warned) {
      this.#warned = true;
      warn();
    } else if (quiet < this.#warnsAt && this.#warned) {
      this.#warned = false;
      calm();
    }
    if (usedAt() <= this.#touchedAt || clock() - this.#touchedAt < TOUCH) return;
    this.#touchedAt = clock();
    touch();
  }
}
