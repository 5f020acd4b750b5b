import assert from "node:assert/strict";
import { test } from "node:test";
import { chipPosition } from "../../static/js/map/edge.js";
import { fit, isClear, union } from "../../static/js/map/fit.js";
import { placeNames } from "../../static/js/map/labels.js";

const size = { x: 800, y: 600 };
const box = (left, top, right, bottom) => ({ left, top, right, bottom });
// A place of 100 by 100 pixels at zoom 0, twice as large with each zoom.
const growing = (zoom) => [box(0, 0, 100 * 2 ** zoom, 100 * 2 ** zoom)];
const inView = (found, one) => ({
  left: one.left - found.x + size.x / 2,
  right: one.right - found.x + size.x / 2,
  top: one.top - found.y + size.y / 2,
  bottom: one.bottom - found.y + size.y / 2,
});

test("the largest whole zoom at which everything fits is chosen", () => {
  const found = fit({ boxes: growing, obstacles: [], size, min: 0, max: 8 });
  assert.equal(found.zoom, 2);
  assert.ok(isClear(inView(found, growing(2)[0]), [], size));
});

test("nothing that matters lies under the card or the legend", () => {
  const obstacles = [box(460, 0, 800, 400), box(0, 350, 250, 600)];
  const boxes = (zoom) => [
    box(60 * 2 ** zoom, 0, 100 * 2 ** zoom, 30 * 2 ** zoom),
    box(0, 90 * 2 ** zoom, 40 * 2 ** zoom, 120 * 2 ** zoom),
  ];
  const found = fit({ boxes, obstacles, size, min: 0, max: 8 });
  for (const one of boxes(found.zoom)) assert.ok(isClear(inView(found, one), obstacles, size));
});

test("where obstacles leave no room at a useful zoom they are ignored", () => {
  const found = fit({ boxes: growing, obstacles: [box(0, 0, 800, 600)], size, min: 0, max: 8 });
  assert.equal(found.zoom, 2);
  assert.equal(fit({ boxes: growing, obstacles: [box(0, 0, 800, 600)], size, min: 2, max: 2, strict: true }), null);
});

test("moving clear of the card moves no more than it must", () => {
  const boxes = () => [box(500, 100, 600, 200)];
  const near = { x: 0, y: 0 };
  const found = fit({ boxes, obstacles: [box(480, 0, 800, 400)], size, min: 5, max: 5, near });
  const moved = inView(found, boxes()[0]);
  assert.ok(moved.right <= 480 || moved.top >= 400);
  assert.ok(Math.abs(moved.left - 500) < 160, `moved to ${moved.left}`);
});

test("a place larger than the view is shown at the smallest zoom", () => {
  assert.equal(fit({ boxes: () => [box(0, 0, 9000, 9000)], obstacles: [], size, min: 3, max: 8 }).zoom, 3);
});

test("the union of rectangles", () => {
  assert.deepEqual(union([box(0, 5, 1, 6), box(-2, 7, 0, 8)]), box(-2, 5, 1, 8));
});

const name = (x, y, weight, more = {}) => ({ x, y, reach: 12, width: 60, height: 16, weight, ...more });

test("names stand to the east, and give way where another stands", () => {
  assert.deepEqual(placeNames([name(100, 100, 1), name(400, 100, 1)]), ["east", "east"]);
  assert.deepEqual(placeNames([name(100, 100, 5), name(150, 100, 1)]), ["west", "east"]);
});

test("a name without room is left out, the one with fewer mentions first", () => {
  const crowd = [name(100, 100, 1), ...[-26, 26].flatMap((d) => [name(100 + d, 100, 9), name(100, 100 + d, 9)])];
  assert.equal(placeNames(crowd)[0], null);
});

test("names of areas stand in their middle, whatever lies there", () => {
  assert.deepEqual(placeNames([name(100, 100, 1), name(104, 100, 1, { fixed: true, reach: 0 })])[1], "centre");
});

test("of two names of areas in one place the one named more often stands", () => {
  const area = (x, weight) => name(x, 100, weight, { fixed: true, reach: 0 });
  assert.deepEqual(placeNames([area(100, 1), area(104, 3), area(400, 1)]), [null, "centre", "centre"]);
});

test("the name of what lies between two towns yields to theirs", () => {
  const between = name(104, 100, 9, { fixed: true, reach: 0, yields: true });
  assert.deepEqual(placeNames([between, name(100, 100, 1)]), [null, "east"]);
  assert.deepEqual(placeNames([between, name(400, 100, 1)]), ["centre", "east"]);
});

test("a place out of view is named on the edge that points to it", () => {
  const chip = { x: 100, y: 30 };
  assert.deepEqual(chipPosition({ x: -5000, y: 300 }, size, chip, []), { x: 10, y: 285 });
  assert.deepEqual(chipPosition({ x: 400, y: 9000 }, size, chip, []), { x: 350, y: 560 });
});

test("the name on the edge does not lie under the legend", () => {
  const chip = { x: 100, y: 30 };
  const legend = box(0, 250, 250, 600);
  const at = chipPosition({ x: -5000, y: 500 }, size, chip, [legend]);
  assert.equal(at.x, 10);
  assert.ok(at.y + chip.y <= legend.top, String(at.y));
});
