// The map alone, for a frame in another page. It changes nothing: who frames it could trick clicks.
import { askForBasemap, createArticleMap } from "./map/article_map.js";
import { KINDS, messages } from "./messages.js";
import { begin, keepAddress, openStore, showScripted } from "./page.js";
import { watchLegend } from "./panels/legend.js";
import { deselect, load, selectPlace } from "./state/article.js";
import { loadOverlays } from "./state/overlays.js";
import { element, icon, unseen } from "./ui/element.js";
import { nameOf } from "./ui/naming.js";

const { address, store } = openStore();

/** What was chosen, in a few lines; all else is on the article's own page. */
function watchChosen() {
  const card = document.getElementById("card");
  const close = () => deselect(store);
  let before = null;
  const show = () => {
    const place = store.get("index")?.places.get(store.get("selection").place);
    const had = card.contains(document.activeElement);
    card.hidden = !place;
    if (!place) {
      if (had) (before ?? document.getElementById("map")).focus({ preventScroll: true });
      return;
    }
    const kind = KINDS[place.kind] ?? place.kind;
    const within = place.parents.map((one) => one.name).join(", ");
    const parts = [
      element("h2", {}, nameOf(store, place)),
      element(
        "button",
        { type: "button", class: "button quiet icon-only close", onclick: close },
        icon("close"),
        unseen(messages.close),
      ),
      element("p", {}, [kind, within].filter(Boolean).join(" · ")),
      element("p", {}, `${messages.certainty(place.certainty)}. ${place.reason}`),
      place.dispute && element("p", {}, place.dispute.sentence),
    ];
    card.replaceChildren(...parts.filter(Boolean));
    if (store.get("selection").from === "map-keyboard") {
      before = document.activeElement;
      card.focus({ preventScroll: true });
    }
  };
  store.watch(["selection", "index", "bothNames"], show);
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/** The link to the whole page shows what the frame shows. */
function watchOpen() {
  const link = document.getElementById("embed-open");
  const after = () => {
    link.href = link.pathname + location.search + location.hash;
  };
  keepAddress(store, { after });
}

async function start() {
  const basemap = askForBasemap();
  const { areas } = await load(store);
  await Promise.all([areas, loadOverlays(store), createArticleMap(document.getElementById("map"), store, basemap)]);
  if (address.place) selectPlace(store, address.place, "address");
}

showScripted();
watchLegend(store);
watchChosen();
watchOpen();
begin(start);
