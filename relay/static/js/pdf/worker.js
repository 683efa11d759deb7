// One PDF from a scanner: answers how many pages it has, and draws one when asked. Talks through a port of its own.
import { openPdf } from "./document.js";
import { Unreadable } from "./unreadable.js";

/** @typedef {import("./document.js").Limits} Limits */
/** @typedef {{open: ArrayBuffer, limits: Limits} | {draw: number}} Question */

/** @type {Promise<import("./document.js").Pdf> | undefined} */
let pdf;

self.onmessage = ({ ports: [port] }) => {
  if (!port) return; // pdf.js tells itself on the worker's own line that it is ready
  port.onmessage = ({ data }) => void answer(port, data);
};

/** @param {MessagePort} port @param {Question} question */
async function answer(port, question) {
  try {
    if ("open" in question) {
      pdf = openPdf(question.open, question.limits);
      port.postMessage({ pages: (await pdf).pages });
    } else {
      const bitmap = await (await pdf)?.draw(question.draw);
      port.postMessage({ bitmap }, bitmap ? [bitmap] : []);
    }
  } catch (error) {
    port.postMessage({ refused: error instanceof Unreadable ? error.code : "pdf-broken" }); // a message may carry content
  }
}
