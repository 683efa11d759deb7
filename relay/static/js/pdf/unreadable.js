/** A PDF of which no pictures can be made: a stable code, never content. */
export class Unreadable extends Error {
  /** @param {"pdf-broken" | "pdf-locked"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}
