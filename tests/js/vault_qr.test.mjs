import assert from "node:assert/strict";
import { test } from "node:test";
import jsQR from "jsqr";
import { drawQr } from "../../relay/static/js/vault/qr.js";

const LINK = `https://relay.example.org/en/join#${"aB3_".repeat(16)}`;
const SCALE = 4;

/** Paint the dark modules as a camera would see them. */
function seen({ size, path }) {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < SCALE; row++) {
      for (let column = 0; column < SCALE; column++) {
        const place = ((Number(y) * SCALE + row) * side + Number(x) * SCALE + column) * 4;
        pixels.fill(0, place, place + 3);
      }
    }
  }
  return jsQR.default(pixels, side, side);
}

test("a camera reads the very link, its secret included", () => {
  assert.equal(seen(drawQr({ text: LINK })).data, LINK);
});

test("four empty modules lie around it, and nothing but numbers is drawn", () => {
  const { size, path } = drawQr({ text: LINK });
  const places = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  assert.equal(Math.min(...places), 4);
  assert.equal(Math.max(...places), size - 5);
  assert.match(path, /^(M\d+ \d+h1v1h-1z)+$/);
});
