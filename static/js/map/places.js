// The places of the article on the map: areas as areas, the rest as symbols, one tab stop for all.
// Of very many places only the most mentioned are elements; `crowd.js` draws the others.
import { bboxNear, geometryNear, middleOf, namePoint, near, toBounds, toLatLng } from "../coordinates.js";
import { KINDS, messages } from "../messages.js";
import {
  areaOf,
  groupOf,
  hover,
  isDoubtful,
  isShown,
  positionOf,
  selectPlace,
} from "../state/article.js";
import { fullName } from "../state/naming.js";
import { nameOf } from "../ui/naming.js";
import { clearance } from "./clearance.js";
import { createCrowd } from "./crowd.js";
import { placeNames } from "./labels.js";
import { L, endsDrag } from "./leaflet.js";
import { areaName, placePin } from "./pins.js";

/** Up to so many places all are elements. */
const MOST_ELEMENTS = 300;
/** Of more places the areas with most mentions are; the others would be too many symbols to tell apart. */
const MOST_AREAS = 60;

/**
 * Draw the places on `map` and keep them in step with the store. `moved()` is called when names or
 * outlines stand elsewhere than before. Answers {taken(zoom)}, see `createBasemap`.
 */
export function drawPlaces(map, store, moved = () => {}) {
  const layer = L.layerGroup().addTo(map);
  let waiting = []; // places whose outline is not drawn yet
  let home = 0; // the longitude around which the copies of the world are chosen
  let drawn = new Map(); // place id -> {place, area?, pin?, name?, at}

  const labelOf = (place) =>
    messages.markerLabel(
      { ...place, name: fullName(store, place) },
      KINDS[place.kind] ?? place.kind,
      place.mentions.length,
      messages.certainty(place.certainty),
    );

  const wire = (node, place) => {
    node.addEventListener("click", (event) => {
      if (store.get("drawing") || endsDrag(map, event)) return;
      event.stopPropagation();
      selectPlace(store, place.id, event.detail === 0 ? "map-keyboard" : "map");
    });
    node.addEventListener("pointerenter", () => hover(store, { place: place.id }));
    node.addEventListener("pointerleave", () => hover(store));
    node.addEventListener("focus", () => {
      stop(place.id);
      hover(store, { place: place.id });
    });
    node.addEventListener("blur", () => hover(store));
    node.addEventListener("keydown", (event) => pressed(event, place));
  };

  const pressed = (event, place) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      selectPlace(store, place.id, "map-keyboard");
      return;
    }
    move(event, place.id);
  };

  const move = (event, id) => {
    const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const next = neighbour(id, direction);
    if (!next) return;
    next.pin.focus({ preventScroll: true });
    if (!map.getBounds().contains(next.at)) map.panTo(next.at);
  };

  const stops = () => [...[...drawn.values()].filter((one) => one.pin), ...crowd.bubbles()];

  const neighbour = (id, [dx, dy]) => {
    const all = stops();
    const from = map.latLngToContainerPoint(all.find((one) => one.id === id).at);
    let best = null;
    for (const one of all) {
      if (one.id === id) continue;
      const to = map.latLngToContainerPoint(one.at);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along <= 0) continue;
      const far = along + 2 * across;
      if (!best || far < best.far) best = { far, one };
    }
    return best?.one ?? null;
  };

  const stop = (id) => {
    for (const one of stops()) one.pin.tabIndex = one.id === id ? 0 : -1;
  };

  const marker = (at, node, size, group = layer) => {
    const one = L.marker(at, {
      icon: L.divIcon({ html: "", className: "holder", iconSize: [size, size] }),
      keyboard: false,
      interactive: false,
      bubblingMouseEvents: false,
    }).addTo(group);
    // Leaflet's own element is only the position; ours in it carries role, name and focus.
    const holder = one.getElement();
    holder.replaceChildren(node);
    holder.style.pointerEvents = "auto";
    node.style.width = `${size}px`;
    node.style.height = `${size}px`;
    return one;
  };

  /** How much of the article's attention a place has, 0 to 1: names and areas are drawn stronger for it. */
  const attention = (place) => {
    const most = Math.max(2, ...store.get("article").places.filter((one) => one.layer !== "actors").map((one) => one.mentions.length));
    return (Math.log2(Math.max(1, place.mentions.length)) / Math.log2(most)).toFixed(2);
  };

  const drawArea = (place, feature) => {
    const disputed = Boolean(place.dispute);
    const names = [
      "area",
      `symbol-${place.symbol}`,
      groupOf(place) === "actor" && "actor",
      disputed && "disputed",
      isDoubtful(place) && "doubtful",
    ].filter(Boolean);
    const geometry = geometryNear(home, feature.geometry);
    const area = L.geoJSON(geometry, { style: () => ({ className: names.join(" ") }) }).addTo(layer);
    area.on("click", (event) => {
      if (store.get("drawing")) return;
      L.DomEvent.stop(event);
      selectPlace(store, place.id, "map");
    });
    area.on("mouseover", () => hover(store, { place: place.id }));
    area.on("mouseout", () => hover(store));
    const share = attention(place);
    area.eachLayer((path) => path.getElement()?.style.setProperty("--attention", share));
    const at = namePoint(geometry);
    const second = disputed ? messages.disputed : messages.mentions(place.mentions.length);
    const { pin, name } = areaName(place, labelOf(place), nameOf(store, place), second);
    name.style.setProperty("--attention", share);
    wire(pin, place);
    const label = marker(toLatLng(at), pin, 24);
    return { id: place.id, place, area, geometry, marker: label, pin, name, at: toLatLng(at), fixed: true, r: 0 };
  };

  const drawPoint = (place, position) => {
    const { pin, name, r } = placePin(place, labelOf(place), nameOf(store, place));
    wire(pin, place);
    const at = toLatLng(position);
    return { id: place.id, place, marker: marker(at, pin, 32), pin, name, at, r: r + 7 };
  };

  const crowd = createCrowd(map, store, layer, {
    mark: marker,
    keys: move,
    changed: () => {
      if (!stops().some((one) => one.pin.tabIndex === 0)) stop(stops()[0]?.id);
    },
  });

  const nearHome = (position) => near(home, position);
  const isNear = ({ bbox }) =>
    !bbox || map.getBounds().pad(0.5).intersects(L.latLngBounds(toBounds(bboxNear(home, bbox))));

  const draw = () => {
    const article = store.get("article");
    if (!article) return;
    const focused = document.activeElement?.closest?.("#map")
      ? document.activeElement.dataset.place
      : null;
    for (const one of drawn.values()) for (const part of [one.area, one.marker]) part?.remove();
    drawn = new Map();
    waiting = [];
    home = middleOf(article.focus?.bbox);
    const shown = article.places.filter((place) => isShown(store, place));
    const many = shown.length > MOST_ELEMENTS;
    const elements = new Set(
      [...shown]
        .filter((place) => !many || place.layer === "areas")
        .sort((a, b) => b.mentions.length - a.mentions.length)
        .slice(0, many ? MOST_AREAS : MOST_ELEMENTS)
        .map((place) => place.id),
    );
    const others = [];
    for (const place of shown) {
      if (!elements.has(place.id)) {
        if (positionOf(place)) others.push(place);
        continue;
      }
      // An outline on its way would only flash as a point; a far one is drawn when it comes near.
      if (place.layer === "areas" && (!store.get("areas") || !isNear(place))) {
        waiting.push(place);
        continue;
      }
      const area = areaOf(store, place);
      const position = positionOf(place) && nearHome(positionOf(place));
      if (/Polygon/.test(area?.geometry?.type)) drawn.set(place.id, drawArea(place, area));
      else if (position) drawn.set(place.id, drawPoint(place, position));
    }
    crowd.set(others);
    const first = drawn.values().next().value;
    stop(drawn.has(focused) ? focused : first?.id);
    if (focused) drawn.get(focused)?.pin?.focus({ preventScroll: true });
    light();
    name();
  };

  let precision = null;
  let spots = []; // elements for the chosen and the pointed-at place where the crowd draws it
  const light = () => {
    const chosen = store.get("selection").place;
    const near = store.get("hover").place;
    const read = store.get("following")?.places;
    for (const one of drawn.values()) {
      const states = {
        chosen: one.id === chosen,
        near: one.id === near,
        dim: Boolean(read) && !read.includes(one.id),
      };
      const key = Object.values(states).join();
      if (one.lit === key) continue;
      one.lit = key;
      for (const [state, on] of Object.entries(states)) {
        one.pin.classList.toggle(state, on);
        one.area?.eachLayer((path) => path.getElement()?.classList.toggle(state, on));
      }
      one.pin.setAttribute("aria-pressed", String(states.chosen));
      one.marker.setZIndexOffset(states.chosen || states.near ? 1000 : 0);
    }
    for (const spot of spots) spot.remove();
    spots = [...new Set([chosen, near])].filter((id) => id && !drawn.has(id) && crowd.has(id)).map((id) => {
      const place = store.get("index").places.get(id);
      const { pin } = placePin(place, labelOf(place), nameOf(store, place));
      pin.classList.add(id === chosen ? "chosen" : "near");
      pin.setAttribute("aria-hidden", "true");
      const spot = marker(toLatLng(nearHome(positionOf(place))), pin, 32);
      spot.getElement().style.pointerEvents = "none";
      return spot;
    });
    if (precision) precision.remove();
    precision = null;
    const one = drawn.get(chosen);
    if (one && !one.area && one.place.precision_m > 1000) {
      precision = L.circle(one.at, {
        radius: one.place.precision_m,
        className: "precision",
        interactive: false,
      }).addTo(map);
    }
  };

  const name = () => {
    const named = [...drawn.values()].filter((one) => one.name);
    const sides = placeNames(
      named.map((one) => {
        const { x, y } = map.latLngToLayerPoint(one.at);
        return {
          x,
          y,
          reach: one.r,
          width: one.name.offsetWidth,
          height: one.name.offsetHeight,
          weight: one.place.mentions.length + (groupOf(one.place) === "actor" ? -1000 : 0),
          fixed: one.fixed,
          yields: one.place.role === "relative",
        };
      }),
    );
    named.forEach((one, i) => {
      one.side = sides[i];
      if (one.fixed) {
        one.name.classList.toggle("away", !sides[i]);
        return;
      }
      one.name.className = `name ${sides[i] ?? "east away"}`;
    });
    const next = [map.getZoom(), ...named.map((one) => `${one.id} ${one.side} ${one.name.offsetWidth}`)].join("\n");
    if (next === spread) return;
    spread = next;
    free = new Map();
    moved();
  };
  let spread = ""; // how the names stood when the basemap was told last
  let free = new Map(); // zoom -> what `taken` answered

  const taken = (zoom) => {
    if (!free.has(zoom)) free.set(zoom, clearance(occupied(zoom)));
    return free.get(zoom);
  };

  /** Our names, symbols and outlines in world pixels of a zoom. */
  const occupied = (zoom) => {
    const rectangles = [];
    const lines = [];
    for (const one of drawn.values()) {
      const { x, y } = map.project(one.at, zoom);
      const [width, height] = [one.name.offsetWidth, one.name.offsetHeight];
      if (!one.fixed) rectangles.push(around(x, y, 2 * one.r - 4, 2 * one.r - 4));
      const away = one.r + width / 2;
      const middle = {
        east: [x + away, y],
        west: [x - away, y],
        north: [x, y - one.r - height / 2],
        south: [x, y + one.r + height / 2],
      }[one.fixed ? "" : one.side] ?? (one.fixed && one.side ? [x, y] : null);
      if (middle) rectangles.push(around(...middle, width + 4, height));
      for (const ring of one.geometry ? ringsOf(one.geometry) : []) {
        lines.push(ring.map((position) => {
          const point = map.project(toLatLng(position), zoom);
          return [point.x, point.y];
        }));
      }
    }
    return { rectangles, lines, world: 256 * 2 ** zoom };
  };

  store.watch(["article", "areas", "shown", "bothNames"], draw);
  store.watch(["selection"], () => {
    const { place } = store.get("selection");
    const loose = [...drawn.values()].some((one) => !isShown(store, one.place));
    if (loose || (place && !drawn.has(place) && !crowd.has(place))) draw();
    else light();
  });
  store.watch(["hover", "following"], light);
  map.on("zoomend", name);
  map.on("moveend", () => {
    if (store.get("areas") && waiting.some(isNear)) draw();
  });
  document.fonts?.ready.then(name);
  draw();
  return { taken };
}

function around(x, y, width, height) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function ringsOf({ type, coordinates, geometries }) {
  if (type === "GeometryCollection") return geometries.flatMap(ringsOf);
  if (type === "Polygon") return coordinates;
  return type === "MultiPolygon" ? coordinates.flat() : [];
}
