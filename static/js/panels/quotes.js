// The card of a place of a collection: its sentences, article by article, each leading to its place there.
import { linked } from "../address.js";
import { KINDS, messages } from "../messages.js";
import { setOff } from "../offsets.js";
import { deselect, groupOf } from "../state/article.js";
import { quotesOf } from "../state/collection.js";
import { announce, tell } from "../ui/announce.js";
import { element, icon, symbol, unseen } from "../ui/element.js";
import { nameOf } from "../ui/naming.js";
import { makeHandle } from "../ui/sheet.js";

export function watchQuotes(store) {
  const card = document.getElementById("card");
  const scroll = element("div", { class: "card-scroll" });
  card.append(makeHandle(card), scroll);
  let origin = null; // what had the focus before the card took it

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || card.hidden) return;
    if (document.querySelector("details.menu[open]")) return;
    event.preventDefault();
    deselect(store);
  });

  const draw = async (changed) => {
    const { place: id, from } = store.get("selection");
    const place = id && store.get("index").places.get(id);
    const was = document.activeElement;
    const within = card.contains(was);
    card.hidden = !place;
    if (!place) {
      const back = origin?.isConnected ? origin : rowLink(origin?.closest?.("tr")?.dataset.place);
      origin = null;
      if (within || was === document.body) back?.focus({ preventScroll: true });
      return;
    }
    card.style.setProperty("--kind", `var(--${groupOf(place)})`);
    const list = element("div", { class: "quotes", "aria-busy": "true" });
    scroll.replaceChildren(...parts(store, place, () => deselect(store)), list);
    if (changed.includes("selection")) {
      scroll.scrollTop = 0;
      announce(messages.chosenInCollection(place.name, place.mentions.length, place.articles.size));
      if (/keyboard/.test(from ?? "")) {
        if (!within) origin = was;
        card.querySelector("h2").focus({ preventScroll: true });
      }
    } else if (within) card.querySelector("h2").focus({ preventScroll: true });
    const fetchQuotes = async () => {
      try {
        const articles = await quotesOf(store, id);
        list.replaceChildren(...articles.map(articleQuotes));
        list.removeAttribute("aria-busy");
      } catch (problem) {
        tell(problem, fetchQuotes);
      }
    };
    await fetchQuotes();
  };
  store.watch(["selection", "article", "bothNames"], draw);
}

function rowLink(id) {
  if (!id) return null;
  const rows = [...document.querySelectorAll(".places tr[data-place]")];
  return rows.find((tr) => tr.dataset.place === id)?.querySelector("a") ?? null;
}

function parts(store, place, close) {
  const kind = KINDS[place.kind] ?? place.kind;
  return [
    element(
      "header",
      { class: "card-head" },
      element("p", { class: "card-kind" }, symbol(groupOf(place)), place.within ? `${kind} · ${place.within}` : kind),
      element("h2", { tabindex: "-1" }, nameOf(store, place)),
      place.local_name && !store.get("bothNames") && element("p", { class: "card-local" }, place.local_name),
      element(
        "button",
        { type: "button", class: "button quiet icon-only card-close", onclick: close },
        icon("close"),
        unseen(messages.close),
      ),
    ),
    element("p", { class: "card-step" }, messages.mentionsInArticles(place.mentions.length, place.articles.size)),
    place.dispute &&
      element(
        "p",
        { class: "dispute-note" },
        place.dispute.sentence,
        " ",
        element("a", { href: place.dispute.url, rel: "noreferrer" }, `${messages.source}: ${place.dispute.source}`),
      ),
  ].filter(Boolean);
}

function articleQuotes(article) {
  const path = `/articles/${encodeURIComponent(article.id)}`;
  return element(
    "section",
    {},
    element("h3", {}, element("a", { href: linked(path) }, article.heading)),
    article.published && element("p", { class: "muted" }, messages.day(article.published)),
    element(
      "ul",
      {},
      article.mentions.map((mention) => {
        const [before, name, after] = setOff(mention.sentence, mention);
        return element("li", {}, element("a", { href: linked(`${path}#${mention.id}`) }, before, element("b", {}, name), after));
      }),
    ),
  );
}
