// Several articles as one: what the map draws is what the chosen period leaves of their places.
import { getCollection, getCollectionPlace, getOutlines } from "../api.js";

const NOTHING = { place: null, mention: null, span: null, from: null };
const WAIT_MS = 300;
const LEAST_LARGE = 12; // mentions that the largest symbol stands for, at least

/** The period of an address: {from, to, undated}; days as ISO 8601, null for no limit. */
export function readPeriod() {
  const query = new URLSearchParams(location.search);
  const day = (name) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? "") ? query.get(name) : null);
  return { from: day("from"), to: day("to"), undated: query.get("undated") !== "false" };
}

/** The part of the address that says which articles, and in which view. */
export function askedFor() {
  const query = new URLSearchParams(location.search);
  const asked = new URLSearchParams();
  for (const name of ["article", "worldview", "language"]) {
    for (const value of query.getAll(name)) asked.append(name, value);
  }
  return asked;
}

/**
 * Load the collection; articles that are not read yet are waited for, `progress(read, all)` says how
 * far it is. Answers a promise of the outlines, which follow. Raises `Problem`, both times.
 */
export async function loadCollection(store, progress = () => {}) {
  const asked = askedFor();
  const ask = () => {
    const asking = getOutlines(asked);
    asking.catch(() => {}); // reported by whoever awaits it
    return asking;
  };
  // While articles are still to be read, outlines would be those of the others alone.
  let asking = document.documentElement.hasAttribute("data-pending") ? null : ask();
  let collection = await getCollection(asked);
  while (collection.pending) {
    asking = null;
    const all = collection.articles.length;
    progress(all - collection.pending, all);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    collection = await getCollection(asked);
  }
  store.set({ collection });
  applyPeriod(store);
  const outlines = (asking ?? ask()).then(({ features }) => {
    store.set({ areas: new Map(features.map((feature) => [feature.id, feature])) });
  });
  outlines.catch(() => {}); // as above
  return { outlines };
}

/** Let the map show the articles of the period alone. */
export function setPeriod(store, period) {
  store.set({ period });
  applyPeriod(store);
}

export function inPeriod(period, article) {
  if (!article.published) return period.undated;
  return (!period.from || period.from <= article.published) && (!period.to || article.published <= period.to);
}

function applyPeriod(store) {
  const collection = store.get("collection");
  const period = store.get("period");
  const within = new Set(
    collection.articles.filter((article) => inPeriod(period, article)).map((article) => article.id),
  );
  const places = collection.places.map((place) => placeWithin(place, within)).filter(Boolean);
  // Of all articles, so that a symbol shrinks when a shorter period names its place less often.
  const most = Math.max(LEAST_LARGE, ...collection.places.filter((place) => place.layer !== "actors").map((place) => place.mentions));
  for (const place of places) place.share = Math.min(1, place.mentions.length / most);
  places.sort((a, b) => b.mentions.length - a.mentions.length || a.name.localeCompare(b.name));
  const index = { mentions: new Map(), order: [], places: new Map(places.map((place) => [place.id, place])) };
  const changes = {
    within,
    index,
    article: {
      places,
      mentions: [],
      focus: collection.focus,
      worldview: collection.worldview.id,
      worldviews: [collection.worldview],
      view_language: collection.view_language,
    },
  };
  const chosen = store.get("selection").place;
  if (chosen && !index.places.has(chosen)) changes.selection = NOTHING;
  store.set(changes);
}

/** A place as the articles within have it; null where none of them names it. */
function placeWithin(place, within) {
  const all = place.appearances.filter((each) => within.has(each.article));
  if (!all.length) return null;
  const located = all.filter((each) => each.layer !== "actors");
  const counted = located.length ? located : all;
  const mentions = counted.reduce((sum, each) => sum + each.mentions, 0);
  return {
    ...place,
    layer: located.length ? (place.layer === "actors" ? located[0].layer : place.layer) : "actors",
    // The map knows mentions by their ids; here only their number counts.
    mentions: Array.from({ length: mentions }, (_, number) => `${place.id}#${number}`),
    articles: new Set(counted.map((each) => each.article)),
  };
}

/** A place's sentences by article, those of the period alone. */
export async function quotesOf(store, id) {
  const { articles } = await getCollectionPlace(id, askedFor());
  return articles.filter((article) => store.get("within").has(article.id));
}
