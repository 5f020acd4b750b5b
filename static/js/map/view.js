// What the map shows: the opening view, and moving to what was chosen when it is not seen.
import { toBounds, toLatLng } from "../coordinates.js";
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
    for (const id of ["legend", "card", "drawing"]) {
      const node = document.getElementById(id);
      if (!node || node.hidden) continue;
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
    const zoom = container.querySelector(".leaflet-control-zoom");
    if (zoom) result.push({ left: 0, top: 0, right: zoom.offsetWidth + 16, bottom: zoom.offsetHeight + 16 });
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
    const position = positionOf(place);
    const area = place.layer === "areas" || place.symbol === "area";
    if (area && place.bbox) return { bounds: L.latLngBounds(toBounds(place.bbox)), pad: plain };
    if (!position) return null;
    return { bounds: L.latLngBounds(toLatLng(position), toLatLng(position)), pad: NAME };
  };
  const plain = { left: 6, right: 6, top: 6, bottom: 6 };

  const fitAll = (parts, animate, max = CLOSEST) => {
    const size = map.getSize();
    if (!parts.length || !size.x || !size.y) return;
    go(
      fit({
        boxes: (zoom) => parts.map(({ bounds, pad }) => rectangle(bounds, zoom, pad)),
        obstacles: obstacles({ reserveCard: true }),
        size,
        min: map.getMinZoom(),
        max,
      }),
      animate,
    );
  };

  /** The opening view: the focus box, or the world. */
  const open = (animate = false) => {
    const { focus, places } = store.get("article");
    if (!focus?.bbox) {
      const known = places.map(boundsOf).filter(Boolean).slice(0, MOST_BOXES);
      if (known.length) fitAll(known, animate, 6);
      else map.setView([25, 15], 2, { animate: false });
      return;
    }
    const box = L.latLngBounds(toBounds(focus.bbox));
    const outside = new Set(focus.outside);
    const inside = places
      .filter((place) => place.layer && place.layer !== "actors" && !outside.has(place.id))
      .map(boundsOf)
      .filter((part) => part && box.pad(0.02).contains(part.bounds));
    const whole = { bounds: box, pad: plain };
    fitAll(inside.length && inside.length <= MOST_BOXES ? inside : [whole], animate);
  };

  /** Bring bounds into the view unless they are seen; the zoom changes only when it must. */
  const show = (bounds, { pad = NAME } = {}) => {
    const size = map.getSize();
    const origin = map.getPixelOrigin();
    const shift = map.latLngToContainerPoint(map.unproject(origin)).subtract(origin);
    const box = rectangle(bounds, map.getZoom(), pad);
    const seen = {
      left: box.left + shift.x,
      right: box.right + shift.x,
      top: box.top + shift.y,
      bottom: box.bottom + shift.y,
    };
    const here = obstacles();
    if (isClear(seen, here, size)) return;
    const width = box.right - box.left;
    const height = box.bottom - box.top;
    // An area larger than the view is seen well enough when its middle is.
    const middle = map.latLngToContainerPoint(bounds.getCenter());
    const dot = { left: middle.x - 40, right: middle.x + 40, top: middle.y - 20, bottom: middle.y + 20 };
    if ((width > size.x || height > size.y) && map.getZoom() < 4 && isClear(dot, here, size)) return;
    const zoom = map.getZoom();
    go(
      fit({
        boxes: (at) => [rectangle(bounds, at, pad)],
        obstacles: here,
        size,
        min: map.getMinZoom(),
        max: zoom,
      }),
      true,
    );
  };

  const showPlace = (place) => {
    const part = boundsOf(place);
    if (part) show(part.bounds, part);
  };

  /** Go to a place that is far away, at a zoom that suits it. */
  const visit = (place) => {
    const part = boundsOf(place);
    if (part) fitAll([part], true, part.pad === plain ? CLOSEST : 7);
  };

  store.watch(["selection"], () => {
    const { place: id, from } = store.get("selection");
    const place = id && store.get("index").places.get(id);
    if (place && from !== "reload" && from !== "edge" && isShown(store, place)) {
      // The card must have its size before it is known what it covers.
      requestAnimationFrame(() => showPlace(place));
    }
  });

  return { open, show, showPlace, visit, obstacles, boundsOf };
}
