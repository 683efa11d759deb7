// What Liam prints under a number is what he answers, records and replies to under it, whatever the server says later (R4).
import { CASE, THREAD, caseServed, json } from "./case_served.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../relay/static/js/protocol/b64.js";
import { randomBytes, ready } from "../../relay/static/js/protocol/sodium.js";
import { makeStatement } from "../../relay/static/js/protocol/statement.js";
import { agreeOnPaper, handled, openTask, prepareReply, reply } from "../../relay/static/js/vault/tasks.js";
import { AT } from "./programme.mjs";

await ready;

const [OTHER, TASK] = ["RO-2", 111111];

/** Liam's counter holds an edit of a reply in Mira's case, and one in another case of hers. */
function counter() {
  const here = caseServed({ desk: "institution/WARK-2" });
  const { mira, liam, make, grantTo, serve, boxes } = here;
  here.institution("WARK-2", liam);
  here.chainOf(`case/${OTHER}`, mira);
  const { box } = boxes.get("institution/WARK-2");
  const ask = (code, thread) => {
    const original = encode(randomBytes(16));
    const edit = make(mira, "letter", `An edit in ${code}.`, { code, thread, original });
    const grant = grantTo({ box }, edit);
    const grants = [encode(grant.digest)];
    const naming = makeStatement(mira, { type: "propose", message: original, edited: edit.id, grants, case: code, at: AT });
    serve(edit, { grant, naming });
    return { message: edit.id, case: code, thread };
  };
  const [shown, another] = [ask(CASE, THREAD), ask(OTHER, "victim-8")];
  const says = (about) => here.rules.set(`GET /tasks/${TASK}`, () => json({ task: TASK, state: "printed", about: "proposal", langs: ["en"], ...about }));
  for (const code of [CASE, OTHER]) here.rules.set(`GET /cases/${code}`, () => json({ code, next_seq: 1, awaiting: [] }));
  const sent = () => here.asked.filter(({ call }) => call === "POST /messages").map(({ body }) => JSON.parse(JSON.parse(body).context));
  says(shown);
  here.as(liam);
  return { ...here, says, shown, another, sent };
}

const ANSWER = { task: TASK, answer: /** @type {const} */ ("agree"), how: "spoken" };
const REPLY = { task: TASK, text: "The person's reply.", lang: "en" };

test("an answer, an outcome and a reply go where the printed edit belongs", async () => {
  const here = counter();
  await openTask({ task: TASK });
  await agreeOnPaper(ANSWER);
  await handled({ task: TASK, outcome: "delivered", how: "in-person" });
  await reply(REPLY);
  const signed = here.posted.map(({ statements }) => JSON.parse(statements[0].statement));
  assert.deepEqual(signed.map(({ type, case: code }) => [type, code]), [["agree", CASE], ["handled", CASE]]);
  assert.deepEqual(signed.map(({ edited, message }) => edited ?? message), [here.shown.message, here.shown.message]);
  assert.deepEqual(here.sent().map(({ case: code, thread }) => [code, thread]), [[CASE, THREAD]]);
});

for (const lie of ["another", "message", "case", "thread"]) {
  test(`a server that says another ${lie === "another" ? "task" : lie} stands under the number gets nothing signed or sealed`, async () => {
    const here = counter();
    await openTask({ task: TASK });
    here.says(lie === "another" ? here.another : { ...here.shown, [lie]: here.another[lie] });
    const asks = [() => agreeOnPaper(ANSWER), () => handled({ task: TASK, outcome: "delivered" }), () => prepareReply({ task: TASK }), () => reply(REPLY), () => openTask({ task: TASK })];
    for (const ask of asks) await assert.rejects(ask(), { code: "cannot-open" });
    assert.deepEqual([here.posted, here.sent()], [[], []]);
  });
}

test("on another device, or after signing in again, it is still known", async () => {
  const here = counter();
  await openTask({ task: TASK });
  here.as(here.liam);
  here.says(here.another);
  await assert.rejects(agreeOnPaper(ANSWER), { code: "cannot-open" });
});

test("a reply under a number never opened goes to the case and thread that the message itself names", async () => {
  const here = counter();
  here.says({ ...here.shown, case: OTHER, thread: "victim-8" });
  await assert.rejects(reply(REPLY), { code: "cannot-open" });
  here.says(here.shown);
  await reply(REPLY);
  assert.deepEqual(here.sent().map(({ case: code, thread }) => [code, thread]), [[CASE, THREAD]]);
});
