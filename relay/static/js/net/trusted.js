/**
 * The one Trusted Types policy (`trusted-types relay`): it lets our own worker scripts through, by name, and nothing else.
 * No policy makes HTML: decrypted text is only ever `textContent`.
 */

const WORKERS = new Set(["../vault/worker.js", "../pdf/worker.js"].map((place) => new URL(place, import.meta.url).href));

/**
 * @param {string} url
 * @returns {string} the same address
 * @throws {TypeError} not one of our workers
 */
function ownWorker(url) {
  if (!WORKERS.has(url)) throw new TypeError("not a worker of this site");
  return url;
}

/** @type {{createScriptURL(url: string): any} | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("relay", { createScriptURL: ownWorker });

/**
 * Make the address of one of our workers fit for `new Worker(…)`, also where Trusted Types are unknown.
 * @param {string} url  whole, as a module finds it from its own: `new URL("./worker.js", import.meta.url).href`
 * @returns {string} a TrustedScriptURL where the browser has them
 * @throws {TypeError} not one of our workers
 */
export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : ownWorker(url);
}
