// The lists of a collection: its places, its actors, its articles.
import { KINDS, messages } from "../messages.js";
import { groupOf, hover, isDoubtful, selectPlace } from "../state/article.js";
import { element, symbol } from "../ui/element.js";

const PANELS = { "panel-places": (place) => groupOf(place) !== "actor", "panel-actors": (place) => groupOf(place) === "actor" };

export function watchGathered(store) {
  const fill = () => {
    for (const [id, belongs] of Object.entries(PANELS)) {
      const places = store.get("article").places.filter(belongs);
      const panel = document.getElementById(id);
      const focused = panel.contains(document.activeElement) && document.activeElement.closest("tr")?.dataset.place;
      panel.querySelector("tbody").replaceChildren(...places.map(row));
      panel.querySelector(".empty").hidden = places.length > 0;
      panel.querySelector("table").hidden = !places.length;
      document.querySelector(`#tabs [href="#${id}"] .count`).textContent = String(places.length);
      if (focused) rowOf(panel, focused)?.querySelector("a").focus({ preventScroll: true });
    }
    const within = store.get("within");
    document.querySelector('#tabs [href="#panel-articles"] .count').textContent = String(within.size);
    for (const item of document.querySelectorAll("#panel-articles [data-article]")) {
      item.classList.toggle("out", !within.has(item.dataset.article));
    }
    light();
  };
  const light = () => {
    const { place } = store.get("selection");
    const near = store.get("hover").place;
    for (const tr of document.querySelectorAll(".places tr[data-place]")) {
      const chosen = tr.dataset.place === place;
      tr.classList.toggle("chosen", chosen);
      tr.classList.toggle("near", tr.dataset.place === near);
      if (chosen) tr.setAttribute("aria-current", "true");
      else tr.removeAttribute("aria-current");
    }
  };
  for (const id of Object.keys(PANELS)) {
    const panel = document.getElementById(id);
    panel.addEventListener("click", (event) => {
      const tr = event.target.closest("tr[data-place]");
      const link = event.target.closest("a");
      if (!tr || (link && !link.matches(".row-link"))) return;
      event.preventDefault();
      selectPlace(store, tr.dataset.place, event.detail === 0 ? "list-keyboard" : "list");
    });
    const over = (event) => hover(store, { place: event.target.closest("tr[data-place]")?.dataset.place ?? null });
    panel.addEventListener("pointerover", over);
    panel.addEventListener("focusin", over);
    panel.addEventListener("pointerleave", () => hover(store));
    panel.addEventListener("focusout", () => hover(store));
  }
  store.watch(["article"], fill);
  store.watch(["selection", "hover"], light);
  fill();
}

function rowOf(panel, id) {
  return [...panel.querySelectorAll("tr")].find((tr) => tr.dataset.place === id);
}

function row(place) {
  const cell = (attributes, ...children) => element("td", { role: "cell", ...attributes }, children);
  return element(
    "tr",
    { role: "row", "data-place": place.id },
    element(
      "th",
      { role: "rowheader", scope: "row" },
      element(
        "span",
        { class: "row-name" },
        symbol(groupOf(place)),
        element("a", { class: "row-link", href: `#place-${place.id}` }, place.name),
      ),
      place.local_name && element("span", { class: "local local-name" }, place.local_name),
      isDoubtful(place) && element("span", { class: "check" }, messages.needsChecking),
      place.dispute && element("span", { class: "local" }, messages.disputedPlace),
    ),
    cell({}, KINDS[place.kind] ?? place.kind, place.within && element("span", { class: "within" }, place.within)),
    cell({ class: "number" }, place.mentions.length, element("span", { class: "unit" }, ` ${messages.mentionWord(place.mentions.length)}`)),
    cell({ class: "number" }, place.articles.size, element("span", { class: "unit" }, ` ${messages.articleWord(place.articles.size)}`)),
  );
}
