// The map of one article.
import { messages } from "../messages.js";
import { groupOf } from "../state/article.js";
import { mapNotice } from "../ui/notice.js";
import { theme } from "../ui/theme.js";
import { createBasemap } from "./basemap.js";
import { watchDrawing } from "./drawing.js";
import { drawEdges } from "./edges.js";
import { L, protomaps } from "./leaflet.js";
import { drawNotes } from "./notes.js";
import { drawOverlays } from "./overlays.js";
import { drawPlaces } from "./places.js";
import { addTools } from "./tools.js";
import { watchTouch } from "./touch.js";
import { createView } from "./view.js";

const BASEMAP = "/basemap.pmtiles";
const PATIENCE_MS = 4000;

/** Leaflet's scale bar with its unit in the reader's language. */
const Scale = L.Control.Scale.extend({
  _updateScale(bar, text, ratio) {
    L.Control.Scale.prototype._updateScale.call(this, bar, messages.scale(text), ratio);
  },
});

/**
 * Begin to read the basemap's archive; early, since its header and directory need not wait for the article.
 * Answers a promise of the archive; null where it cannot be read.
 */
export async function askForBasemap() {
  if (!protomaps) return null;
  const archive = new protomaps.PmtilesSource(BASEMAP, true).p;
  // Chromium answers ranges of one address one after the other where they may come from its cache.
  archive.source.chromeWindowsNoCache = true;
  try {
    await archive.getHeader();
    return archive;
  } catch {
    return null;
  }
}

/**
 * Make the map in `container`; the article must be loaded. `basemap` is the promise that
 * `askForBasemap` answered. Resolves when the map is drawn.
 */
export async function createArticleMap(container, store, basemap) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    minZoom: container.clientWidth < 700 ? 1 : 2, // the whole world fits
    maxZoom: 11,
    zoomSnap: 1, // canvas tiles blur between whole zooms
    wheelPxPerZoomLevel: 90,
    fadeAnimation: !calm,
    zoomAnimation: !calm,
    markerZoomAnimation: !calm,
  });
  // At the bottom the first one added is the lowest.
  L.control.attribution({ prefix: matchMedia("(max-width: 700px)").matches ? false : "Leaflet", position: "bottomright" }).addTo(map);
  new Scale({ imperial: false, position: "bottomright", maxWidth: 90 }).addTo(map);

  const view = createView(map, store);
  // They must be there before it is known what they cover.
  addTools(map, store, view);
  const chosen = store.get("view");
  if (chosen) view.restore(chosen);
  else view.open();
  let background = null;
  const { taken } = drawPlaces(map, store, () => background?.refresh());
  drawOverlays(map, store);
  drawNotes(map, store, view);
  drawEdges(map, store, view);
  watchDrawing(map, store);
  watchTouch(map, store);

  const pane = document.getElementById("map-pane");
  const label = () => {
    const count = store.get("article").places.filter((place) => place.layer && groupOf(place) !== "actor").length;
    pane.setAttribute("aria-label", messages.map(count));
  };
  store.watch(["article"], label);
  label();

  let width = container.clientWidth;
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    // A map that was hidden or much narrower has not shown the focus box yet.
    const untouched = !store.get("selection").place && !store.get("view");
    if (Math.abs(container.clientWidth - width) > 120 && untouched) view.open();
    width = container.clientWidth;
  }).observe(container);

  await addBasemap(map, store, basemap, taken, (layer) => {
    background = layer;
  });
  return { map, view };
}

async function addBasemap(map, store, asked, taken, made) {
  const archive = await asked;
  if (!archive) {
    mapNotice(messages.noBasemap);
    return;
  }
  // What the article names is labelled by us; the town Kursk beside “Kursk Oblast” would mislead.
  const names = () => {
    const { mentions } = store.get("index");
    return store
      .get("article")
      .places.filter((place) => place.layer && groupOf(place) !== "actor")
      .flatMap((place) => [place.name, ...place.mentions.map((id) => mentions.get(id)?.text)])
      .filter(Boolean);
  };
  const basemap = createBasemap({
    L,
    protomaps,
    url: archive,
    theme: theme(),
    worldview: store.get("article").worldview,
    language: store.get("article").view_language ?? "en",
    omit: names(),
    taken,
  });
  made(basemap);
  const drawn = new Promise((resolve) => {
    basemap.once("load", resolve);
    setTimeout(resolve, PATIENCE_MS);
  });
  basemap.addTo(map);
  store.watch(["theme"], () => basemap.setTheme(store.get("theme")));
  store.watch(["article"], () => {
    basemap.setWorldview(store.get("article").worldview);
    basemap.setOmit?.(names());
  });
  await drawn;
}
