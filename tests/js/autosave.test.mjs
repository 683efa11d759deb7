// Autosave: one save at a time, the newest content wins, trouble is retried, nothing typed is forgotten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave } from "../../relay/static/js/pages/autosave.js";

/** Something that is saved by a store that answers when told to; what was asked of the store and told of it. */
function begun() {
  const asked = [];
  const told = [];
  const save = (content) => new Promise((resolve, reject) => asked.push({ content, resolve, reject }));
  return { asked, told, autosave: new Autosave({ save, tell: ({ state }) => told.push(state) }) };
}

/** Let everything that is ready run. */
const settle = () => new Promise((done) => setImmediate(done));

test("what is typed is unsaved until it is acknowledged", async () => {
  const { asked, told, autosave } = begun();
  autosave.touch("Dear");
  const done = autosave.flush();
  await settle();
  assert.equal(autosave.settled, false);
  asked[0].resolve({ saved: "2026-11-03T14:05:00Z" });
  assert.equal(await done, true);
  assert.deepEqual(told, ["unsaved", "saved"]);
});

test("what is typed during a save is not called saved by it", async () => {
  const { asked, told, autosave } = begun();
  autosave.touch("Dear");
  const first = autosave.flush();
  autosave.touch("Dear you");
  asked[0].resolve({ saved: "2026-11-03T14:05:00Z" });
  assert.equal(await first, false);
  const second = autosave.flush();
  await settle();
  asked[1].resolve({ saved: "2026-11-03T14:06:00Z" });
  assert.equal(await second, true);
  assert.deepEqual(asked.map(({ content }) => content), ["Dear", "Dear you"]);
  assert.deepEqual(told, ["unsaved", "unsaved", "saved"]);
  autosave.stop();
});

test("a dropped network loses nothing: the same words are saved by the next attempt", async () => {
  const { asked, told, autosave } = begun();
  autosave.touch("Dear");
  const first = autosave.flush();
  await settle();
  asked[0].reject({ code: "network", message: "No connection." });
  assert.equal(await first, false);
  const second = autosave.flush();
  await settle();
  asked[1].resolve({ saved: "2026-11-03T14:05:00Z" });
  assert.equal(await second, true);
  assert.deepEqual(told, ["unsaved", "trouble", "saved"]);
});

test("a draft that moved elsewhere is not overwritten until somebody chooses", async () => {
  const { asked, told, autosave } = begun();
  autosave.touch("Dear");
  const first = autosave.flush();
  await settle();
  asked[0].reject({ code: "draft-moved", message: "Changed elsewhere." });
  assert.equal(await first, false);
  autosave.touch("Dear you");
  assert.equal(asked.length, 1);
  autosave.drop();
  assert.equal(autosave.settled, true);
  assert.deepEqual(told, ["unsaved", "moved", "unsaved"]);
});

test("a save still under way when the letter is sent or given up holds nobody back", async () => {
  const { asked, told, autosave } = begun();
  autosave.touch("Dear");
  const saving = autosave.flush();
  await settle();
  assert.equal(autosave.settled, false);
  autosave.drop();
  assert.equal(autosave.settled, true);
  asked[0].resolve({ saved: "2026-11-03T14:05:00Z" });
  assert.equal(await saving, true);
  assert.equal(autosave.settled, true);
  assert.deepEqual(told, ["unsaved"]);
});
