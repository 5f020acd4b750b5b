// What the map shows: the opening view, and moving to what was chosen when it is not seen.
import { bboxNear, fromLatLng, middleOf, near, toBounds, toLatLng } from "../coordinates.js";
import { isShown, positionOf } from "../state/article.js";
import { fit, isClear } from "./fit.js";
import { L } from "./leaflet.js";

const NAME = { left: 16, right: 96, top: 16, bottom: 16 }; // room for a symbol and its name, pixels
const CLOSEST = 8; // the deepest zoom that the basemap has tiles of
const CARD = { width: 328, height: 460 }; // kept free while no card is open, pixels
const MOST_BOXES = 60;

export function createView(map, store) {
  const container = map.getContainer();
  const phone = matchMedia("(max-width: 700px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** What lies over the map, as rectangles in pixels of the view. */
  const obstacles = ({ reserveCard = false } = {}) => {
    const frame = container.getBoundingClientRect();
    const result = [];
    const over = "#legend, #card, #drawing, #map-tools .tools, .leaflet-bottom";
    for (const node of document.querySelectorAll(`:is(${over}):not([hidden], .leaflet-left)`)) {
      const box = node.getBoundingClientRect();
      const one = {
        left: Math.max(0, box.left - frame.left - 8),
        top: Math.max(0, box.top - frame.top - 8),
        right: Math.min(frame.width, box.right - frame.left + 8),
        bottom: Math.min(frame.height, box.bottom - frame.top + 8),
      };
      if (one.right > one.left && one.bottom > one.top) result.push(one);
    }
    const card = document.getElementById("card");
    if (reserveCard && card.hidden && !phone.matches) {
      result.push({
        left: frame.width - CARD.width - 24,
        top: 0,
        right: frame.width,
        bottom: Math.min(CARD.height, frame.height * 0.6),
      });
    }
    return result;
  };

  const rectangle = (bounds, zoom, pad) => {
    const a = map.project(bounds.getNorthWest(), zoom);
    const b = map.project(bounds.getSouthEast(), zoom);
    return { left: a.x - pad.left, top: a.y - pad.top, right: b.x + pad.right, bottom: b.y + pad.bottom };
  };

  const go = ({ zoom, x, y }, animate) => {
    map.setView(map.unproject([x, y], zoom), zoom, { animate: animate && !calm.matches });
  };

  const boundsOf = (place) => {
    const home = middleOf(store.get("article").focus?.bbox);
    const position = positionOf(place) && near(home, positionOf(place));
    const area = place.layer === "areas" || place.symbol === "area";
    if (area && place.bbox) {
      return { bounds: L.latLngBounds(toBounds(bboxNear(home, place.bbox))), pad: plain };
    }
    if (!position) return null;
    return { bounds: L.latLngBounds(toLatLng(position), toLatLng(position)), pad: NAME };
  };
  // World pixels of the present zoom to pixels of the view.
  const shiftNow = () => map.latLngToContainerPoint(map.unproject([0, 0], map.getZoom()));
  const margin = () => (phone.matches ? 6 : 18);
  const plain = { left: 6, right: 6, top: 6, bottom: 6 };

  const fitAll = (parts, animate, max = CLOSEST) => {
    const size = map.getSize();
    if (!parts.length || !size.x || !size.y) return;
    const choice = (reserveCard) =>
      fit({
        boxes: (zoom) => parts.map(({ bounds, pad }) => rectangle(bounds, zoom, pad)),
        obstacles: obstacles({ reserveCard }),
        size,
        min: map.getMinZoom(),
        max,
        margin: margin(),
      });
    // Room for a card that may open is welcome, but not worth a zoom level.
    const [roomy, close] = [choice(true), choice(false)];
    go(roomy.zoom === close.zoom ? roomy : close, animate);
  };

  /** The opening view: the focus box, or the world. It needs no words in the address. */
  const open = (animate = false) => {
    opening = true;
    frame(animate);
    opening = false;
    store.set({ view: null });
  };
  let opening = false;

  const frame = (animate) => {
    const { focus, places } = store.get("article");
    if (!focus?.bbox) {
      const known = places.map(boundsOf).filter(Boolean).slice(0, MOST_BOXES);
      if (known.length) fitAll(known, animate, 6);
      else map.setView([25, 15], 2, { animate: false });
      return;
    }
    fitAll(framed(), animate);
  };

  /** What an address says: {zoom, lon, lat}. */
  const restore = ({ zoom, lon, lat }) => {
    const at = Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom());
    map.setView(toLatLng([lon, lat]), at, { animate: false });
  };

  /** Frame places by their ids; null for all that are shown. Answers whether there was any. */
  const frameAll = (ids = null) => {
    const chosen = store
      .get("article")
      .places.filter((place) => (ids ? ids.includes(place.id) && place.layer : isShown(store, place)));
    const parts = chosen.map(boundsOf).filter(Boolean);
    if (!parts.length) return false;
    const one = parts.length === 1 && parts[0].pad === NAME;
    fitAll(parts.length > MOST_BOXES ? [{ bounds: joined(parts), pad: NAME }] : parts, true, one ? 7 : CLOSEST);
    return true;
  };

  const joined = (parts) => parts.reduce((box, part) => box.extend(part.bounds), L.latLngBounds([]));

  store.watch(["fit"], () => frameAll(store.get("fit").places));

  map.on("moveend", () => {
    if (opening || !map._loaded) return;
    const [lon, lat] = fromLatLng(map.getCenter());
    store.set({ view: { zoom: map.getZoom(), lon, lat } });
  });

  /** Where bounds are in the view, in its pixels. */
  const placed = ({ bounds, pad }) => {
    const box = rectangle(bounds, map.getZoom(), pad);
    const origin = shiftNow();
    return {
      left: box.left + origin.x,
      right: box.right + origin.x,
      top: box.top + origin.y,
      bottom: box.bottom + origin.y,
    };
  };

  const seen = (part) => {
    const size = map.getSize();
    const here = obstacles();
    const box = placed(part);
    if (isClear(box, here, size)) return true;
    if (box.right - box.left < size.x && box.bottom - box.top < size.y) return false;
    // An area larger than the view is seen well enough when its middle is.
    const { x, y } = map.latLngToContainerPoint(part.bounds.getCenter());
    return isClear({ left: x - 40, right: x + 40, top: y - 20, bottom: y + 20 }, here, size);
  };

  /** Bring bounds into the view unless they are seen; the zoom changes only when it must. */
  const show = (bounds, { pad = NAME } = {}) => {
    if (seen({ bounds, pad })) return;
    go(
      fit({
        boxes: (at) => [rectangle(bounds, at, pad)],
        obstacles: obstacles(),
        size: map.getSize(),
        min: map.getMinZoom(),
        max: map.getZoom(),
        margin: margin(),
        near: shiftNow(),
      }),
      true,
    );
  };

  /** The places that the opening view frames. */
  const framed = () => {
    const { focus, places } = store.get("article");
    if (!focus?.bbox) return [];
    const box = L.latLngBounds(toBounds(focus.bbox)).pad(0.02);
    const outside = new Set(focus.outside);
    const inside = places
      .filter((place) => place.layer && place.layer !== "actors" && !outside.has(place.id))
      .map(boundsOf)
      .filter((part) => part && box.contains(part.bounds));
    if (inside.length && inside.length <= MOST_BOXES) return inside;
    return [{ bounds: L.latLngBounds(toBounds(focus.bbox)), pad: plain }];
  };

  /** The smallest move at this zoom that leaves all parts clear; false if there is none. */
  const moveTogether = (parts) => {
    const zoom = map.getZoom();
    const found = fit({
      boxes: () => parts.map(({ bounds, pad }) => rectangle(bounds, zoom, pad)),
      obstacles: obstacles(),
      size: map.getSize(),
      min: zoom,
      max: zoom,
      margin: margin(),
      near: shiftNow(),
      strict: true,
    });
    if (found) go(found, true);
    return Boolean(found);
  };

  const showPlace = (place) => {
    const part = boundsOf(place);
    if (!part) return;
    if (seen(part)) return;
    // Rather move all the framed places clear of the card together than this one alone.
    if (!moveTogether([...framed(), part])) show(part.bounds, part);
  };

  /** Go to a place that is far away, at a zoom that suits it. */
  const visit = (place) => {
    const part = boundsOf(place);
    if (part) fitAll([part], true, part.pad === plain ? CLOSEST : 7);
  };

  /** After the card is closed the legend grows again: move what it covers, if it was in view. */
  const settle = () => {
    const parts = framed();
    const here = obstacles();
    const size = map.getSize();
    const near = parts.every((part) => map.getBounds().intersects(part.bounds));
    if (near && !parts.every((part) => isClear(placed(part), here, size))) moveTogether(parts);
  };

  store.watch(["selection"], () => {
    const { place: id, mention, from } = store.get("selection");
    if (!id && !mention && !phone.matches) requestAnimationFrame(settle);
    const place = id && store.get("index").places.get(id);
    const asked = from !== "reload" && from !== "edge" && !(from === "address" && store.get("view"));
    if (place && asked && isShown(store, place)) {
      // The card must have its size before it is known what it covers.
      requestAnimationFrame(() => showPlace(place));
    }
  });

  return { open, restore, frameAll, show, showPlace, visit, obstacles, boundsOf };
}
