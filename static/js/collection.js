// The page of several articles on one map.
import { askForBasemap, createArticleMap } from "./map/article_map.js";
import { messages } from "./messages.js";
import { begin, keepAddress, openStore, showScripted, watchPanes } from "./page.js";
import { watchGathered } from "./panels/gathered.js";
import { watchLegend } from "./panels/legend.js";
import { watchPeriod } from "./panels/period.js";
import { watchQuotes } from "./panels/quotes.js";
import { selectPlace } from "./state/article.js";
import { collectionComparison, loadCollection, readPeriod, setCollectionWorldview } from "./state/collection.js";
import { mapNotice } from "./ui/notice.js";

const { address, store } = openStore();
store.set({ tab: "panel-places", period: readPeriod(), collection: null, within: new Set() });

function wire() {
  showScripted();
  watchPanes(store);
  watchLegend(store, { change: changeWorldview, compare: collectionComparison });
  watchQuotes(store);
  keepAddress(store, { also: ["period"], after: writePeriod, back: true });
}

/** Period and worldview go into the address and into the downloads. */
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
    if (store.get("worldview")) url.searchParams.set("worldview", store.get("worldview"));
    link.href = url.pathname + url.search;
  }
}

function tellProgress(read, all) {
  document.getElementById("reading-status").textContent = read === all ? "" : messages.readingArticles(read, all);
}

/** Articles that were never read in this worldview are read first. */
async function changeWorldview(of, worldview) {
  try {
    await setCollectionWorldview(of, worldview, tellProgress);
  } finally {
    tellProgress(0, 0);
  }
}

async function start() {
  const basemap = askForBasemap();
  const { outlines } = await loadCollection(store, tellProgress);
  tellProgress(0, 0);
  watchPeriod(store, document.getElementById("period"));
  watchGathered(store);
  const map = createArticleMap(document.getElementById("map"), store, basemap);
  await Promise.all([outlines, map]);
  if (!store.get("collection").places.length) mapNotice(messages.noPlacesInCollection);
  if (address.place) selectPlace(store, address.place, "address");
}

wire();
begin(start);
