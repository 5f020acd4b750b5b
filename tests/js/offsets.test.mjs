import assert from "node:assert/strict";
import { test } from "node:test";
import { setOff, slice, toPoints, toUnits } from "../../static/js/offsets.js";

const text = "🇺🇦 in Kursk, 𝕏 said"; // a flag is two code points of two units each

test("offsets in code points and in UTF-16 units agree in both directions", () => {
  const points = [...text].length;
  assert.equal(toUnits(text, points), text.length);
  for (let offset = 0; offset <= points; offset += 1) {
    assert.equal(toPoints(text, toUnits(text, offset)), offset);
  }
});

test("a stretch of text after characters beyond the basic plane", () => {
  const start = [...text].findIndex((letter) => letter === "K");
  assert.equal(slice(text, start, start + 5), "Kursk");
  assert.equal(text.slice(start, start + 5) === "Kursk", false);
});

test("an offset beyond the end is the end", () => {
  assert.equal(toUnits("abc", 99), 3);
  assert.equal(slice("abc", 1, 99), "bc");
});

test("a sentence is cut around its name", () => {
  const sentence = { start: 100, end: 118, text: "𝕏: troops in Kursk." };
  const mention = { start: 113, end: 118 };
  assert.deepEqual(setOff(sentence, mention), ["𝕏: troops in ", "Kursk", "."]);
});
