// Nobody there: a warning two minutes before, one action to stay, a lock when the server's time is up, however the device slept.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { IdleWatch, TOUCH, WARNING } from "../../relay/static/js/pages/idle.js";

const MINUTE = 60_000;
const IDLE = 20 * MINUTE;

let now = 0;
let used = 0;
let heard = [];
let watch;

/** @param {number} minutes  the limit that the page was told */
function watchFor(minutes) {
  now = used = 0;
  heard = [];
  const hear = (what) => () => heard.push(what);
  const parts = { warn: hear("warn"), calm: hear("calm"), lock: hear("lock"), touch: hear("touch") };
  watch = new IdleWatch({ ...parts, minutes, usedAt: () => used, clock: () => now });
}

beforeEach(() => watchFor(20));

const at = (moment) => {
  now = moment;
  watch.look();
};

test("the warning comes once, two minutes before the lock", () => {
  at(IDLE - WARNING - 1);
  assert.deepEqual(heard, []);
  at(IDLE - WARNING);
  at(IDLE - WARNING + 1000);
  assert.deepEqual(heard, ["warn"]);
});

test("where the server ends a session sooner, warning and lock come sooner by as much", () => {
  watchFor(15);
  at(13 * MINUTE - 1);
  assert.deepEqual(heard, []);
  at(13 * MINUTE);
  at(15 * MINUTE - 1);
  assert.deepEqual(heard, ["warn"]);
  at(15 * MINUTE);
  assert.deepEqual(heard, ["warn", "lock"]);
});

test("a very short time is warned of when half of it is over", () => {
  watchFor(3);
  at(1.5 * MINUTE - 1);
  assert.deepEqual(heard, []);
  at(1.5 * MINUTE);
  assert.deepEqual(heard, ["warn"]);
});

test("one use takes the warning away, and it comes again in its time", () => {
  at(IDLE - WARNING);
  used = now;
  at(now + 1000);
  at(used + IDLE - WARNING);
  assert.deepEqual(
    heard.filter((what) => what !== "touch"),
    ["warn", "calm", "warn"],
  );
});

test("a device that slept past the time locks at once, without a warning nobody sees", () => {
  at(IDLE * 3);
  assert.deepEqual(heard, ["lock"]);
});

test("the server hears of use once a minute, and of no use never", () => {
  at(TOUCH * 2);
  assert.deepEqual(heard, []);
  used = now;
  at(now + 1000);
  at(now + 1000);
  used = now;
  at(now + 1000);
  assert.deepEqual(heard, ["touch"]);
});
