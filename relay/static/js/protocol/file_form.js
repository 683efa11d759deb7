// protocol.md §4.6: a message as one file, for export and for opening without a network.
import { parse } from "./canonical.js";
import { refuseUnless, refusing } from "./errors.js";
import { PART_LIMIT, concat, lp, readLp, same, utf8 } from "./notation.js";

/** @typedef {import("./message.js").SealedMessage} SealedMessage */

const magic = () => utf8("RELAY1\r\n");

/**
 * Write a message in file form.
 * @type {(sealed: SealedMessage) => Uint8Array}
 * @throws {CannotOpen} parts that no reader would take
 */
export const toFile = refusing((sealed) => {
  const parts = [sealed.context, sealed.seal, sealed.sealSignature, sealed.grant, sealed.grantSignature];
  if (isLater(sealed.grant)) {
    refuseUnless(sealed.statement && sealed.statementSignature);
    parts.push(sealed.statement, sealed.statementSignature);
  }
  refuseUnless(parts.every((part) => part.length <= PART_LIMIT));
  return concat(magic(), ...parts.map(lp), sealed.body);
});

/**
 * Take a file apart; `openMessage` judges what is in it. The parts are views of the file.
 * @type {(file: Uint8Array) => SealedMessage}
 * @throws {CannotOpen}
 */
export const fromFile = refusing((file) => {
  const start = magic().length;
  refuseUnless(same(file.subarray(0, start), magic()));
  const head = readParts(file, start, 5);
  const [context, seal, sealSignature, grant, grantSignature] = head.parts;
  refuseUnless(context && seal && sealSignature && grant && grantSignature);
  const message = { context, seal, sealSignature, grant, grantSignature };
  if (!isLater(grant)) return { ...message, body: file.subarray(head.end) };
  const tail = readParts(file, head.end, 2);
  const [statement, statementSignature] = tail.parts;
  refuseUnless(statement && statementSignature);
  return { ...message, statement, statementSignature, body: file.subarray(tail.end) };
});

/**
 * @param {Uint8Array} grant
 * @returns {boolean}
 */
function isLater(grant) {
  return parse(grant).seq === 0;
}

/**
 * @param {Uint8Array} file
 * @param {number} start
 * @param {number} count
 * @returns {{parts: Uint8Array[], end: number}}
 */
function readParts(file, start, count) {
  const parts = [];
  let end = start;
  for (let i = 0; i < count; i++) {
    const read = readLp(file, end);
    parts.push(read.part);
    end = read.end;
  }
  return { parts, end };
}
