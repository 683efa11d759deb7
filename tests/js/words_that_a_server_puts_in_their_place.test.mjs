// A server that lies with unaltered scripts: it may answer with words of its own under the id of what somebody wrote.
import { CASE, THREAD, caseServed, json } from "./case_served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { ready } from "../../relay/static/js/protocol/sodium.js";
import { openMessage } from "../../relay/static/js/vault/reading.js";
import { brief, openSheet } from "../../relay/static/js/vault/cases.js";
import { notes } from "../../relay/static/js/vault/notes.js";
import { regrant, regrantable } from "../../relay/static/js/vault/reinviting.js";
import { propose, returnLetter } from "../../relay/static/js/vault/returning.js";
import { personOf } from "./programme.mjs";

await ready;

/** After a message is sent, the server answers with its own under that id; the ledger holds the one that was sent. */
function swapWhatIsSent(here, kind, { original = "" } = {}) {
  here.rules.set("POST /messages", (_address, body) => {
    const { context, seal, seal_signature: signature } = JSON.parse(body);
    const { id } = JSON.parse(context);
    here.acceptSent({ context, seal, signature });
    here.serve(here.make(here.operator, kind, "You should forgive him.", { id, original }));
    return json({ message: id });
  });
}

/** Anna, whose earlier keys are lost, is to be given again what had been released to her. */
function released() {
  const here = caseServed();
  const { anna, mira, make, accept, say, both, grantTo, bind } = here;
  const consent = say(anna, both, { type: "consent", party: THREAD, scope: "all", model: "letters", given: true, how: "portal" });
  const reply = accept(make(mira, "letter", "The genuine reply."), here.staff);
  const grants = [encode(grantTo(anna, reply).digest)];
  say(mira, both, { type: "release", message: reply.id, to: THREAD, consent: encode(consent.digest), grants });
  const anew = personOf("Anna", "victim");
  here.knows(anew);
  bind(anew);
  here.as(mira);
  return { ...here, reply, whom: { case: CASE, party: THREAD, card: encode(anew.card.digest) } };
}

test("what was released is granted again as it was", async () => {
  const here = released();
  assert.deepEqual(await regrant(here.whom), { granted: 1, left: 0 });
  assert.equal(JSON.parse(here.posted[0].grants[0].grant).context, encode(here.reply.context.h));
});

test("other words under a released message's id are not granted again", async () => {
  const here = released();
  here.serve(here.make(here.operator, "letter", "Words that nobody wrote.", { id: here.reply.id }));
  await assert.rejects(regrant(here.whom), { code: "wrong-author" });
  assert.deepEqual(here.posted, []);
});

test("nothing is granted to another card than the mediator was shown", async () => {
  const here = released();
  const shown = encode(here.anna.card.digest);
  await assert.rejects(regrant({ ...here.whom, card: shown }), { code: "state-moved" });
  assert.deepEqual(here.posted, []);
});

test("whose key it is, and who signed that, is told before", async () => {
  const here = released();
  const { card, fingerprint, by } = await regrantable(here.whom);
  assert.equal(card, here.whom.card);
  assert.match(fingerprint, /^(\d{5} ){5}\d{5}$/u);
  assert.equal(by, "Olive");
});

/** Anna's letter lies with Mira. */
function lettered() {
  const here = caseServed();
  const letter = here.accept(here.make(here.anna, "letter", "Anna's own letter."), here.both);
  here.as(here.mira);
  return { ...here, letter };
}

test("guidance that is swapped right after it was sent is not given to Anna", async () => {
  const here = lettered();
  swapWhatIsSent(here, "guidance");
  const said = { message: here.letter.id, text: "What Mira really wrote.", lang: "en" };
  await assert.rejects(returnLetter(said), { code: "wrong-author" });
  assert.deepEqual(here.posted, []);
});

test("an edit that is swapped right after it was sent is proposed to nobody", async () => {
  const here = caseServed({ desk: "institution/WARK-2" });
  here.institution("WARK-2", here.lena);
  const reply = here.accept(here.make(here.lena, "letter", "The reply."), here.staff);
  here.as(here.mira);
  swapWhatIsSent(here, "letter", { original: reply.id });
  const edit = { message: reply.id, parts: [{ text: "Shorter." }], lang: "en" };
  await assert.rejects(propose(edit), { code: "wrong-author" });
  assert.deepEqual(here.posted, []);
});

test("a note that Mira never wrote is not among her notes", async () => {
  const here = lettered();
  const note = here.accept(here.make(here.mira, "notes", "Mira's own note.", { thread: "" }), here.staff);
  assert.equal((await notes({ case: CASE })).notes[0].text, "Mira's own note.");
  here.serve(here.make(here.operator, "notes", "Anna agreed on the phone.", { id: note.id, thread: "" }));
  await assert.rejects(notes({ case: CASE }), { code: "wrong-author" });
});

/** The case's sheet lies with the office; `sheet` is what the server calls it. */
function sheeted() {
  const here = lettered();
  here.chainOf("office", here.olive);
  const sheet = here.make(here.olive, "sheet", "Names and numbers.", { thread: "", to: "office" });
  here.accept(sheet, here.staff);
  here.rules.set(`GET /cases/${CASE}`, () => json({ code: CASE, sheet: sheet.id }));
  here.as(here.olive);
  return { ...here, sheet };
}

test("an officer briefs the mediator with this case's own sheet", async () => {
  const here = sheeted();
  assert.equal((await openSheet({ case: CASE })).parts[0].text, "Names and numbers.");
  await brief({ case: CASE });
  assert.equal(JSON.parse(here.posted[0].statements[0].statement).message, here.sheet.id);
});

test("an officer is shown no sheet that no officer wrote, and briefs with none", async () => {
  const here = sheeted();
  here.serve(here.make(here.operator, "sheet", "Made up.", { id: here.sheet.id, thread: "", to: "office" }));
  for (const ask of [openSheet, brief]) await assert.rejects(ask({ case: CASE }), { code: "wrong-author" });
  assert.deepEqual(here.posted, []);
});

test("another case's sheet is neither shown as this one's nor granted to this case's desk", async () => {
  const here = sheeted();
  here.rules.set("GET /cases/RO-2", () => json({ code: "RO-2", sheet: here.sheet.id }));
  here.chainOf("case/RO-2", here.marc);
  for (const ask of [openSheet, brief]) await assert.rejects(ask({ case: "RO-2" }), { code: "cannot-open" });
  assert.deepEqual(here.posted, []);
});

test("Mira sees whose words an edit brings: Anna's, though Mira sealed it", async () => {
  const here = lettered();
  const edit = here.accept(here.make(here.mira, "letter", "Shorter.", { original: here.letter.id }), here.staff);
  const { from, edited } = await openMessage({ message: edit.id });
  assert.deepEqual([from.party, from.name, edited], [THREAD, "Anna", true]);
});

test("what Mira took in from the person themselves is theirs, an edit of it too", async () => {
  const here = lettered();
  const given = here.accept(here.make(here.mira, "video", "A film."), here.staff);
  const edit = here.accept(here.make(here.mira, "video", "A shorter film.", { original: given.id }), here.staff);
  for (const { id } of [given, edit]) assert.equal((await openMessage({ message: id })).from.party, "offender");
  const own = here.accept(here.make(here.mira, "relayed", "What she says for them."), here.staff);
  assert.equal((await openMessage({ message: own.id })).from.party, "mediator");
});

test("Anna opens as passed on to her what was released to her, and no edit that she was only asked about", async () => {
  const here = lettered();
  const { anna, mira, make, grantTo, say, both, letter } = here;
  const edit = make(mira, "letter", "Shorter.", { original: letter.id });
  const reply = make(mira, "letter", "The reply.");
  for (const made of [edit, reply]) here.accept(made, here.staff);
  const [asked, given] = [grantTo(anna, edit), grantTo(anna, reply)];
  const proposal = say(mira, both, { type: "propose", message: letter.id, edited: edit.id, grants: [encode(asked.digest)] });
  const consent = encode(new Uint8Array(32));
  const release = say(mira, both, { type: "release", message: reply.id, to: THREAD, consent, grants: [encode(given.digest)] });
  here.serve(edit, { grant: asked, naming: proposal });
  here.serve(reply, { grant: given, naming: release });
  here.as(anna);
  assert.equal((await openMessage({ message: reply.id })).from.party, "offender");
  await assert.rejects(openMessage({ message: edit.id }), { code: "cannot-open" });
});
