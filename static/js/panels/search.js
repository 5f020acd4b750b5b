// The search box in the header: places of this article first, then anything in the gazetteer.
import { KINDS, messages } from "../messages.js";
import { findWords } from "../offsets.js";
import { beginNote } from "../state/annotations.js";
import { positionOf, selectPlace } from "../state/article.js";
import { toast } from "../ui/announce.js";
import { makeCombobox } from "../ui/combobox.js";
import { entryOptions } from "./entries.js";

const MOST = 6;
const QUOTES = 4;
const SHORTEST = 3; // letters: shorter words are everywhere

export function watchSearch(store) {
  const box = document.getElementById("search");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const { node, input } = makeCombobox({
    label: messages.searchAll,
    placeholder: messages.searchAll,
    suggest: async (text) => {
      const q = fold(text);
      const here = [...store.get("index").places.values()]
        .filter((place) =>
          [place.name, place.local_name, ...Object.values(place.names ?? {})].some(
            (name) => name && fold(name).includes(q),
          ),
        )
        .slice(0, MOST)
        .map((place) => ({
          name: place.name,
          description: `${KINDS[place.kind] ?? place.kind}, ${messages.mentions(place.mentions.length)}`,
          symbol: place.layer === "actors" || !place.layer ? "actor" : place.symbol,
          value: { place: place.id, ...place },
        }));
      const quotes = text.length < SHORTEST ? [] : findWords(store.get("article").text, text, { most: QUOTES });
      return [
        { title: messages.inArticle, options: here },
        {
          title: messages.inText,
          options: quotes.map(({ start, end, before, words, after }) => ({
            name: words,
            description: `${before}${words}${after}`,
            symbol: "text",
            value: { quote: { start, end } },
          })),
        },
        { title: messages.anywhere, options: await entryOptions(store, text) },
      ];
    },
    choose: (value) => {
      if (value.quote) {
        store.set({ quote: value.quote, found: null, tab: "panel-article" });
        return;
      }
      if (value.place) {
        store.set({ found: null });
        selectPlace(store, value.place, "search");
        return;
      }
      store.set({ found: value });
      const position = positionOf(value);
      toast(
        messages.foundPlace(value.name),
        position && {
          title: messages.addNoteHere,
          run: () => {
            const geometry = { type: "Point", coordinates: position };
            beginNote(store, { geometry, title: value.name });
          },
        },
      );
    },
    keepText: true,
  });
  input.addEventListener("input", () => {
    if (!input.value) store.set({ found: null, quote: null });
  });
  box.replaceChildren(node);

  const open = document.getElementById("search-open");
  const top = open.closest(".top");
  open.addEventListener("click", () => {
    const opened = top.dataset.search !== "open";
    top.dataset.search = opened ? "open" : "";
    open.setAttribute("aria-expanded", String(opened));
    if (opened) input.focus();
  });
}
