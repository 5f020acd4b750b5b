// The page's address holds what a reader would want to send on: the chosen place, what the map shows,
// the switched layers, the worldview and the language.

const PLACE = "#place-";
const MENTION = /^#(m\d+-\d+)$/;
const PANEL = /^#(panel-[a-z]+)$/;
const LAYERS = ["area", "town", "natural", "facility", "actor", "note"];
const SHOWN_AT_FIRST = LAYERS.filter((layer) => layer !== "actor");

/**
 * {worldview, language, place, mention, panel, view: {zoom, lon, lat} | null, shown: {area: true, …} | null,
 * bothNames, without: ids of overlays} of the current address. What cannot be read is left out.
 */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const hash = decoded(location.hash);
  return {
    worldview: query.get("worldview"),
    language: query.get("language"),
    place: hash.startsWith(PLACE) ? hash.slice(PLACE.length) : null,
    mention: MENTION.exec(hash)?.[1] ?? null, // where a collection's sentences lead to
    panel: PANEL.exec(hash)?.[1] ?? null,
    view: readView(query.get("at")),
    shown: readShown(query.get("layers")),
    bothNames: query.get("names") === "both",
    without: query.get("without")?.split(",").filter(Boolean) ?? [],
  };
}

/** Put it all into the address without adding to the browser's history. */
export function writeAddress({ worldview, place, view, shown, bothNames, without }) {
  const url = new URL(location.href);
  const put = (name, value) => (value ? url.searchParams.set(name, value) : url.searchParams.delete(name));
  if (worldview) put("worldview", worldview);
  put("at", view && sayView(view));
  put("layers", shown && sayShown(shown));
  put("names", bothNames && "both");
  put("without", without?.join(","));
  // Commas and slashes are legal in a query and easier to read than their escapes.
  url.search = url.search.replaceAll("%2F", "/").replaceAll("%2C", ",");
  url.hash = place ? PLACE + place : "";
  history.replaceState(history.state, "", url.hash ? url : url.href.replace(/#$/, ""));
}

/** The path of another page of ours, in the language that this one's address asks for. */
export function linked(path) {
  const { language } = readAddress();
  const url = new URL(path, location.origin);
  if (language) url.searchParams.set("language", language);
  return url.pathname + url.search + url.hash;
}

/** "6/50.1234/36.5678": zoom, latitude, longitude, as map sites write it. */
export function sayView({ zoom, lon, lat }) {
  return [zoom, ...[lat, lon].map((degrees) => degrees.toFixed(4))].join("/");
}

/** The same back, or null. */
export function readView(text) {
  const match = /^(\d{1,2})\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(text ?? "");
  if (!match) return null;
  const [zoom, lat, lon] = match.slice(1).map(Number);
  return Math.abs(lat) <= 90 && zoom <= 20 ? { zoom, lon, lat } : null;
}

/** Which layers are on, "area,town"; "" where they are as they were at first. */
export function sayShown(shown) {
  const on = LAYERS.filter((layer) => shown[layer]);
  if (on.join() === SHOWN_AT_FIRST.join()) return "";
  return on.join(",") || "none";
}

/** The same back, or null. */
export function readShown(text) {
  if (!text) return null;
  const on = new Set(text.split(","));
  if (text !== "none" && !LAYERS.some((layer) => on.has(layer))) return null;
  return Object.fromEntries(LAYERS.map((layer) => [layer, on.has(layer)]));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
