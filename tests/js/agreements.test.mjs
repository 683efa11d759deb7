// What a party agrees to is read from her verified ledger: the newest statement of a kind counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptance, directions } from "../../relay/static/js/pages/agreements.js";

const consent = (scope, given, model = "letters") => ({ type: "consent", fields: { scope, given, model } });
const accept = (holder, given) => ({ type: "accept", fields: { holder, given } });

test("nothing is agreed to before it is said", () => {
  assert.deepEqual(directions([], "letters"), { send: false, receive: false });
  assert.equal(acceptance([], "mira"), false);
});

test("both at once, then one taken back, leaves the other", () => {
  assert.deepEqual(directions([consent("all", true), consent("send", false)], "letters"), { send: false, receive: true });
});

test("consent to videos says nothing about letters", () => {
  assert.deepEqual(directions([consent("all", true, "video")], "letters"), { send: false, receive: false });
});

test("accepting an earlier mediator is not accepting this one", () => {
  const entries = [accept("marc", true), accept("mira", true), accept("mira", false)];
  assert.equal(acceptance(entries, "marc"), true);
  assert.equal(acceptance(entries, "mira"), false);
});
