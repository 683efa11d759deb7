// The only fetch: retries what is safe to send twice, words refusals by their code, never acts for somebody else.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import * as api from "../../relay/static/js/net/api.js";

const real = globalThis.fetch;
let asked = [];

/** Answer one call after the other; null is a network that drops. */
function serve(...answers) {
  globalThis.fetch = async (address, { method, headers, body }) => {
    asked.push({ address, method, headers, body });
    const answer = answers.shift();
    if (!answer) throw new TypeError("network");
    return answer;
  };
}

const good = (body, status = 200) => new Response(status === 204 ? null : JSON.stringify(body), { status });
const refused = (status, code, headers = {}) => new Response(JSON.stringify({ code, detail: "…" }), { status, headers });

beforeEach(() => {
  asked = [];
  api.holdToken("token");
  api.actFor("");
  mock.method(globalThis, "setTimeout", (act) => queueMicrotask(act));
});

afterEach(() => {
  globalThis.fetch = real;
  mock.restoreAll();
});

test("a dropped network is tried again with the same bytes", async () => {
  serve(null, null, good({ message: "id" }, 201));
  assert.deepEqual(await api.post("/messages", { context: "…" }, { again: true }), { message: "id" });
  assert.equal(new Set(asked.map(({ body }) => body)).size, 1);
  assert.equal(asked.length, 3);
});

test("what might count twice is sent once", async () => {
  serve(null, good({}));
  await assert.rejects(api.post("/roster", {}), { code: "network", status: 0 });
  assert.equal(asked.length, 1);
});

test("a server that asks for patience is asked again, one that refuses is not", async () => {
  serve(refused(503, "unavailable"), good({ ok: 1 }));
  assert.deepEqual(await api.get("/tray"), { ok: 1 });
  serve(refused(409, "state-moved"), good({}));
  await assert.rejects(api.get("/tray"), { code: "state-moved", status: 409 });
});

test("being slowed down says for how long", async () => {
  serve(refused(429, "slow-down", { "Retry-After": "8" }));
  await assert.rejects(api.post("/sign-in", {}), { code: "slow-down", retryAfter: 8 });
});

test("an answer that is no JSON is a failure of its status", async () => {
  serve(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await assert.rejects(api.get("/tray"), { code: "unknown", status: 502 });
});

test("a token that another tab made old is fetched anew, once", async () => {
  api.actFor("anna");
  serve(refused(400, "malformed"), good({ csrf: "newer", person: "anna" }), good({}));
  await api.post("/statements", {});
  assert.equal(asked[2].headers["X-CSRF-Token"], "newer");
});

test("a session that another tab began as somebody else counts as ended", async () => {
  api.actFor("anna");
  serve(refused(400, "malformed"), good({ csrf: "newer", person: "mira" }), good({}));
  await assert.rejects(api.putBytes("/drafts/x", new Uint8Array(1)), { code: "not-signed-in", status: 401 });
  assert.equal(asked.length, 2);
});
