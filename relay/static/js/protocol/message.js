// protocol.md §4: a message, sealed by its author and read in the order of checks that §1 fixes.
import { decode, encode } from "./b64.js";
import { bodyLength, digestOf, openBody, sealBody } from "./body.js";
import { openContainer } from "./container.js";
import { makeContext, readContext } from "./context.js";
import { refuseUnless, refusing } from "./errors.js";
import { commitment, makeGrant, openGrant, readGrant } from "./grant.js";
import { keyId } from "./identity.js";
import { readNaming } from "./later_grant.js";
import { KEY_BYTES, PART_LIMIT, SIGNATURE_BYTES } from "./notation.js";
import { makeSeal, readSeal } from "./seal.js";
import { randomBytes } from "./sodium.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./body.js").BodyKeys} BodyKeys */
/** @typedef {import("./seal_to.js").BoxKeyPair} BoxKeyPair */
/**
 * @typedef {object} SealedHead  all of a message but its body; canonical bytes, and 64 bytes a signature
 * @property {Uint8Array} context
 * @property {Uint8Array} seal
 * @property {Uint8Array} sealSignature
 * @property {Uint8Array} grant
 * @property {Uint8Array} grantSignature
 * @property {Uint8Array} [statement]  that names the grant, where that is a later one
 * @property {Uint8Array} [statementSignature]
 */
/** @typedef {SealedHead & {body: Uint8Array}} SealedMessage */
/**
 * @typedef {object} Head  a verified head
 * @property {Context} context
 * @property {import("./seal.js").Seal} seal
 * @property {import("./grant.js").Grant} grant
 * @property {import("./statement.js").Statement | null} statement  that names a later grant
 */
/**
 * @typedef {object} About  what a message is, and the desk it goes to
 * @property {import("./context.js").Kind} kind
 * @property {string} case
 * @property {string} thread
 * @property {string} original
 * @property {Uint8Array} instance
 * @property {{box: Uint8Array, custody: Uint8Array}} desk  its current key; digest of its newest custody statement
 */
/** @typedef {{id: string, h: Uint8Array, context: Context, keys: BodyKeys}} Started */
/** @typedef {import("./custody.js").Custody} Custody */
/** @typedef {Head & import("./container.js").Container} Opened  verified in full: only this may be shown */

const ID_BYTES = 16;

/**
 * Draw a message's id, file key and stream, and write its context. They never seal other bytes.
 * @param {Uint8Array} author  signing key
 * @param {About} about
 * @param {number} size  of the padded container
 * @returns {Started}
 * @throws {CannotOpen} what no message can be
 */
export function startMessage(author, { desk, instance, kind, case: code, thread, original }, size) {
  const fileKey = randomBytes(KEY_BYTES);
  const stream = randomBytes(ID_BYTES);
  const id = encode(randomBytes(ID_BYTES));
  const bound = { commitment: commitment(fileKey, id), custody: encode(desk.custody), desk: keyId(desk.box) };
  const drawn = { id, stream: encode(stream), author: encode(author), instance: encode(instance) };
  const context = makeContext({ ...bound, ...drawn, kind, case: code, thread, original, size });
  return { id, h: context.h, context, keys: { fileKey, stream, h: context.h } };
}

/**
 * Sign what was sealed and grant it to its desk.
 * @param {import("./identity.js").Identity} author
 * @param {Started} started
 * @param {{body: string, to: Uint8Array, seq: number, at: string}} last
 *   body: the digest, b64; to: the desk's box key; seq: the author's own count in that case, from 1
 * @returns {SealedHead}
 */
export function finishMessage(author, { h, context, keys }, { body, to, seq, at }) {
  refuseUnless(seq >= 1);
  const seal = makeSeal(author, { h, body });
  const grant = makeGrant(author, { h, fileKey: keys.fileKey, to, seq, at });
  const signatures = { sealSignature: seal.signature, grantSignature: grant.signature };
  return { context: context.bytes, seal: seal.bytes, grant: grant.bytes, ...signatures };
}

/**
 * Seal a message to its desk.
 * @param {About & {author: import("./identity.js").Identity, container: Uint8Array, seq: number, at: string}} message
 *   container: packed and padded
 * @returns {SealedMessage & {id: string, h: Uint8Array, fileKey: Uint8Array}}
 * @throws {CannotOpen} what no reader would take
 */
export function sealMessage({ author, container, seq, at, ...about }) {
  const started = startMessage(author.sign.pk, about, container.length);
  const { body, digest } = sealBody(container, started.keys);
  const head = finishMessage(author, started, { body: digest, to: about.desk.box, seq, at });
  return { ...head, body, id: started.id, h: started.h, fileKey: started.keys.fileKey };
}

/**
 * Verify all of a message that needs no key.
 * @type {(sealed: SealedHead, reader: {instance: Uint8Array}) => Head}
 * @throws {CannotOpen}
 */
export const readHead = refusing((sealed, { instance }) => {
  checkSizes(sealed);
  const context = readContext(sealed.context, instance);
  const seal = readSeal({ bytes: sealed.seal, signature: sealed.sealSignature }, context);
  const grant = readGrant({ bytes: sealed.grant, signature: sealed.grantSignature }, context);
  const statement = grant.fields.seq === 0 ? readNaming(sealed, grant, context) : null;
  return { context, seal, grant, statement };
});

/**
 * Open a verified head's grant.
 * @type {(head: Head, reader: {box: BoxKeyPair, custody?: Custody}) => BodyKeys}
 *   custody: the verified chain of the desk the message was sealed to; without it no later grant opens
 * @throws {CannotOpen} also when a later grant's giver never held that desk
 */
export const openHead = refusing(({ context, grant }, { box, custody }) => {
  const { by, seq } = grant.fields;
  refuseUnless(seq > 0 || custody?.held(by, context.fields.desk));
  const fileKey = openGrant(grant, box, context);
  return { fileKey, stream: decode(context.fields.stream), h: context.h };
});

/**
 * Open a whole message.
 * @type {(sealed: SealedMessage, reader: {instance: Uint8Array, box: BoxKeyPair, custody?: Custody}) => Opened}
 * @throws {CannotOpen}
 */
export const openMessage = refusing((sealed, { instance, box, custody }) => {
  const head = readHead(sealed, { instance });
  const keys = openHead(head, { box, custody });
  const { size } = head.context.fields;
  refuseUnless(sealed.body.length === bodyLength(size) && digestOf(sealed.body) === head.seal.fields.body);
  return { ...head, ...openContainer(openBody(sealed.body, size, keys)) };
});

/**
 * @param {SealedHead} sealed
 * @throws {CannotOpen}
 */
function checkSizes(sealed) {
  const parts = [sealed.context, sealed.seal, sealed.grant, sealed.statement];
  const signatures = [sealed.sealSignature, sealed.grantSignature, sealed.statementSignature];
  refuseUnless(parts.every((part) => part === undefined || part.length <= PART_LIMIT));
  refuseUnless(signatures.every((signature) => signature === undefined || signature.length === SIGNATURE_BYTES));
}
