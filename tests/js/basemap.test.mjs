import assert from "node:assert/strict";
import { test } from "node:test";
import { createBasemap, isBorder } from "../../static/js/map/basemap.js";

// protomaps-leaflet as far as the rules see it: symbolizers that keep their options, a bare layer.
class Symbolizer {
  constructor(options) {
    Object.assign(this, options);
  }
}
const protomaps = {
  PolygonSymbolizer: Symbolizer,
  LineSymbolizer: Symbolizer,
  leafletLayer: (options) => ({ ...options, clearLayout() {}, _tiles: {} }),
};
globalThis.document = { documentElement: {}, fonts: { load: () => Promise.resolve() } };
globalThis.getComputedStyle = () => ({ getPropertyValue: () => "" });
const basemap = (options) => createBasemap({ L: {}, protomaps, url: "/basemap.pmtiles", ...options });

const settled = { kind: "country", left: "DE", right: "FR" };
const crimea = { kind: "country", left: "UA", right: "UA", disputed: true, views: " de_facto ru " };
const hongKong = { kind: "country", left: "CN", right: "HK", views: " iso de_facto ru " };

/** How a border is drawn at zoom 6: "solid", "dashed", "thin dashed", "thin" or "hidden". */
function drawn(layer, props) {
  const rules = layer.paintRules.filter((rule) => rule.dataLayer === "borders" && rule.filter(6, { props }));
  assert.ok(rules.length <= 1, "a border is drawn once");
  if (!rules.length) return "hidden";
  const { width, dash } = rules[0].symbolizer;
  if (typeof width === "number") return "thin";
  return `${width(6) < 1.3 ? "thin " : ""}${dash ? "dashed" : "solid"}`;
}

test("a border that all agree on is solid in every worldview", () => {
  for (const worldview of ["iso", "ru", "cn"]) assert.equal(drawn(basemap({ worldview }), settled), "solid");
});

test("a disputed border is dashed in every worldview", () => {
  assert.equal(drawn(basemap({ worldview: "iso" }), crimea), "thin dashed");
  assert.equal(drawn(basemap({ worldview: "ru" }), crimea), "dashed");
  assert.equal(drawn(basemap({ worldview: "de_facto" }), crimea), "dashed");
});

test("a border of a territory is a region's border where it is no border", () => {
  assert.equal(drawn(basemap({ worldview: "iso" }), hongKong), "solid");
  assert.equal(drawn(basemap({ worldview: "cn" }), hongKong), "thin");
});

test("regions are drawn from their zoom on", () => {
  assert.equal(drawn(basemap({}), { kind: "area", zoom: 6 }), "thin");
  assert.equal(drawn(basemap({}), { kind: "area", zoom: 7 }), "hidden");
});

test("one worldview's id within another's does not count", () => {
  assert.equal(isBorder({ views: " it id " }, "i"), false);
  assert.equal(isBorder({ views: " it id " }, "id"), true);
  assert.equal(isBorder({}, "id"), true);
});

test("changing worldview, theme and language changes the rules in place", () => {
  const layer = basemap({ worldview: "iso", theme: "light", language: "en" });
  const light = layer.backgroundColor;
  layer.setWorldview("ru");
  assert.equal(drawn(layer, crimea), "dashed");
  layer.setTheme("dark");
  assert.notEqual(layer.backgroundColor, light);
  layer.setTheme("light");
  assert.equal(layer.backgroundColor, light);
});

test("names that the map shows itself are left out, whatever their accents and language", () => {
  const label = { kind: "town", zoom: 8, name: "Pokrovsk", "name:uk": "Покровськ" };
  const shown = (layer) => layer.labelRules.some((rule) => rule.filter(8, { props: label }));
  assert.ok(shown(basemap({})));
  assert.ok(!shown(basemap({ omit: ["POKROVSK"] })));
  assert.ok(!shown(basemap({ omit: ["Покровськ"], language: "uk" })));
  const layer = basemap({});
  layer.setOmit(["Pokrovsk"]);
  assert.ok(!shown(layer));
  layer.setOmit([]);
  assert.ok(shown(layer));
});

test("a label waits for its zoom", () => {
  const label = { kind: "town", zoom: 8, name: "Pokrovsk" };
  const rule = basemap({}).labelRules.find((one) => one.filter(8, { props: label }));
  assert.equal(rule.filter(7, { props: label }), false);
});

test("a soft sign at a word's end is not written as an apostrophe", () => {
  const layer = basemap({ omit: ["Tver"] });
  const shown = (name) => layer.labelRules.some((rule) => rule.filter(8, { props: { kind: "town", zoom: 8, name } }));
  assert.ok(!shown("Tver'"));
  assert.ok(shown("Sana'a"));
});
