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
export function askedFor({ worldview = null } = {}) {
  const query = new URLSearchParams(location.search);
  const asked = new URLSearchParams();
  for (const name of ["article", "worldview", "language"]) {
    for (const value of query.getAll(name)) asked.append(name, value);
  }
  if (worldview) asked.set("worldview", worldview);
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
  const first = !store.get("collection") && !document.documentElement.hasAttribute("data-pending");
  let asking = first ? ask() : null;
  const collection = await settled(asked, (read, all) => {
    asking = null;
    progress(read, all);
  });
  store.set({ collection });
  applyPeriod(store);
  const outlines = (asking ?? ask()).then(({ features }) => {
    store.set({ areas: new Map(features.map((feature) => [feature.id, feature])) });
  });
  outlines.catch(() => {}); // as above
  return { outlines };
}

/** Whose borders are drawn; the whole collection is loaded anew. `progress` as above. Raises `Problem`. */
export async function setCollectionWorldview(store, worldview, progress) {
  const before = store.get("worldview");
  store.set({ worldview });
  try {
    const { outlines } = await loadCollection(store, progress);
    await outlines;
  } catch (problem) {
    store.set({ worldview: before });
    throw problem;
  }
}

/** What differs from another worldview: [{name, here, there}], as `comparison` has it for an article. */
export async function collectionComparison(store, worldview) {
  const other = await settled(askedFor({ worldview }));
  const there = new Map(other.places.map((place) => [place.id, place]));
  const countryOf = (place) => place.within.split(", ").at(-1) || null;
  return store
    .get("article")
    .places.filter((place) => there.has(place.id) && place.kind !== "country" && countryOf(place) !== countryOf(there.get(place.id)))
    .map((place) => ({ name: place.name, here: countryOf(place), there: countryOf(there.get(place.id)) }));
}

/** The collection once all its articles are read. */
async function settled(asked, progress = () => {}) {
  let collection = await getCollection(asked);
  while (collection.pending) {
    const all = collection.articles.length;
    progress(all - collection.pending, all);
    await new Promise((resolve) => {
      setTimeout(resolve, WAIT_MS);
    });
    collection = await getCollection(asked);
  }
  return collection;
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
      worldviews: collection.worldviews,
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
