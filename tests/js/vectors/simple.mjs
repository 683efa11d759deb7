// Canonical JSON and padded lengths.
import { strict as assert } from "node:assert";

import { canonical, parse } from "../../../relay/static/js/protocol/canonical.js";
import { text, utf8 } from "../../../relay/static/js/protocol/notation.js";
import { padded } from "../../../relay/static/js/protocol/padding.js";
import { refused } from "./world.mjs";

/** Name and check each item of `canonical` and `padded`. */
export function* simpleCases(vectors) {
  for (const [i, row] of (vectors.canonical ?? []).entries()) {
    yield [`canonical[${i}] ${JSON.stringify(row[0]).slice(0, 40)}`, () => checkCanonical(row)];
  }
  for (const [i, row] of (vectors.padded ?? []).entries()) {
    yield [`padded[${i}] ${row[0]}`, () => assert.deepEqual([row[0], padded(row[0])], row)];
  }
}

function checkCanonical(row) {
  assert.equal(row.length, 2);
  const [written, good] = row;
  assert.equal(typeof good, "boolean");
  if (good) assert.equal(text(canonical(parse(utf8(written)))), written);
  else refused(() => parse(utf8(written)));
}
