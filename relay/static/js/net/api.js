// The only fetch of the browser's side: JSON and sealed bytes to /api/v1, with the session's CSRF token.
import { Refusal } from "./refusal.js";

const BASE = "/api/v1";
const BYTES = "application/octet-stream";
/** Milliseconds between tries when the network drops or the server asks for patience. */
const PAUSES = [400, 1200, 3000];

/** @typedef {{bytes: Uint8Array, version: string}} Blobby  a private object and its ETag */
/** @typedef {{again?: boolean, headers?: Record<string, string>}} Options  again: safe to send twice */

let csrf = "";
let expected = "";
let language = "en";

/**
 * Say in which language the server words what it refuses.
 * @param {string} lang
 */
export function speak(lang) {
  language = lang;
}

/**
 * Keep the CSRF token that a page or an answer brought ("" forgets it).
 * @param {string} token
 */
export function holdToken(token) {
  csrf = token;
}

/**
 * Say for whom calls are made: a session that another tab began as somebody else counts as ended here.
 * @param {string} person  b64, or "" before anybody signed in
 */
export function actFor(person) {
  expected = person;
}

/**
 * @param {string} path  below /api/v1
 * @returns {Promise<any>} the parsed JSON
 * @throws {Refusal}
 */
export async function get(path) {
  return json(await send("GET", path, { again: true }));
}

/**
 * @param {string} path
 * @returns {Promise<Blobby | null>} null when there is none yet (204)
 * @throws {Refusal}
 */
export async function getBytes(path) {
  const response = await send("GET", path, { again: true });
  if (response.status === 204) return null;
  return { bytes: new Uint8Array(await response.arrayBuffer()), version: response.headers.get("ETag") ?? "" };
}

/**
 * @param {string} path
 * @param {object} [body]
 * @param {Options} [options]
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function post(path, body = {}, options = {}) {
  const headers = { ...options.headers, "Content-Type": "application/json" };
  return json(await send("POST", path, { ...options, headers }, JSON.stringify(body)));
}

/**
 * Put JSON in place of what is there; safe to send twice.
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function put(path, body) {
  const headers = { "Content-Type": "application/json" };
  return json(await send("PUT", path, { again: true, headers }, JSON.stringify(body)));
}

/**
 * Put sealed bytes. A Blob, never the bare array: it is twelve times as fast out of a worker.
 * @param {string} path
 * @param {Uint8Array} bytes
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function putBytes(path, bytes, headers = {}) {
  const body = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]);
  return json(await send("PUT", path, { again: true, headers: { ...headers, "Content-Type": BYTES } }, body));
}

/**
 * @param {string} path
 * @returns {Promise<void>}
 * @throws {Refusal}
 */
export async function remove(path) {
  await send("DELETE", path, { again: true });
}

/** @param {Response} response */
async function json(response) {
  return response.status === 204 ? {} : response.json();
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Options} options
 * @param {string | Blob} [body]
 * @returns {Promise<Response>} a good one
 */
async function send(method, path, { again = false, headers = {} }, body) {
  if (method !== "GET" && !csrf) await refreshToken();
  const pauses = again ? PAUSES : [];
  let refreshed = method === "GET";
  for (let tried = 0; ; tried++) {
    let response = await attempt(method, path, headers, body);
    if (response?.status === 400 && !refreshed) {
      refreshed = await refreshToken(); // another tab signed in or out: its token is the browser's now
      response = await attempt(method, path, headers, body);
    }
    if (response?.ok) return response;
    const wait = pauses[tried];
    if (wait === undefined || (response && response.status !== 503)) throw await Refusal.of(response);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string | Blob} [body]
 * @returns {Promise<Response | null>} null when the network dropped
 */
async function attempt(method, path, headers, body) {
  const all = { Accept: "application/json, application/octet-stream", "Accept-Language": language, ...headers };
  const guarded = method === "GET" ? all : { ...all, "X-CSRF-Token": csrf };
  try {
    return await fetch(BASE + path, { method, headers: guarded, body, credentials: "same-origin", redirect: "error" });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** @returns {Promise<true>} */
async function refreshToken() {
  const response = await attempt("GET", "/session", {});
  if (!response?.ok) throw await Refusal.of(response);
  const session = await response.json();
  if (expected && session.person !== expected) throw new Refusal("not-signed-in", { status: 401 });
  csrf = session.csrf;
  return true;
}
