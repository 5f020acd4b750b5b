// What the page knows, in one place. Views watch the values they show; nobody else keeps a copy.

class Store {
  #values;
  #watchers = [];

  constructor(values) {
    this.#values = { ...values };
  }

  get(key) {
    return this.#values[key];
  }

  /** Change values; each watcher of a changed one is called once, after all of them are set. */
  set(changes) {
    const changed = Object.keys(changes).filter(
      (key) => !Object.is(this.#values[key], changes[key]),
    );
    if (!changed.length) return;
    Object.assign(this.#values, changes);
    for (const watcher of this.#watchers) {
      if (watcher.keys.some((key) => changed.includes(key))) watcher.call(changed);
    }
  }

  /** Call `call(changedKeys)` whenever one of `keys` changes. */
  watch(keys, call) {
    this.#watchers.push({ keys, call });
  }
}

/** A store as it is before anything is loaded. */
export function createStore({ articleId, worldview, language, view = null, shown = null, without = [], bothNames = false }) {
  return new Store({
    articleId,
    worldview,
    language,
    bothNames, // whether places are named with their local name too
    article: null, // as GET /api/articles/{id} answers
    index: null, // its mentions and places by id
    areas: null, // outlines of its places, by feature id
    page: null, // the server's print of it, after a change
    selection: { place: null, mention: null, span: null, from: null },
    hover: { place: null, mention: null },
    preview: null, // a candidate that is looked at
    found: null, // a gazetteer entry that was searched for
    view, // {zoom, lon, lat} of a map that was moved; null while it shows what it opened on
    shown: shown ?? { area: true, town: true, natural: true, facility: true, actor: false, note: true },
    fit: null, // {places} that the map is asked to frame
    following: null, // {start, places} of the paragraph that is read
    quote: null, // {start, end} of words in the text that were searched for
    tab: "panel-article",
    annotations: [],
    overlays: [], // who holds which ground, each with its features
    without, // ids of the overlays that are not shown
    note: null, // id of the chosen annotation
    draft: null, // the annotation being written
    drawing: null, // {mode, feature?} while a shape is drawn or moved
    conflict: null, // {mine, theirs} after a stale save
  });
}
