import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bboxNear,
  bboxOf,
  bearing,
  distanceKm,
  fromLatLng,
  geometryNear,
  middleOf,
  namePoint,
  near,
  parseCoordinates,
  sayCoordinates,
  toBounds,
  toLatLng,
} from "../../static/js/coordinates.js";

test("axes are swapped once and back", () => {
  assert.deepEqual(toLatLng([37.18, 48.28]), [48.28, 37.18]);
  assert.deepEqual(fromLatLng({ lat: 48.28, lng: 37.18 }), [37.18, 48.28]);
});

test("a longitude beyond 180 degrees comes back into range", () => {
  assert.deepEqual(fromLatLng({ lat: -18, lng: 190 }), [-170, -18]);
  assert.deepEqual(fromLatLng({ lat: -18, lng: -181.5 }), [178.5, -18]);
  assert.deepEqual(fromLatLng({ lat: 0, lng: 180 }), [180, 0]);
});

test("a box across the antimeridian is unrolled eastwards", () => {
  assert.deepEqual(toBounds([177, -19, -178, -12]), [
    [-19, 177],
    [-12, 182],
  ]);
  assert.deepEqual(toBounds([32, 44, 39, 52]), [
    [44, 32],
    [52, 39],
  ]);
});

test("the box of each type of geometry", () => {
  assert.equal(bboxOf(null), null);
  assert.deepEqual(bboxOf({ type: "Point", coordinates: [1, 2] }), [1, 2, 1, 2]);
  const polygon = { type: "Polygon", coordinates: [[[0, 0], [4, 0], [4, 3], [0, 0]]] };
  assert.deepEqual(bboxOf(polygon), [0, 0, 4, 3]);
  const all = { type: "GeometryCollection", geometries: [polygon, { type: "Point", coordinates: [-1, 9] }] };
  assert.deepEqual(bboxOf(all), [-1, 0, 4, 9]);
});

test("coordinates as people type them", () => {
  const expected = [37.18, 48.28];
  for (const text of [
    "48.28, 37.18",
    "48.28 37.18",
    "48.28; 37.18",
    "48.28N 37.18E",
    "48.28° N, 37.18° E",
    "E 37.18, N 48.28",
    "37.18 E / 48.28 N",
    "48°16'48\"N 37°10'48\"E",
    "48° 16′ 48″ N 37° 10′ 48″ E",
  ]) {
    assert.deepEqual(parseCoordinates(text), expected, text);
  }
  assert.deepEqual(parseCoordinates("-33.86, 151.21"), [151.21, -33.86]);
  assert.deepEqual(parseCoordinates("33.86 S 151.21 E"), [151.21, -33.86]);
  assert.deepEqual(parseCoordinates("-0.5, -0.25"), [-0.25, -0.5]);
});

test("what is no pair of coordinates is refused", () => {
  for (const text of ["", "Pokrovsk", "48.28", "91, 10", "10, 181", "48 N 37 N", "1, 2, 3"]) {
    assert.equal(parseCoordinates(text), null, text);
  }
});

test("coordinates are said with latitude first", () => {
  assert.equal(sayCoordinates([37.18, 48.28]), "48.28° N, 37.18° E");
  assert.equal(sayCoordinates([-70, -33.5]), "33.5° S, 70° W");
});

test("distance and direction on the globe", () => {
  assert.equal(Math.round(distanceKm([0, 0], [0, 90])), 10008);
  assert.equal(Math.round(distanceKm([179, 0], [-179, 0])), 222);
  assert.equal(bearing([0, 0], [0, 10]), 0);
  assert.equal(Math.round(bearing([0, 0], [10, 0])), 90);
  assert.equal(Math.round(bearing([0, 0], [-10, 0])), 270);
});

test("the name of an area stands inside it, even where its centre does not", () => {
  // A crescent open to the east: its centre of gravity lies outside.
  const ring = [[0, 0], [10, 0], [10, 1], [3, 1], [3, 9], [10, 9], [10, 10], [0, 10], [0, 0]];
  const [lon, lat] = namePoint({ type: "Polygon", coordinates: [ring] });
  const inTheOpening = lon > 3 && lat > 1 && lat < 9;
  assert.ok(lon > 0 && lon < 10 && lat > 0 && lat < 10 && !inTheOpening, `${lon}, ${lat}`);
});

test("of many parts the largest bears the name", () => {
  const square = (x, size) => [[[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]]];
  const [lon] = namePoint({ type: "MultiPolygon", coordinates: [square(0, 1), square(50, 8), square(20, 2)] });
  assert.equal(lon, 54);
});

test("a map of Fiji is centred on the antimeridian, with both its halves beside each other", () => {
  const middle = middleOf([177, -19, -178, -12]);
  assert.equal(middle, 179.5);
  assert.deepEqual(near(middle, [-179, -17]), [181, -17]);
  assert.deepEqual(near(middle, [178, -18]), [178, -18]);
  const square = (x) => [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 0]]];
  const moved = geometryNear(middle, { type: "MultiPolygon", coordinates: [square(178), square(-180)] });
  assert.deepEqual(bboxOf(moved), [178, 0, 181, 1]);
});

test("a box is unrolled beside the map's middle", () => {
  assert.deepEqual(bboxNear(179.5, [-175, -22, -173, -15]), [185, -22, 187, -15]);
  assert.deepEqual(bboxNear(179.5, [177, -19, -178, -12]), [177, -19, 182, -12]);
  assert.deepEqual(bboxNear(30, [20, 40, 40, 60]), [20, 40, 40, 60]);
});

test("elsewhere nothing is moved", () => {
  const line = { type: "LineString", coordinates: [[30, 50], [31, 51]] };
  assert.equal(geometryNear(middleOf([20, 40, 40, 60]), line), line);
  assert.equal(middleOf(null), 0);
});
