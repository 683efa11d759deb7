// What a chosen file is, whatever it is called.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf, kindOfStart } from "../../relay/static/js/pages/file_kinds.js";

const bytes = (/** @type {string} */ text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const box = (/** @type {string} */ brand) => bytes(`\x00\x00\x00\x18ftyp${brand}\x00\x00\x00\x00mif1`);

/** @type {[string, Uint8Array, string][]} */
const FILES = [
  ["a PDF", bytes("%PDF-1.7\n"), "pdf"],
  ["a PDF behind a scanner's own first line", bytes(`@PJL SET X\r\n%PDF-1.4`), "pdf"],
  ["an iPhone's photo", box("heic"), "heic"],
  ["the same family's common name", box("mif1"), "heic"],
  ["AVIF, which browsers read", box("avif"), ""],
  ["an MP4 film", box("isom"), "video"],
  ["an iPhone's film", box("qt  "), "video"],
  ["WebM", bytes("\x1a\x45\xdf\xa3"), "video"],
  ["AVI", bytes("RIFF\x00\x00\x00\x00AVI LIST"), "video"],
  ["WebP", bytes("RIFF\x00\x00\x00\x00WEBPVP8 "), ""],
  ["Word", bytes("PK\x03\x04\x14\x00"), "document"],
  ["old Word", bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "document"],
  ["RTF", bytes("{\\rtf1"), "document"],
  ["JPEG", bytes("\xff\xd8\xff\xe0"), ""],
  ["nothing", bytes(""), ""],
];

for (const [name, start, kind] of FILES) {
  test(`${name} is told by how it begins`, () => assert.equal(kindOfStart(start), kind));
}

test("only the beginning of a file is read", async () => {
  const file = new Blob([new Uint8Array(5000), "%PDF-1.7"]);
  assert.equal(await kindOf(file), "");
});
