/** What did not work, in a form that crosses from the worker to the page: a stable code, never content. */
export class Refusal extends Error {
  /**
   * @param {string} code  of docs/api.md, or the vault's own
   * @param {{status?: number, detail?: string, retryAfter?: number}} [more]  retryAfter: seconds
   */
  constructor(code, { status = 0, detail = "", retryAfter } = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /**
   * Read a problem+json answer; no answer at all is `network`.
   * @param {Response | null} response
   * @returns {Promise<Refusal>}
   */
  static async of(response) {
    if (!response) return new Refusal("network");
    const problem = await readProblem(response);
    const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
    return new Refusal(problem.code ?? "unknown", { status: response.status, detail: problem.detail, retryAfter });
  }

  /** @returns {{code: string, status: number, detail: string, retryAfter?: number}} */
  toPlain() {
    return { code: this.code, status: this.status, detail: this.detail, retryAfter: this.retryAfter };
  }
}

/**
 * @param {Response} response
 * @returns {Promise<{code?: string, detail?: string}>}
 */
async function readProblem(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // a proxy's own page
    throw error;
  }
}
