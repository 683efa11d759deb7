import assert from "node:assert/strict";
import { test } from "node:test";
import { judgePassphrase } from "../../relay/static/js/vault/judging.js";
import { asTyped } from "../../relay/static/js/vault/typed.js";

const judged = (passphrase, names = {}) => judgePassphrase({ passphrase, ...names });

const GOOD = [
  "tracteur nuage violon girafe",
  "my dog likes long walks",
  "we went to the lake and lost a red canoe",
];
for (const passphrase of GOOD) {
  test(`"${passphrase}" will do`, async () => {
    assert.deepEqual((await judged(passphrase)).advice, []);
    assert.equal((await judged(passphrase)).ok, true);
  });
}

const WEAK = [
  ["short", "short"],
  ["password password", "repeats"],
  ["correct horse battery staple", "known"],
  ["Notre Père qui êtes aux cieux", "known"],
  ["the quick brown fox jumps over the lazy dog", "known"],
  ["azertyuiop123456", "keys"],
  ["anna anna anna anna", "repeats"],
  ["maison bleue maison", "longer"],
  ["12345678901234567890", "repeats"],
  ["\u0378 tracteur nuage violon", "letters"],
];
for (const [passphrase, advice] of WEAK) {
  test(`"${passphrase}" is refused: ${advice}`, async () => {
    const { ok, advice: said } = await judged(passphrase);
    assert.deepEqual([ok, said], [false, [advice]]);
  });
}

test("a passphrase made of one's own names is refused, and the same words would do for somebody else", async () => {
  const typed = "violoncelle tourbillon perroquet moutarde";
  const { ok } = await judged(typed);
  const own = await judged(typed, { signIn: "Violoncelle Perroquet", name: "Tourbillon Moutarde" });
  assert.deepEqual([ok, own.ok], [true, false]);
});

test("accents, capitals and spaces left out do not make it harder to guess", async () => {
  const [one, other] = await Promise.all(["Été Été Été Été", "ete ete ete ete"].map((typed) => judged(typed)));
  assert.deepEqual([one.ok, other.ok], [false, false]);
});

test("spaces typed twice or at an end count for nothing", () => {
  assert.equal(asTyped("  six \t words\u00a0 here "), "six words here");
});

test("a very long one is judged quickly, by its first hundred characters", async () => {
  const begun = process.cpuUsage();
  await judged("tracteur nuage ".repeat(2000));
  assert.ok(worked(begun) < 20_000);
});

/** @param {NodeJS.CpuUsage} since  @returns {number} milliseconds of this process's own work: a busy machine is no failure */
function worked(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
