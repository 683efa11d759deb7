/** A QR code on the page: the vault says which modules are dark, this fills the drawing that the template has room for. */
import { vault } from "../vault/client.js";
import { find } from "./page.js";

/**
 * @param {SVGSVGElement} svg  with an empty path
 * @param {string} text
 */
export async function showQr(svg, text) {
  const { size, path } = await vault.call("drawQr", { text });
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  find("path", svg).setAttribute("d", path);
}
