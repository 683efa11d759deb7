// Check every item of a file of vectors: `node tests/js/vectors.mjs FILE`; exit 1 and the names of what differs.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { ready } from "../../relay/static/js/protocol/sodium.js";
import { deskCases } from "./vectors/desk.mjs";
import { messageCases } from "./vectors/messages.mjs";
import { peopleCases } from "./vectors/people.mjs";
import { secretCases } from "./vectors/secrets.mjs";
import { simpleCases } from "./vectors/simple.mjs";
import { statementCases } from "./vectors/statements.mjs";
import { World } from "./vectors/world.mjs";

const SECTIONS =
  "about canonical desk instance invitation messages padded people protocol refuse roster secrets statements".split(
    " ",
  );

/** Name each item of a file of vectors, with the function that checks it. */
export function vectorCases(vectors) {
  const world = new World(vectors);
  const sections = [simpleCases, peopleCases, deskCases, messageCases, statementCases, secretCases];
  return [
    ["sections", () => assert.deepEqual(Object.keys(vectors).sort(), SECTIONS)],
    ["protocol", () => assert.equal(vectors.protocol, 1)],
    ["empty, so proves nothing", () => assert.deepEqual([...empty(vectors)], [])],
    ...sections.flatMap((cases) => listed(cases, vectors, world)),
  ];
}

/** Name every list and object that holds nothing, in the objects of a file. */
function* empty(values, path = "") {
  for (const [key, value] of Object.entries(values)) {
    if (value === null || typeof value !== "object") continue;
    if (Object.keys(value).length === 0) yield path + key;
    else if (!Array.isArray(value)) yield* empty(value, `${path}${key}.`);
  }
}

/** List a section's cases; one that cannot even be listed is a case that fails. */
function listed(cases, vectors, world) {
  try {
    return [...cases(vectors, world)];
  } catch (error) {
    return [[cases.name, () => assert.fail(`cannot be listed: ${error.message}`)]];
  }
}

async function main(file) {
  await ready;
  let cases;
  try {
    cases = vectorCases(JSON.parse(readFileSync(file, "utf-8")));
  } catch (error) {
    console.error(`differs: not a vectors file of this protocol: ${error.message}`);
    return 1;
  }
  const differing = cases.filter(([name, check]) => {
    try {
      check();
      return false;
    } catch (error) {
      console.error(`differs: ${name}: ${error.message}`);
      return true;
    }
  });
  console.log(`${cases.length - differing.length} of ${cases.length} items hold`);
  return differing.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = process.argv.length === 3 ? await main(process.argv[2]) : 2;
}
