// Every item of every file of vectors is a test of its own, a refused one named by its `why`.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

import { ready } from "../../relay/static/js/protocol/sodium.js";
import { vectorCases } from "./vectors.mjs";

await ready;

const OURS = new URL("../vectors/", import.meta.url);
const BESIDE = new URL("../../../shared/vectors/", import.meta.url);

for (const folder of [OURS, BESIDE]) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  for (const file of files) {
    const vectors = JSON.parse(readFileSync(new URL(file, folder), "utf-8"));
    describe(`vectors ${folder === OURS ? "" : "beside the project: "}${file}`, () => {
      for (const [name, check] of vectorCases(vectors)) test(name, check);
    });
  }
}
