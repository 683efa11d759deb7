import assert from "node:assert/strict";
import { test } from "node:test";

import { afterThreeShifts } from "../../relay/static/js/pages/exit.js";

/** @param {[string, number][]} keys  key and time in milliseconds */
function pressing(keys) {
  let left = 0;
  const press = afterThreeShifts(() => {
    left += 1;
  });
  for (const [key, timeStamp] of keys) press({ key, repeat: false, timeStamp });
  return left;
}

test("Shift three times leaves", () => {
  assert.equal(pressing([["Shift", 0], ["Shift", 400], ["Shift", 800]]), 1);
});

test("Shift while writing capitals stays", () => {
  assert.equal(pressing([["Shift", 0], ["A", 10], ["Shift", 400], ["B", 410], ["Shift", 800]]), 0);
});

test("three presses far apart stay", () => {
  assert.equal(pressing([["Shift", 0], ["Shift", 2000], ["Shift", 4000]]), 0);
});
