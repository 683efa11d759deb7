// Nothing is sealed to a mediator whom she has not met or confirmed, however late the server tells of the change.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { json, refused, served } from "./served.mjs";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { holdToken } from "../../relay/static/js/net/api.js";
import { accept } from "../../relay/static/js/vault/decisions.js";
import { sendLetter } from "../../relay/static/js/vault/letters.js";
import { own } from "../../relay/static/js/vault/owner.js";
import { packLetter } from "../../relay/static/js/vault/containers.js";
import { sendSealed } from "../../relay/static/js/vault/sealing.js";
import { confirmMediator, meetFirst } from "../../relay/static/js/vault/trust.js";
import { CASE } from "./programme.mjs";

await ready;

let here;
const letter = { case: CASE, text: "Dear Oscar", lang: "en" };
const sent = () => here.asked.filter(({ call }) => call === "POST /messages").map(({ body }) => JSON.parse(body));
const deskOf = ({ context }) => JSON.parse(context).desk;

beforeEach(() => {
  here = served();
  holdToken("token");
  own(here.owner(here.anna));
  here.rules.set("POST /messages", () => json({}));
});

test("a letter goes to the mediator she knows", async () => {
  await sendLetter(letter);
  assert.equal(deskOf(sent()[0]), here.custody.current.keyId);
});

test("a hand-over told only by refusing the letter stops it: it is not sealed anew to whom she never saw", async () => {
  const miras = here.custody.current.keyId;
  here.rules.set("POST /messages", () => {
    if (here.custody.epoch === 1) here.assign(here.marc);
    return refused(409, "stale-custody");
  });
  await assert.rejects(sendLetter(letter), { code: "mediator-changed" });
  assert.deepEqual(sent().map(deskOf), [miras]);
});

test("once confirmed, it goes to the new one", async () => {
  await sendLetter(letter);
  here.assign(here.marc);
  const card = encode(here.marc.card.digest);
  own(here.owner(here.anna)); // the next page
  await confirmMediator({ case: CASE, card });
  await sendLetter({ ...letter, text: "Again" });
  assert.equal(deskOf(sent()[1]), here.custody.current.keyId);
});

test("what she confirms or accepts is who she was shown, not who holds the desk by now", async () => {
  const shown = encode(here.mira.card.digest);
  here.assign(here.marc);
  await assert.rejects(confirmMediator({ case: CASE, card: shown }), { code: "mediator-changed" });
  await assert.rejects(accept({ case: CASE, card: shown }), { code: "mediator-changed" });
});

const words = (text) => {
  const container = packLetter({ text, lang: "en" });
  return /** @type {const} */ ({ kind: "letter", case: CASE, thread: "victim-417", desk: `case/${CASE}`, container });
};

test("a liaison's reply waits too: first for nobody but who released the letter, then for whom she confirmed", async () => {
  own(here.owner(here.lena));
  here.assign(here.marc);
  await meetFirst(CASE, async () => encode(here.mira.card.digest));
  await assert.rejects(sendSealed(words("He says")), { code: "mediator-changed" });
  await confirmMediator({ case: CASE, card: encode(here.marc.card.digest) });
  await meetFirst(CASE, async () => assert.fail("somebody is known"));
  await sendSealed(words("He says"));
  assert.deepEqual(sent().map(deskOf), [here.custody.current.keyId]);
});

test("a mediator who takes a case back is nobody new to herself", async () => {
  own(here.owner(here.mira));
  await meetFirst(CASE, async () => encode(here.marc.card.digest));
  await sendSealed(words("She said"));
  assert.equal(sent().length, 1);
});
