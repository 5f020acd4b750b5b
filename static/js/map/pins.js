// The symbols on the map: shape for kind, colour for kind, dash and "?" for doubt, size by mentions.
import { groupOf, isDoubtful } from "../state/article.js";
import { drawing, element } from "../ui/element.js";


/** Radius in pixels of a symbol with `count` mentions. */
const radiusOf = (count) => Math.min(11, 5.5 + 1.7 * Math.log2(Math.max(1, count)));

/**
 * Radius of a place's symbol. In a collection, where counts are large, its area is as the place's
 * `share` of what the place named most has.
 */
export const sizeOf = ({ mentions, share }) =>
  share === undefined ? radiusOf(mentions.length) : 4 + 9 * Math.sqrt(share);

function shapeOf(group, r) {
  if (group === "natural") {
    const d = r * 1.25;
    return drawing("path", { class: "shape", d: `M0 ${-d} ${d} 0 0 ${d} ${-d} 0z` });
  }
  if (group === "facility" || group === "area") {
    const half = r * 0.9;
    return drawing("rect", {
      class: "shape",
      x: -half,
      y: -half,
      width: 2 * half,
      height: 2 * half,
      rx: group === "area" ? 3 : 0,
    });
  }
  if (group === "note") {
    return drawing("path", {
      class: "shape",
      d: `M${-r} ${-r}H${r}V${r * 0.25}L${r * 0.25} ${r}H${-r}z`,
    });
  }
  return drawing("circle", { class: "shape", r });
}

/** The drawing of a symbol with its halo. */
export function pinDrawing(group, r, { doubtful = false } = {}) {
  return drawing(
    "svg",
    { width: 1, height: 1, "aria-hidden": "true", focusable: "false" },
    drawing("circle", { class: "rim", r: r + 3.5 }),
    shapeOf(group, r),
    doubtful && drawing("text", { class: "doubt", y: 4 }, "?"),
  );
}

/** The element of a place drawn as a point; `called` is its name, as children of an element. */
export function placePin(place, label, called) {
  const group = groupOf(place);
  const doubtful = isDoubtful(place);
  const r = group === "actor" ? 6 : sizeOf(place) + (doubtful ? 1.5 : 0);
  const name = element("span", { class: "name east" }, called);
  const pin = element(
    "div",
    {
      class: `pin symbol-${place.symbol}${group === "actor" ? " actor" : ""}${doubtful ? " doubtful" : ""}`,
      role: "button",
      tabindex: "-1",
      "aria-label": label,
      "data-place": place.id,
    },
    pinDrawing(group, r, { doubtful }),
    name,
  );
  name.style.setProperty("--reach", `${r + 7}px`);
  return { pin, name, r };
}

/** The element of a place drawn as an area: its name, in the middle of it. */
export function areaName(place, label, called, second) {
  const name = element(
    "span",
    { class: "name" },
    called,
    second && element("small", {}, second),
  );
  const pin = element(
    "div",
    {
      class: `area-name symbol-${place.symbol}${groupOf(place) === "actor" ? " actor" : ""}`,
      role: "button",
      tabindex: "-1",
      "aria-label": label,
      "data-place": place.id,
    },
    name,
  );
  return { pin, name };
}

/** A candidate or search result that is only looked at. */
export function ghostPin(name, group) {
  return element(
    "div",
    { class: `pin ghost symbol-${group}` },
    pinDrawing(group, 7),
    element("span", { class: "name east" }, name),
  );
}
