import assert from "node:assert/strict";
import { test } from "node:test";
import { readShown, readView, sayShown, sayView } from "../../static/js/address.js";

test("what the map shows is written as zoom, latitude, longitude and read back", () => {
  const view = { zoom: 6, lon: 36.5678, lat: -50.1234 };
  assert.equal(sayView(view), "6/-50.1234/36.5678");
  assert.deepEqual(readView(sayView(view)), view);
});

test("a view that cannot be is none", () => {
  for (const text of [null, "", "6", "6/91/0", "99/0/0", "x/1/2", "6/1/2/3"]) assert.equal(readView(text), null);
});

const first = { area: true, town: true, natural: true, facility: true, actor: false, note: true };

test("layers are written only when they differ from those at first", () => {
  assert.equal(sayShown(first), "");
  assert.equal(readShown(null), null);
});

test("layers are read back", () => {
  for (const shown of [{ ...first, actor: true }, { ...first, town: false }]) {
    assert.deepEqual(readShown(sayShown(shown)), shown);
  }
  const none = Object.fromEntries(Object.keys(first).map((layer) => [layer, false]));
  assert.deepEqual(readShown(sayShown(none)), none);
  assert.equal(readShown("nonsense"), null);
});
