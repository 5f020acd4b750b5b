// What is on the map, as the switch of its layers, and how to read it.
import { messages } from "../messages.js";
import { comparison, groupOf, isDoubtful, setWorldview } from "../state/article.js";
import { setBothNames } from "../state/naming.js";
import { announce, tell } from "../ui/announce.js";
import { drawing, element, icon, symbol } from "../ui/element.js";
import { overlayRows } from "./overlays.js";

const GROUPS = [
  ["area", messages.areas],
  ["town", messages.towns],
  ["natural", messages.natural],
  ["facility", messages.facilities],
  ["actor", messages.actors],
  ["note", messages.notes],
];

const STANDARD = "iso"; // what other views are compared with
const narrow = matchMedia("(max-width: 900px)");

/** `change(store, worldview)` draws other borders, `compare(store, worldview)` answers what differs from them. */
export function watchLegend(store, { change = setWorldview, compare = comparison } = {}) {
  const legend = document.getElementById("legend");
  const open = new Set();
  const folds = (name, title, ...children) => {
    const details = element(
      "details",
      { open: open.has(name) },
      element("summary", { class: "legend-row", "data-focus": name }, title),
      children,
    );
    details.addEventListener("toggle", () => (details.open ? open.add(name) : open.delete(name)));
    return details;
  };
  const draw = () => {
    const article = store.get("article");
    if (!article) return;
    const key = legend.contains(document.activeElement) && document.activeElement.dataset.focus;
    legend.replaceChildren(...parts(store, article, folds, { change, compare }));
    legend.hidden = false;
    if (key) legend.querySelector(`[data-focus="${key}"]`)?.focus({ preventScroll: true });
  };
  store.watch(["article", "shown", "annotations", "overlays", "without", "bothNames"], draw);
  narrow.addEventListener("change", draw);
}

function counts(store, article) {
  const result = {};
  for (const place of article.places) {
    if (place.layer) result[groupOf(place)] = (result[groupOf(place)] ?? 0) + 1;
  }
  const notes = store.get("annotations").filter((feature) => feature.geometry).length;
  if (notes) result.note = notes;
  return result;
}

function parts(store, article, folds, { change, compare }) {
  const legend = document.getElementById("legend");
  const shown = store.get("shown");
  const count = counts(store, article);
  const isOpen = () => (legend.dataset.open ?? String(!narrow.matches)) === "true";
  const toggle = element(
    "button",
    {
      type: "button",
      class: "legend-toggle",
      "data-focus": "toggle",
      "aria-expanded": String(isOpen()),
      "aria-controls": "legend-body",
      onclick: () => {
        legend.dataset.open = String(!isOpen());
        toggle.setAttribute("aria-expanded", String(isOpen()));
      },
    },
    icon("legend"),
    messages.legend,
  );
  const rows = GROUPS.filter(([group]) => count[group]).map(([group, title]) =>
    element(
      "button",
      {
        type: "button",
        class: "legend-row",
        "aria-pressed": String(shown[group]),
        "data-focus": group,
        onclick: () => store.set({ shown: { ...shown, [group]: !shown[group] } }),
      },
      symbol(group),
      title,
      element("span", { class: "count" }, shown[group] ? messages.number(count[group]) : messages.hiddenCount(count[group])),
    ),
  );
  const drawn = article.places.filter((place) => place.layer && place.layer !== "actors");
  const disputes = disputesOf(drawn);
  return [
    toggle,
    element(
      "div",
      { class: "legend-body", id: "legend-body" },
      rows,
      drawn.some(isDoubtful) && key(symbol("none"), messages.doubtfulPlace),
      disputes.length > 0 && disputed(disputes, folds),
      article.overlays && overlayRows(store, folds),
      borders(store, article, folds, { change, compare }),
      drawn.some((place) => place.local_name) && localNames(store),
    ),
  ];
}

/** The disputes on the map, each with the names of the places it concerns. */
function disputesOf(places) {
  const found = new Map();
  for (const { name, dispute } of places) {
    if (!dispute) continue;
    const one = found.get(dispute.id) ?? { sentence: dispute.sentence, names: [] };
    one.names.push(name);
    found.set(dispute.id, one);
  }
  return [...found.values()];
}

/** One line, with the sentences folded away: several of them would cover the map. */
function disputed(disputes, folds) {
  const names = disputes.flatMap((one) => one.names);
  return folds(
    "disputed",
    [line(), messages.disputedPlaces(names)],
    disputes.map((one) =>
      element("p", {}, disputes.length > 1 && element("strong", {}, `${one.names.join(", ")}: `), one.sentence),
    ),
  );
}

/** Whose borders are drawn, what that changes for this article, and what the map does not say. */
function borders(store, article, folds, { change, compare }) {
  const view = article.worldviews.find((one) => one.id === article.worldview);
  const changes = element("div", { class: "changes" });
  const tellChanges = () => {
    if (article.worldview === STANDARD || article.worldviews.length < 2) return;
    const standard = article.worldviews.find((one) => one.id === STANDARD);
    compare(store, STANDARD).then(
      (found) =>
        changes.replaceChildren(
          element("p", {}, messages.changes(standard?.name, found.length)),
          element("ul", {}, found.map(({ name, here, there }) => element("li", {}, messages.change(name, here, there)))),
        ),
      () => {}, // the sentence above says what the view is; the comparison is an extra
    );
  };
  const fold = folds(
    "borders",
    [element("span", {}, messages.worldview), element("span", { class: "count" }, view?.name)],
    worldviews(store, article, change),
    view && element("p", {}, view.description),
    changes,
    element("p", {}, messages.precision),
    !article.overlays && element("p", {}, messages.noFronts),
  );
  if (fold.open) tellChanges();
  fold.addEventListener("toggle", () => fold.open && tellChanges());
  return fold;
}

/** The switch between the reader's names alone and both. */
function localNames(store) {
  const box = element("input", {
    type: "checkbox",
    checked: store.get("bothNames"),
    "data-focus": "names",
    onchange: () => setBothNames(store, box.checked),
  });
  return element("label", { class: "legend-row" }, box, messages.localNames);
}

function key(sample, text) {
  return element("div", { class: "legend-row" }, sample, text);
}

function line() {
  return drawing(
    "svg",
    { class: "symbol symbol-area", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    drawing("path", { d: "M0 8h16", "stroke-dasharray": "4 2.5", "stroke-width": 2 }),
  );
}

function worldviews(store, article, change) {
  if (article.worldviews.length < 2) return null;
  const select = element(
    "select",
    {
      "data-focus": "worldview",
      onchange: async () => {
        try {
          await change(store, select.value);
          announce(messages.borders(article.worldviews.find((one) => one.id === select.value)));
        } catch (problem) {
          select.value = article.worldview;
          tell(problem);
        }
      },
    },
    article.worldviews.map((one) =>
      element("option", { value: one.id, selected: one.id === article.worldview }, one.name),
    ),
  );
  select.setAttribute("aria-label", messages.worldview);
  return select;
}
