// The page of one article: loads it, makes text, lists and map one thing.
import { readAddress } from "./address.js";
import { getProgress } from "./api.js";
import { askForBasemap, createArticleMap } from "./map/article_map.js";
import { messages } from "./messages.js";
import { begin, keepAddress, openStore, showScripted, watchPanes } from "./page.js";
import { watchAnnotate } from "./panels/annotate.js";
import { watchCard } from "./panels/card.js";
import { watchConflict } from "./panels/conflict.js";
import { watchLegend } from "./panels/legend.js";
import { watchLists } from "./panels/lists.js";
import { watchNotes } from "./panels/notes.js";
import { watchSearch } from "./panels/search.js";
import { watchTerritory } from "./panels/territory.js";
import { watchShare } from "./panels/share.js";
import { watchText } from "./reader.js";
import { watchFollowing } from "./reader/following.js";
import { loadAnnotations } from "./state/annotations.js";
import { isDoubtful, load, printAnew, selectMention, selectPlace } from "./state/article.js";
import { loadOverlays } from "./state/overlays.js";
import { announce } from "./ui/announce.js";
import { mapNotice } from "./ui/notice.js";
import { showSteps } from "./ui/steps.js";

const PROGRESS_MS = 400; // between two questions how far the finding is
const root = document.documentElement;
const { address, store } = openStore();

function wire() {
  showScripted();
  watchPanes(store);
  watchAnnotate(store);
  watchSearch(store);
  watchText(store);
  watchFollowing(store);
  watchLists(store);
  watchTerritory(store);
  watchLegend(store);
  watchCard(store);
  watchNotes(store);
  watchConflict(store);
  watchShare(store);
  keepAddress(store, { back: true });
  // A marker leads to its first mention: the text must be there to be seen.
  store.watch(["selection"], () => {
    const { from } = store.get("selection");
    if (from === "map" || from === "edge") store.set({ tab: "panel-article" });
  });
  store.watch(["article", "bothNames"], () => {
    for (const link of document.querySelectorAll("#download a")) {
      const url = new URL(link.href);
      url.searchParams.set("worldview", store.get("article").worldview);
      if (store.get("bothNames")) url.searchParams.set("names", "both");
      else url.searchParams.delete("names");
      link.href = url.pathname + url.search;
    }
  });
  // Links to places and sections from elsewhere in the page (skip links, an address typed in).
  window.addEventListener("hashchange", () => {
    const { place } = readAddress();
    if (place && place !== store.get("selection").place) selectPlace(store, place, "address");
  });
}

async function start() {
  const basemap = askForBasemap();
  const notes = loadAnnotations(store);
  notes.catch(() => {}); // told below, with whatever else fails
  const waiting = root.hasAttribute("data-waiting");
  const step = (at) => waiting && showSteps(messages.steps, at);
  step(1);
  const loading = load(store);
  if (waiting) tellProgress(loading);
  const { areas } = await loading;
  if (waiting) await printAnew(store);
  step(2);
  const map = createArticleMap(document.getElementById("map"), store, basemap);
  await Promise.all([notes, areas, map, loadOverlays(store)]);
  step(messages.steps.length);
  if (!store.get("article").places.length) {
    mapNotice(messages.noPlaces);
  }
  // Where nothing is sure the list, with its reasons, says more than a map of question marks.
  const located = store.get("article").places.filter((place) => place.layer && place.layer !== "actors");
  if (located.length && located.every(isDoubtful)) store.set({ tab: "panel-places" });
  if (address.panel && document.querySelector(`#${address.panel}.panel`)) store.set({ tab: address.panel });
  if (address.mention) {
    store.set({ tab: "panel-article" });
    selectMention(store, address.mention, "address");
  } else if (address.place) selectPlace(store, address.place, "address");
}

/** How far the finding is, until what waits for it is there. */
async function tellProgress(loading) {
  let going = true;
  const ended = () => {
    going = false;
  };
  loading.then(ended, ended);
  while (going) {
    const { done, all } = await getProgress(root.dataset.article).catch(() => ({ all: null }));
    if (going && all) showSteps(messages.steps, 1, { done, all, said: messages.readPassages(done, all) });
    await new Promise((resolve) => {
      setTimeout(resolve, PROGRESS_MS);
    });
  }
}

/** What could not be loaded is said over the map, where it is missed. */
function failed(problem, retry) {
  const text = problem.message || String(problem);
  const again = () => {
    mapNotice(null);
    retry();
  };
  mapNotice(text, { title: messages.retry, run: again });
  announce(text);
}

wire();
begin(start, failed);
