// Statements of each type, a ledger, a later grant, and statements that must be refused.
import { strict as assert } from "node:assert";

import { decode, encode } from "../../../relay/static/js/protocol/b64.js";
import { fromFile, toFile } from "../../../relay/static/js/protocol/file_form.js";
import { Ledger } from "../../../relay/static/js/protocol/ledger.js";
import { openMessage } from "../../../relay/static/js/protocol/message.js";
import { utf8 } from "../../../relay/static/js/protocol/notation.js";
import { readStatement } from "../../../relay/static/js/protocol/statement.js";
import { sealedOf, sha256 } from "./messages.mjs";
import { only, refused, signed } from "./world.mjs";

const STATEMENTS = "consent consent_signature examples later_grant ledger refuse release release_signature";

/** Name and check each item of `statements`. */
export function* statementCases(vectors, world) {
  if (!("statements" in vectors)) return;
  const { statements } = vectors;
  yield ["statements", () => only(statements, STATEMENTS)];
  for (const [type, raw] of Object.entries(statements.examples)) {
    yield [`statements.examples: ${type}`, () => checkExample(type, raw)];
  }
  yield ["statements.ledger", () => checkLedger(statements, world)];
  yield ["statements.later_grant", () => checkLaterGrant(statements, world)];
  for (const row of statements.refuse) yield [`statements.refuse: ${row.why}`, () => checkRefused(row)];
}

function checkExample(type, raw) {
  only(raw, "bytes signature");
  assert.equal(readStatement(signed(raw)).fields.type, type);
}

function checkRefused(row) {
  only(row, "bytes signature why");
  const given = signed(row);
  refused(() => readStatement(given));
}

function checkLedger(statements, world) {
  const { entries, links, name } = statements.ledger;
  only(statements.ledger, "entries links name");
  assert.equal(entries, "messages[0].seal, consent, release");
  const message = sealedOf(world.vectors.messages[0]);
  const ledger = new Ledger(name, world.instance);
  const steps = [
    () => ledger.append({ bytes: message.seal, signature: message.sealSignature }, message.context),
    () => ledger.append(signed({ bytes: statements.consent, signature: statements.consent_signature })),
    () => ledger.append(signed({ bytes: statements.release, signature: statements.release_signature })),
  ];
  const seen = steps.map((step) => (step(), encode(ledger.link)));
  assert.deepEqual(seen, links);
  links.forEach((link, i) => assert.ok(ledger.agreesWith({ length: i + 1, head: link })));
}

function checkLaterGrant(statements, world) {
  const raw = statements.later_grant;
  only(raw, "bytes file_sha256 signature to");
  const { desk } = world.vectors;
  const sealed = {
    ...sealedOf(world.vectors.messages[0]),
    grant: utf8(raw.bytes),
    grantSignature: decode(raw.signature),
    statement: utf8(statements.release),
    statementSignature: decode(statements.release_signature),
  };
  const reader = {
    instance: world.instance,
    box: world.boxNamed(raw.to),
    custody: world.custodyOf(desk.name, desk.custody),
  };
  const { parts } = openMessage(sealed, reader);
  assert.equal(sha256(parts[0].bytes), world.vectors.messages[0].parts[0].sha256);
  assert.equal(sha256(toFile(sealed)), raw.file_sha256);
  assert.deepEqual(openMessage(fromFile(toFile(sealed)), reader).parts, parts);
  refused(() => openMessage(sealed, { ...reader, custody: undefined }));
  refused(() => openMessage({ ...sealed, statement: undefined }, reader));
}
