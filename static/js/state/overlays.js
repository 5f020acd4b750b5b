// Who holds which ground, by sources that the reader imported: what the article has, and changing it.
import { addOverlay, getOverlayShapes, removeOverlay, restoreOverlay } from "../api.js";
import { printAnew } from "./article.js";

export const STYLES = 4; // as many as tokens.css has colours and map.css has lines

/** Take the article's overlays over, with their shapes where there are any. Raises `Problem`. */
export async function loadOverlays(store) {
  const overlays = store.get("article")?.overlays ?? [];
  if (!overlays.length) {
    if (store.get("overlays").length) store.set({ overlays: [] });
    return;
  }
  const { features } = await getOverlayShapes(store.get("articleId"));
  store.set({
    overlays: overlays.map((overlay) => ({
      ...overlay,
      features: features.filter((feature) => feature.properties.overlay === overlay.id),
    })),
  });
}

/** Import one; `draft` as the server takes it. Raises `Problem`. */
export async function importOverlay(store, draft) {
  const made = await addOverlay(store.get("articleId"), draft, { language: store.get("language") });
  await changed(store, [...others(store, made.id), made]);
  return made;
}

/** Remove one. Raises `Problem`. */
export async function takeAway(store, id) {
  await removeOverlay(store.get("articleId"), id);
  await changed(store, others(store, id));
}

/** Bring a removed one back. Raises `Problem`. */
export async function bringBack(store, id) {
  const back = await restoreOverlay(store.get("articleId"), id);
  const all = [...others(store, id), back].sort((a, b) => a.created.localeCompare(b.created));
  await changed(store, all);
}

/** Show or hide one on the map. */
export function switchOverlay(store, id) {
  const without = store.get("without");
  store.set({ without: without.includes(id) ? without.filter((each) => each !== id) : [...without, id] });
}

/** Which of the styles the parts of a name have. */
export function styleOf(overlay, name) {
  return Math.max(0, overlay.names.indexOf(name)) % STYLES;
}

function others(store, id) {
  return store.get("article").overlays.filter((overlay) => overlay.id !== id);
}

async function changed(store, overlays) {
  // The article is the same but for them: the map need not be drawn anew, but what is printed does.
  store.get("article").overlays = overlays;
  await Promise.all([loadOverlays(store), printAnew(store)]);
}
