// The places of the article on the map: areas as areas, the rest as symbols, one tab stop for all.
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
import { placeNames } from "./labels.js";
import { L } from "./leaflet.js";
import { areaName, placePin, radiusOf } from "./pins.js";

/** More symbols than this cannot each be an element; the rest are drawn on one canvas. */
const MOST_ELEMENTS = 300;

/** Draw the places on `map` and keep them in step with the store. */
export function drawPlaces(map, store) {
  const layer = L.layerGroup().addTo(map);
  let canvas = null;
  let waiting = []; // places whose outline is not drawn yet
  let home = 0; // the longitude around which the copies of the world are chosen
  let drawn = new Map(); // place id -> {place, area?, pin?, name?, at}

  const labelOf = (place) =>
    messages.markerLabel(
      place,
      KINDS[place.kind] ?? place.kind,
      place.mentions.length,
      messages.certainty(place.certainty),
    );

  const wire = (node, place) => {
    node.addEventListener("click", (event) => {
      if (store.get("drawing")) return;
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
    const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const next = neighbour(place.id, direction);
    if (!next) return;
    next.pin.focus({ preventScroll: true });
    if (!map.getBounds().contains(next.at)) map.panTo(next.at);
  };

  const neighbour = (id, [dx, dy]) => {
    const from = map.latLngToContainerPoint(drawn.get(id).at);
    let best = null;
    for (const one of drawn.values()) {
      if (one.place.id === id || !one.pin) continue;
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
    for (const one of drawn.values()) if (one.pin) one.pin.tabIndex = one.place.id === id ? 0 : -1;
  };

  const marker = (at, node, size) => {
    const one = L.marker(at, {
      icon: L.divIcon({ html: "", className: "holder", iconSize: [size, size] }),
      keyboard: false,
      interactive: false,
      bubblingMouseEvents: false,
    }).addTo(layer);
    // Leaflet's own element is only the position; ours in it carries role, name and focus.
    const holder = one.getElement();
    holder.replaceChildren(node);
    holder.style.pointerEvents = "auto";
    node.style.width = `${size}px`;
    node.style.height = `${size}px`;
    return one;
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
    const at = namePoint(geometry);
    const second = disputed ? messages.disputed : messages.mentions(place.mentions.length);
    const { pin, name } = areaName(place, labelOf(place), second);
    wire(pin, place);
    const label = marker(toLatLng(at), pin, 24);
    return { place, area, marker: label, pin, name, at: toLatLng(at), fixed: true, r: 0 };
  };

  const drawPoint = (place, position) => {
    const { pin, name, r } = placePin(place, labelOf(place));
    wire(pin, place);
    return { place, marker: marker(toLatLng(position), pin, 32), pin, name, at: toLatLng(position), r: r + 7 };
  };

  const drawDot = (place, position) => {
    canvas ??= L.canvas({ padding: 0.3 });
    const style = getComputedStyle(document.documentElement);
    const colour = style.getPropertyValue(`--${groupOf(place)}`).trim();
    const dot = L.circleMarker(toLatLng(position), {
      renderer: canvas,
      radius: radiusOf(place.mentions.length),
      color: style.getPropertyValue("--land").trim(),
      weight: 1.5,
      fillColor: colour,
      fillOpacity: 1,
    }).addTo(layer);
    dot.on("click", () => selectPlace(store, place.id, "map"));
    dot.on("mouseover", () => hover(store, { place: place.id }));
    dot.on("mouseout", () => hover(store));
    return { place, at: toLatLng(position), dot };
  };

  const isNear = ({ bbox }) =>
    !bbox || map.getBounds().pad(0.5).intersects(L.latLngBounds(toBounds(bboxNear(home, bbox))));

  const draw = () => {
    const article = store.get("article");
    if (!article) return;
    const focused = document.activeElement?.closest?.("#map")
      ? document.activeElement.dataset.place
      : null;
    layer.clearLayers();
    drawn = new Map();
    waiting = [];
    home = middleOf(article.focus?.bbox);
    const shown = article.places.filter((place) => isShown(store, place));
    const elements = new Set(
      [...shown]
        .sort((a, b) => b.mentions.length - a.mentions.length)
        .slice(0, MOST_ELEMENTS)
        .map((place) => place.id),
    );
    for (const place of shown) {
      // An outline on its way would only flash as a point; a far one is drawn when it comes near.
      if (place.layer === "areas" && (!store.get("areas") || !isNear(place))) {
        waiting.push(place);
        continue;
      }
      const area = areaOf(store, place);
      const position = positionOf(place) && near(home, positionOf(place));
      if (/Polygon/.test(area?.geometry?.type)) drawn.set(place.id, drawArea(place, area));
      else if (position) {
        drawn.set(place.id, elements.has(place.id) ? drawPoint(place, position) : drawDot(place, position));
      }
    }
    const first = drawn.values().next().value;
    stop(drawn.has(focused) ? focused : first?.place.id);
    if (focused) drawn.get(focused)?.pin?.focus({ preventScroll: true });
    light();
    name();
  };

  let precision = null;
  const light = () => {
    const chosen = store.get("selection").place;
    const near = store.get("hover").place;
    for (const one of drawn.values()) {
      const states = { chosen: one.place.id === chosen, near: one.place.id === near };
      for (const [state, on] of Object.entries(states)) {
        one.pin?.classList.toggle(state, on);
        one.area?.eachLayer((path) => path.getElement()?.classList.toggle(state, on));
      }
      one.pin?.setAttribute("aria-pressed", String(states.chosen));
      one.marker?.setZIndexOffset(states.chosen || states.near ? 1000 : 0);
    }
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
        };
      }),
    );
    named.forEach((one, i) => {
      if (one.fixed) return;
      one.name.className = `name ${sides[i] ?? "east away"}`;
    });
  };

  store.watch(["article", "areas", "shown"], draw);
  store.watch(["selection"], () => {
    const { place } = store.get("selection");
    const loose = [...drawn.values()].some((one) => !isShown(store, one.place));
    if (loose || (place && !drawn.has(place))) draw();
    else light();
  });
  store.watch(["hover"], light);
  map.on("zoomend", name);
  map.on("moveend", () => {
    if (store.get("areas") && waiting.some(isNear)) draw();
  });
  document.fonts?.ready.then(name);
  draw();
}
