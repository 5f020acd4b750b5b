// Very many places: near ones in one bubble with their number, single ones on one canvas.
import { fromLatLng, near, toLatLng } from "../coordinates.js";
import { messages } from "../messages.js";
import { groupOf, hover, isDoubtful, positionOf, selectPlace } from "../state/article.js";
import { element } from "../ui/element.js";
import { L, endsDrag } from "./leaflet.js";
import { sizeOf } from "./pins.js";

const REACH = 58; // pixels within which places share a bubble
const DEEPEST = 9; // from the next zoom on every place stands alone

/** A symbol on a canvas, of the same shape and dash as the one that is an element. */
const Dot = L.CircleMarker.extend({
  _updatePath() {
    const renderer = this._renderer;
    const context = renderer?._ctx;
    if (!context || !renderer._drawing || this._empty()) return;
    const { x, y } = this._point;
    const r = this._radius;
    context.beginPath();
    if (this.options.shape === "natural") {
      const d = r * 1.25;
      context.moveTo(x, y - d);
      context.lineTo(x + d, y);
      context.lineTo(x, y + d);
      context.lineTo(x - d, y);
      context.closePath();
    } else if (this.options.shape === "facility" || this.options.shape === "area") {
      context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    } else {
      context.arc(x, y, r, 0, 2 * Math.PI);
    }
    renderer._fillStroke(context, this);
  },
});

/**
 * Draws `places` on `layer`; `place(entry, node, size)` puts an element on the map. `keys(event, id)`
 * handles the arrow keys of a bubble. Answers {set(places), clear(), bubbles()}.
 */
export function createCrowd(map, store, layer, { mark, keys, changed }) {
  const group = L.layerGroup().addTo(layer);
  let canvas = null;
  let library = null;
  let index = null;
  let known = new Map(); // place id -> place
  let there = new Map(); // key -> {layer, pin?, at?, id}
  let asked = 0;

  const bubble = (id, count, position) => {
    const at = toLatLng(position);
    const size = Math.round(30 + 6 * Math.log10(count));
    const pin = element(
      "div",
      {
        class: "bubble",
        role: "button",
        tabindex: "-1",
        "aria-label": messages.cluster(count),
        "data-place": `cluster:${id}`,
      },
      messages.number(count),
    );
    const open = () => {
      const zoom = Math.min(index.getClusterExpansionZoom(id), map.getMaxZoom());
      map.setView(at, Math.max(zoom, map.getZoom() + 1));
    };
    pin.addEventListener("click", (event) => {
      event.stopPropagation();
      if (!store.get("drawing") && !endsDrag(map, event)) open();
    });
    pin.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return keys(event, `cluster:${id}`);
      event.preventDefault();
      event.stopPropagation();
      open();
    });
    return { layer: mark(at, pin, size, group), pin, at, id: `cluster:${id}` };
  };

  const dot = (place, position) => {
    canvas ??= L.canvas({ padding: 0.3 });
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    const shape = groupOf(place);
    const hollow = shape === "actor" || isDoubtful(place);
    const one = new Dot(toLatLng(position), {
      renderer: canvas,
      shape,
      radius: sizeOf(place),
      color: value(hollow ? `--${shape}` : "--land"),
      weight: 1.5,
      dashArray: isDoubtful(place) ? [3, 2.4] : null,
      fillColor: value(hollow ? "--land" : `--${shape}`),
      fillOpacity: 1,
    }).addTo(group);
    one.on("click", (event) => {
      if (store.get("drawing")) return;
      L.DomEvent.stop(event);
      selectPlace(store, place.id, "map");
    });
    one.on("mouseover", () => hover(store, { place: place.id }));
    one.on("mouseout", () => hover(store));
    return { layer: one, id: place.id };
  };

  const draw = () => {
    if (!index) return;
    const bounds = map.getBounds().pad(0.25);
    const [west, south] = [bounds.getWest(), Math.max(-90, bounds.getSouth())];
    const [east, north] = [bounds.getEast(), Math.min(90, bounds.getNorth())];
    const middle = map.getCenter().lng;
    const [left] = fromLatLng({ lat: 0, lng: west });
    const box = east - west >= 360 ? [-180, south, 180, north] : [left, south, left + (east - west), north];
    const next = new Map();
    const zoom = map.getZoom();
    for (const { properties, geometry } of index.getClusters(box, zoom)) {
      const position = near(middle, geometry.coordinates);
      const copy = Math.round((position[0] - geometry.coordinates[0]) / 360);
      const key = `${copy}/${properties.cluster ? `${zoom}/${properties.cluster_id}` : properties.id}`;
      next.set(key, there.get(key) ?? (properties.cluster
        ? bubble(properties.cluster_id, properties.point_count, position)
        : dot(known.get(properties.id), position)));
    }
    for (const [key, one] of there) if (!next.has(key)) group.removeLayer(one.layer);
    there = next;
    changed();
  };

  const clear = () => {
    group.clearLayers();
    there = new Map();
    index = null;
  };

  const set = async (places) => {
    asked += 1;
    const mine = asked;
    clear();
    if (!places.length) return;
    // Most articles never need it.
    library ??= import("supercluster");
    const { default: Supercluster } = await library;
    if (mine !== asked) return;
    known = new Map(places.map((place) => [place.id, place]));
    index = new Supercluster({ radius: REACH, extent: 256, maxZoom: DEEPEST }).load(
      places.map((place) => ({
        type: "Feature",
        properties: { id: place.id },
        geometry: { type: "Point", coordinates: positionOf(place) },
      })),
    );
    draw();
  };

  map.on("moveend", draw);
  store.watch(["theme"], () => {
    if (!index) return;
    group.clearLayers();
    there = new Map();
    draw();
  });
  return { set, bubbles: () => [...there.values()].filter((one) => one.pin), has: (id) => known.has(id) && Boolean(index) };
}
