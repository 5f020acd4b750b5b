// The page's address holds what a reader would want to send on: the chosen place and the worldview.

const PLACE = "#place-";

/** {article, worldview, language, place} of the current address. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const hash = decodeURIComponent(location.hash);
  return {
    worldview: query.get("worldview"),
    language: query.get("language"),
    place: hash.startsWith(PLACE) ? hash.slice(PLACE.length) : null,
  };
}

/** Put place and worldview into the address without adding to the browser's history. */
export function writeAddress({ worldview, place }) {
  const url = new URL(location.href);
  if (worldview) url.searchParams.set("worldview", worldview);
  url.hash = place ? PLACE + place : "";
  history.replaceState(history.state, "", url.hash ? url : url.href.replace(/#$/, ""));
}
