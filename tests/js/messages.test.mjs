// Every language has every sentence, and each is asked the same way.
import assert from "node:assert/strict";
import { test } from "node:test";

import { KINDS, messages } from "../../static/js/messages.js";
import * as uk from "../../static/js/messages/uk.js";

/** What a table holds: path -> kind of value, with the number of arguments of a function. */
function shape(table, path = "") {
  return Object.entries(table).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "function") return [`${here}()`];
    return typeof value === "object" ? shape(value, here) : [here];
  });
}

test("Ukrainian has the sentences that English has", () => {
  assert.deepEqual(shape(uk.messages).sort(), shape(messages).sort());
  assert.deepEqual(shape(uk.KINDS).sort(), shape(KINDS).sort());
});

test("every plain sentence is in Cyrillic letters", () => {
  const left = ["KINDS", "messages"].flatMap((name) =>
    Object.entries(uk[name]).filter(([, text]) => typeof text === "string" && !/\p{Script=Cyrillic}/u.test(text)),
  );
  assert.deepEqual(left, []);
});

test("Ukrainian nouns take one of three forms", () => {
  const said = [1, 2, 5, 11, 12, 21, 22, 25, 101, 111].map((n) => uk.messages.mentions(n));
  assert.deepEqual(said, [
    "1 згадка", "2 згадки", "5 згадок", "11 згадок", "12 згадок", "21 згадка", "22 згадки", "25 згадок", "101 згадка",
    "111 згадок",
  ]);
});
