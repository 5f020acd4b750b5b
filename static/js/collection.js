// The page of several articles on one map.
import { readAddress, writeAddress } from "./address.js";
import { askForBasemap, createArticleMap } from "./map/article_map.js";
import { messages } from "./messages.js";
import { watchGathered } from "./panels/gathered.js";
import { watchLegend } from "./panels/legend.js";
import { watchPeriod } from "./panels/period.js";
import { watchQuotes } from "./panels/quotes.js";
import { selectPlace } from "./state/article.js";
import { loadCollection, readPeriod } from "./state/collection.js";
import { createStore } from "./state/store.js";
import { tell } from "./ui/announce.js";
import { watchBack } from "./ui/back.js";
import { watchGutter } from "./ui/gutter.js";
import { watchMenu } from "./ui/menu.js";
import { makeTabs } from "./ui/tabs.js";
import { watchTheme } from "./ui/theme.js";

const root = document.documentElement;
const address = readAddress();
const store = createStore({
  articleId: null,
  worldview: address.worldview,
  language: address.language,
  view: address.view,
  shown: address.shown,
});
store.set({ tab: "panel-places", period: readPeriod(), collection: null, within: new Set() });

function wire() {
  for (const node of document.querySelectorAll("[data-scripted]")) node.hidden = false;
  for (const node of document.querySelectorAll("[data-unscripted]")) node.remove();
  document.getElementById("legend").hidden = true;
  watchTheme(document.getElementById("theme"), (theme) => store.set({ theme }));
  const choose = makeTabs(document.getElementById("tabs"), (tab) => store.set({ tab }));
  store.watch(["tab"], () => choose(store.get("tab")));
  choose(store.get("tab"));
  watchGutter(document.getElementById("gutter"));
  watchMenu(document.getElementById("download"));
  watchLegend(store);
  watchQuotes(store);
  const write = () => {
    writeAddress({ place: store.get("selection").place, view: store.get("view"), shown: store.get("shown") });
    writePeriod();
  };
  store.watch(["selection", "view", "shown", "period"], write);
  watchBack(store, write);
  // Escape closes the card first; a skip link leads into a panel that must be seen.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.skip");
    const panel = link && document.querySelector(link.hash);
    if (!panel) return;
    event.preventDefault();
    if (panel.matches(".panel")) store.set({ tab: panel.id });
    panel.focus();
  });
}

/** The period goes into the address and into the downloads. */
function writePeriod() {
  const { from, to, undated } = store.get("period");
  const put = (url) => {
    for (const [name, value] of [["from", from], ["to", to], ["undated", undated ? null : "false"]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    return url;
  };
  history.replaceState(history.state, "", put(new URL(location.href)));
  for (const link of document.querySelectorAll("#download a")) {
    const url = put(new URL(link.href));
    link.href = url.pathname + url.search;
  }
}

async function start() {
  const status = document.getElementById("reading-status");
  const basemap = askForBasemap();
  const { outlines } = await loadCollection(store, (read, all) => {
    status.textContent = messages.readingArticles(read, all);
  });
  status.textContent = "";
  watchPeriod(store, document.getElementById("period"));
  watchGathered(store);
  const map = createArticleMap(document.getElementById("map"), store, basemap);
  await Promise.all([outlines, map]);
  if (!store.get("collection").places.length) {
    const notice = document.getElementById("map-notice");
    notice.textContent = messages.noPlacesInCollection;
    notice.hidden = false;
  }
  if (address.place) selectPlace(store, address.place, "address");
  await document.fonts?.ready;
  root.dataset.ready = "true";
}

async function begin() {
  try {
    await start();
  } catch (problem) {
    tell(problem, begin);
  }
}

wire();
begin();
