import assert from "node:assert/strict";
import { test } from "node:test";
import { sayDecimal, sayDegrees } from "../../static/js/coordinates.js";
import { findWords } from "../../static/js/offsets.js";
import { fewNames } from "../../static/js/panels/names.js";

test("coordinates are said in decimals and in degrees, latitude first", () => {
  assert.equal(sayDecimal([37.18, 48.28]), "48.2800, 37.1800");
  assert.equal(sayDegrees([37.18, 48.28]), "48° 16′ 48″ N, 37° 10′ 48″ E");
  assert.equal(sayDegrees([-0.0001, -33.99999]), "34° 00′ 00″ S, 0° 00′ 00″ W");
});

test("a place is named in its own language and in one name of each other script", () => {
  const names = { en: "Crimea", uk: "Крим", ru: "Крым", ar: "القرم", zh: "克里米亚", es: "Crimea" };
  const few = fewNames({ name: "Crimea", local_name: "Крим", names });
  assert.deepEqual(few.map(({ tag }) => tag), ["uk", "ru", "ar"]);
  assert.deepEqual(fewNames({ name: "Paris", local_name: "Paris", names: { fr: "Paris" } }), []);
});

test("words are found whatever their case, with offsets in code points", () => {
  const [first, second, ...more] = findWords("😀 Sanctions hurt.\nNew sanctions", "SANCTIONS");
  assert.deepEqual([first.start, first.end, first.words], [2, 11, "Sanctions"]);
  assert.deepEqual([second.start, second.before, second.words], [22, "New ", "sanctions"]);
  assert.deepEqual(more, []);
});
