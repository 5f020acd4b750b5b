// What territory the article is about: its places by country, sized by how often they are named.
import { messages } from "../messages.js";
import { groupOf, hover, selectPlace } from "../state/article.js";
import { element, symbol } from "../ui/element.js";
import { nameOf } from "../ui/naming.js";

const MOST = 8; // of one country; all are in the list

/** Countries with their places, the most named first: [{name, count, places: [{place, count}]}]. */
export function territoryOf(article) {
  const groups = new Map();
  for (const place of article.places) {
    if (!place.layer || groupOf(place) === "actor") continue;
    const country = place.kind === "country" ? place : place.parents.find((one) => one.kind === "country");
    const key = country?.id ?? "";
    const group = groups.get(key) ?? { name: country?.name ?? "", count: 0, places: [] };
    group.count += place.mentions.length;
    group.places.push({ place, count: place.mentions.length });
    groups.set(key, group);
  }
  for (const group of groups.values()) group.places.sort((a, b) => b.count - a.count);
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

export function watchTerritory(store) {
  const draw = () => {
    const article = store.get("article");
    const box = document.getElementById("territory");
    if (!article || !box) return;
    const groups = territoryOf(article);
    box.hidden = !groups.length;
    box.replaceChildren(...(groups.length ? parts(store, groups) : []));
  };
  store.watch(["article", "page", "bothNames"], draw);
}

function parts(store, groups) {
  const all = groups.flatMap((group) => group.places);
  const most = Math.max(...all.map((one) => one.count));
  const total = all.reduce((sum, one) => sum + one.count, 0);
  const [top] = [...all].sort((a, b) => b.count - a.count);
  const tied = all.filter((one) => one.count === top.count).length;
  return [
    element("h2", { id: "territory-title" }, messages.territory),
    element("p", { class: "summary" }, messages.mostly(tied === 1 ? top.place.name : null, top.count, total, groups.map((one) => one.name).filter(Boolean))),
    element(
      "ul",
      { class: "territory" },
      groups.map((group) =>
        element(
          "li",
          {},
          element("h3", {}, group.name || messages.noCountry),
          element("ul", {}, group.places.slice(0, MOST).map((one) => row(store, one, most))),
          group.places.length > MOST && element("p", { class: "muted" }, messages.andMore(group.places.length - MOST)),
        ),
      ),
    ),
  ];
}

function row(store, { place, count }, most) {
  const bar = element("i");
  bar.style.width = `${Math.max(4, Math.round((100 * count) / most))}%`;
  const region = place.parents.filter((one) => one.kind !== "country").at(-1);
  const about = [
    place.kind === "country" && messages.wholeCountry,
    region && messages.lyingIn(region.name),
    place.dispute && messages.disputed,
  ].filter(Boolean);
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: `stretch symbol-${groupOf(place)}`,
        onclick: (event) => selectPlace(store, place.id, event.detail === 0 ? "list-keyboard" : "list"),
        onpointerenter: () => hover(store, { place: place.id }),
        onpointerleave: () => hover(store),
      },
      symbol(groupOf(place)),
      element("span", { class: "stretch-name" }, nameOf(store, place), about.length > 0 && element("span", { class: "muted" }, ` ${about.join(", ")}`)),
      element("span", { class: "stretch-bar", "aria-hidden": "true" }, bar),
      element("span", { class: "value" }, messages.mentions(count)),
    ),
  );
}
