// A place's name as the reader wants it: in one language, or with the local name behind it.
import { shownLocalName } from "../state/naming.js";
import { element } from "./element.js";

/** Children of an element that names a place. */
export function nameOf(store, place) {
  const local = shownLocalName(store, place);
  if (!local) return place.name;
  const tag = Object.keys(place.names ?? {}).find((each) => place.names[each] === local);
  // Set apart, since the script may run from right to left.
  return [place.name, element("span", { class: "also" }, " · ", element("bdi", { lang: tag ?? null }, local))];
}
