// Loading the article and choosing in it: everything that text, map and lists share.
import { getArticle, getAreas, getPage } from "../api.js";

const NOTHING = { place: null, mention: null, span: null, from: null };

function options(store) {
  return { worldview: store.get("worldview"), language: store.get("language") };
}

function indexOf(article) {
  const mentions = article.mentions.filter((mention) => mention.status !== "rejected");
  return {
    mentions: new Map(mentions.map((mention) => [mention.id, mention])),
    order: mentions.map((mention) => mention.id),
    places: new Map(article.places.map((place) => [place.id, place])),
  };
}

/**
 * Load the article; its areas follow, since the text and the map's frame need not wait for them.
 * Answers a promise of the areas. Raises `Problem`, both times.
 */
export async function load(store) {
  const id = store.get("articleId");
  const areas = getAreas(id, options(store));
  areas.catch(() => {}); // reported by whoever awaits it
  put(store, await getArticle(id, options(store)), null);
  return { areas: areas.then((collection) => store.set({ areas: indexOfAreas(collection) })) };
}

function indexOfAreas(collection) {
  return new Map(collection.features.map((feature) => [feature.id, feature]));
}

/** Take the names and lists from the page as the server prints it now. Raises `Problem`. */
export async function printAnew(store) {
  store.set({ page: await getPage(store.get("articleId"), options(store)) });
}

/** Load everything anew after a correction or in another worldview, the printed page included. */
export async function reload(store) {
  const id = store.get("articleId");
  const [article, areas, page] = await Promise.all([
    getArticle(id, options(store)),
    getAreas(id, options(store)),
    getPage(id, options(store)),
  ]);
  put(store, article, areas, page);
}

function put(store, article, areas, page = null) {
  const index = indexOf(article);
  const changes = {
    article,
    index,
    areas: areas && indexOfAreas(areas),
  };
  if (page) changes.page = page;
  // A correction may have taken away what was chosen, or moved it to another place.
  const { mention } = store.get("selection");
  if (store.get("article")) {
    const still = mention ? index.mentions.get(mention) : null;
    changes.selection = still
      ? { place: still.place, mention: still.id, span: null, from: "reload" }
      : NOTHING;
    changes.hover = { place: null, mention: null };
    changes.preview = null;
  }
  store.set(changes);
}

export async function setWorldview(store, worldview) {
  const before = store.get("worldview");
  store.set({ worldview });
  try {
    await reload(store);
  } catch (problem) {
    store.set({ worldview: before });
    throw problem;
  }
}

/**
 * What differs from another worldview: the places that lie in another country there, as
 * [{name, here, there}]. Raises `Problem`.
 */
export async function comparison(store, worldview) {
  const here = store.get("article");
  const other = await getArticle(store.get("articleId"), { ...options(store), worldview });
  const there = new Map(other.places.map((place) => [place.id, place]));
  const countryOf = (place) => place?.parents.find((one) => one.kind === "country")?.name ?? null;
  return here.places
    .filter((place) => place.layer && there.has(place.id) && countryOf(place) !== countryOf(there.get(place.id)))
    .map((place) => ({ name: place.name, here: countryOf(place), there: countryOf(there.get(place.id)) }));
}

/** Choose a mention and with it its place. */
export function selectMention(store, id, from) {
  const mention = store.get("index").mentions.get(id);
  if (mention) {
    store.set({ selection: { place: mention.place, mention: id, span: null, from }, note: null });
  }
}

/** Choose a stretch of text that is no mention yet, to say which place it names. */
export function selectSpan(store, span) {
  store.set({ selection: { place: null, mention: null, span, from: "text" }, note: null });
}

/** Choose a place, and the first of its mentions. */
export function selectPlace(store, id, from) {
  const place = store.get("index").places.get(id);
  if (place) {
    store.set({
      selection: { place: id, mention: place.mentions[0] ?? null, span: null, from },
      note: null,
    });
  }
}

export function deselect(store) {
  store.set({ selection: NOTHING, preview: null });
}

/** The mentions of what is chosen, in text order: a place's, or those of an unplaced name. */
export function siblings(store, selection = store.get("selection")) {
  const index = store.get("index");
  if (selection.place) {
    return index.places.get(selection.place).mentions.filter((id) => index.mentions.has(id));
  }
  const text = index.mentions.get(selection.mention)?.text;
  return index.order.filter((id) => {
    const mention = index.mentions.get(id);
    return mention.place === null && mention.text === text;
  });
}

/** Choose the mention `by` steps on among the siblings, round and round. */
export function step(store, by) {
  const ids = siblings(store);
  const at = ids.indexOf(store.get("selection").mention);
  if (ids.length) selectMention(store, ids[(at + by + ids.length) % ids.length], "card");
}

export function hover(store, { place = null, mention = null } = {}) {
  const before = store.get("hover");
  if (before.place !== place || before.mention !== mention) store.set({ hover: { place, mention } });
}

/** The GeoJSON feature with a place's outline; undefined for one that is drawn as a point. */
export function areaOf(store, place) {
  return store.get("areas")?.get(`${place.layer}:${place.id}`);
}

/** Where a place is, [lon, lat], or null. */
export function positionOf(place) {
  return place && place.lon !== null && place.lat !== null ? [place.lon, place.lat] : null;
}

/** The line of the legend that a place belongs to. */
export function groupOf(place) {
  return place.layer === "actors" || !place.layer ? "actor" : place.symbol;
}

/** Whether a place is on the map now: its group is shown, or it is chosen. Adjectives are not. */
export function isShown(store, place) {
  return Boolean(
    (place.layer && store.get("shown")[groupOf(place)]) ||
      store.get("selection").place === place.id,
  );
}

/** Whether a place wants a person's eye. */
export function isDoubtful(place) {
  return place.certainty === "doubtful" || Boolean(place.review);
}
