// Where the chosen place is: what it lies in, its coordinates, how far the other places are.
import { bearing, distanceKm, sayDecimal, sayDegrees } from "../coordinates.js";
import { messages } from "../messages.js";
import { groupOf, positionOf, selectPlace } from "../state/article.js";
import { copyButton } from "../ui/copy.js";
import { element, symbol } from "../ui/element.js";

const FIRST = 5;

/** The fold with coordinates and distances; null for a place without a position. */
export function whereabouts(store, place, fold) {
  const position = positionOf(place);
  if (!position) return null;
  const line = (text, label, key) =>
    element("p", { class: "coordinates" }, element("span", {}, text), copyButton(text, label, key));
  const others = nearest(store, place, position);
  return fold(
    "where",
    messages.whereabouts,
    place.symbol === "area" && element("p", { class: "muted" }, messages.pointInArea),
    line(sayDecimal(position), messages.copyDecimal, "copy-decimal"),
    line(sayDegrees(position), messages.copyDegrees, "copy-degrees"),
    others.length > 0 && element("h3", {}, messages.fromHere),
    others.length > 0 && element("ul", { class: "distances" }, others.map((one) => distance(store, one))),
  );
}

function nearest(store, place, position) {
  return store
    .get("article")
    .places.filter((other) => other.id !== place.id && other.layer && groupOf(other) !== "actor" && positionOf(other))
    .map((other) => ({
      other,
      km: distanceKm(position, positionOf(other)),
      degrees: bearing(position, positionOf(other)),
    }))
    .sort((a, b) => a.km - b.km)
    .slice(0, FIRST);
}

function distance(store, { other, km, degrees }) {
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: "distance",
        "data-focus": `distance-${other.id}`,
        onclick: (event) => selectPlace(store, other.id, event.detail === 0 ? "keyboard" : "card"),
      },
      symbol(groupOf(other)),
      element("span", {}, other.name),
      element("span", { class: "value" }, messages.distance(km, degrees)),
    ),
  );
}
