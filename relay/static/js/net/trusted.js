/**
 * The one Trusted Types policy (`trusted-types relay`): it lets our own worker scripts through, by name, and nothing else.
 * No policy makes HTML: decrypted text is only ever `textContent`.
 */

const WORKERS = new Set(["/static/js/vault/worker.js", "/static/js/pdf/worker.js"]);

/**
 * @param {string} url
 * @returns {string} the same address, resolved against this origin
 * @throws {TypeError} not one of our workers
 */
function ownWorker(url) {
  const asked = new URL(url, location.origin);
  if (asked.origin !== location.origin || asked.search || !WORKERS.has(asked.pathname)) {
    throw new TypeError("not a worker of this site");
  }
  return asked.href;
}

/** @type {{createScriptURL(url: string): any} | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("relay", { createScriptURL: ownWorker });

/**
 * Make the address of one of our workers fit for `new Worker(…)`, also where Trusted Types are unknown.
 * @param {string} url  such as `/static/js/vault/worker.js`
 * @returns {string} a TrustedScriptURL where the browser has them
 * @throws {TypeError} not one of our workers
 */
export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : ownWorker(url);
}
