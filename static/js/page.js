// What the pages with a map do alike: begin as the address says, show what needs script, tell of a failure.
import { readAddress, writeAddress } from "./address.js";
import { keptBothNames } from "./state/naming.js";
import { createStore } from "./state/store.js";
import { tell } from "./ui/announce.js";
import { watchBack } from "./ui/back.js";
import { watchGutter } from "./ui/gutter.js";
import { watchMenu } from "./ui/menu.js";
import { makeTabs } from "./ui/tabs.js";
import { watchTheme } from "./ui/theme.js";

const root = document.documentElement;

/** What the page's address asks for, and a store that begins with it. */
export function openStore() {
  const address = readAddress();
  const bothNames = address.bothNames || keptBothNames();
  const store = createStore({ articleId: root.dataset.article ?? null, ...address, bothNames });
  // The lists, which the server prints, follow by their style.
  const showNames = () => {
    root.dataset.names = store.get("bothNames") ? "both" : "one";
  };
  store.watch(["bothNames"], showNames);
  showNames();
  return { address, store };
}

/** Show what only works with script. */
export function showScripted() {
  for (const node of document.querySelectorAll("[data-scripted]")) node.hidden = false;
  for (const node of document.querySelectorAll("[data-unscripted]")) node.remove();
  document.getElementById("legend").hidden = true; // until there is something to tell
}

/** Text pane and map: theme, tabs, gutter, menu and skip links. */
export function watchPanes(store) {
  watchTheme(document.getElementById("theme"), (theme) => store.set({ theme }));
  const choose = makeTabs(document.getElementById("tabs"), (tab) => store.set({ tab }));
  store.watch(["tab"], () => choose(store.get("tab")));
  choose(store.get("tab"));
  watchGutter(document.getElementById("gutter"));
  watchMenu(document.getElementById("download"));
  // A skip link leads into a panel that must be seen.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.skip");
    const panel = link && document.querySelector(link.hash);
    if (!panel) return;
    event.preventDefault();
    if (panel.matches(".panel")) store.set({ tab: panel.id });
    panel.focus();
  });
}

/**
 * Write what is seen into the address whenever it changes. `also` are further keys whose change counts, `after()`
 * writes what they mean; with `back` the browser's back button closes the card of a phone first.
 */
export function keepAddress(store, { also = [], after = () => {}, back = false } = {}) {
  const write = () => {
    writeAddress({
      worldview: store.get("worldview"),
      place: store.get("selection").place,
      view: store.get("view"),
      shown: store.get("shown"),
      bothNames: store.get("bothNames"),
      without: store.get("without"),
    });
    after();
  };
  // Before the writing: an open card has an entry of its own in the history, and that is the one written to.
  if (back) watchBack(store, write);
  store.watch(["selection", "worldview", "view", "shown", "bothNames", "without", ...also], write);
}

/** Run `start()`, then say that the page is ready; a failure is told with a way to try again. */
export async function begin(start, failed = tell) {
  try {
    await start();
    await document.fonts?.ready;
    root.dataset.ready = "true";
  } catch (problem) {
    failed(problem, () => begin(start, failed));
  }
}
