import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ROOM = new URL("../../relay/static/js/protocol/", import.meta.url);
const VENDOR = "../../vendor/libsodium/libsodium-wrappers.mjs";
const OUTSIDE = /\b(fetch|document|window|navigator|localStorage|sessionStorage|indexedDB|postMessage|XMLHttpRequest)\b\s*[.(]/;

for (const file of readdirSync(ROOM).filter((name) => name.endsWith(".js"))) {
  const source = readFileSync(new URL(file, ROOM), "utf-8");

  test(`${file} knows no page and no network`, () => {
    assert.doesNotMatch(source, OUTSIDE);
  });

  test(`${file} imports from this room alone`, () => {
    const imported = [...source.matchAll(/from "([^"]+)"/g)].map((match) => match[1]);
    const foreign = imported.filter((path) => !/^\.\/[a-z0-9_]+\.js$/.test(path));
    assert.deepEqual(foreign, file === "sodium.js" ? [VENDOR] : []);
  });

  test(`${file} awaits nothing while it loads: a worker would lose messages`, () => {
    assert.doesNotMatch(source, /^\s*(export\s+const\s+\w+\s*=\s*)?await\b/m);
  });
}
