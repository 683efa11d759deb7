// A QR code, drawn here: what it says goes nowhere but to the page that asked.
import { generate } from "../../vendor/qr/lean-qr.mjs";

/** Empty modules around the code; readers need them (ISO/IEC 18004 §5.3.8). */
const QUIET = 4;

/** @type {(text: string) => {size: number, get(x: number, y: number): boolean}} */
const modulesOf = /** @type {any} */ (generate);

/**
 * Draw a text as the modules of a QR code.
 * @param {{text: string}} what
 * @returns {{size: number, path: string}} size: of the square, its quiet zone included; path: the dark modules, in SVG's words
 */
export function drawQr({ text }) {
  const code = modulesOf(text);
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return { size: code.size + 2 * QUIET, path };
}
