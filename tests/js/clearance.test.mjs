import assert from "node:assert/strict";
import { test } from "node:test";
import { clearance } from "../../static/js/map/clearance.js";

const box = (minX, minY, maxX, maxY) => ({ minX, minY, maxX, maxY });

test("a label keeps clear of names and of outlines, not of the inside of an area", () => {
  const ring = [[100, 100], [300, 100], [300, 300], [100, 300], [100, 100]];
  const hits = clearance({ rectangles: [{ left: 180, right: 220, top: 190, bottom: 210 }], lines: [ring], world: 1024 });
  assert.equal(hits(box(280, 190, 320, 210)), true); // across the outline
  assert.equal(hits(box(190, 195, 240, 205)), true); // under the name
  assert.equal(hits(box(120, 240, 180, 260)), false); // inside, clear of both
  assert.equal(hits(box(400, 240, 480, 260)), false);
});

test("long edges between two points have no holes", () => {
  const hits = clearance({ rectangles: [], lines: [[[0, 0], [900, 450]]], world: 1024 });
  for (let x = 20; x < 880; x += 10) assert.equal(hits(box(x - 3, x / 2 - 3, x + 3, x / 2 + 3)), true);
});

test("copies of the world are the same world", () => {
  const hits = clearance({ rectangles: [{ left: 1020, right: 1040, top: 0, bottom: 20 }], lines: [], world: 1024 });
  assert.equal(hits(box(2, 2, 10, 10)), true);
  assert.equal(hits(box(1026, 2, 1030, 10)), true);
  assert.equal(hits(box(1018, 2, 1023, 10)), true);
  assert.equal(hits(box(500, 2, 520, 10)), false);
});
