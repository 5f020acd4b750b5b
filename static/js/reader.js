// The text pane: names in the text, the selection of words, the marks of notes.
import { messages } from "./messages.js";
import { rangesOfSpan, slice, spanOfRange } from "./offsets.js";
import { hover, isDoubtful, selectMention, selectSpan, siblings } from "./state/article.js";
import { beginNote } from "./state/annotations.js";
import { announce } from "./ui/announce.js";
import { button, element } from "./ui/element.js";

/** Wire the text. Answers nothing; the names are lit when it returns. */
export function watchText(store) {
  const text = document.getElementById("text");
  let links = [];
  let byMention = new Map(); // mention id -> its link
  let byPlace = new Map(); // place id -> links
  let lit = new Set(); // those that bear a class of ours

  const collect = () => {
    links = [...text.querySelectorAll("a.mention")];
    byMention = new Map(links.map((link) => [link.dataset.mention, link]));
    byPlace = new Map();
    for (const link of links) {
      const { place } = link.dataset;
      if (place) byPlace.get(place)?.push(link) ?? byPlace.set(place, [link]);
    }
    links.forEach((link, i) => {
      link.tabIndex = i === 0 ? 0 : -1;
    });
  };
  const linkOf = (event) => event.target.closest?.("a.mention");

  text.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link) {
      chooseNoteAt(store, event);
      return;
    }
    event.preventDefault();
    // The end of a drag over a name is a selection of words, not a choice of the place.
    if (!window.getSelection().isCollapsed && event.detail > 0) return;
    selectMention(store, link.dataset.mention, event.detail === 0 ? "keyboard" : "text");
  });
  text.addEventListener("pointerover", (event) => {
    const link = linkOf(event);
    if (link) hover(store, { place: link.dataset.place || null, mention: link.dataset.mention });
  });
  text.addEventListener("pointerout", (event) => {
    if (linkOf(event)) hover(store);
  });
  text.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (!link) return;
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
    if (link.matches(":focus-visible")) {
      hover(store, { place: link.dataset.place || null, mention: link.dataset.mention });
    }
  });
  text.addEventListener("focusout", () => hover(store));
  text.addEventListener("keydown", (event) => {
    const at = links.indexOf(linkOf(event));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const link = links[Math.max(0, Math.min(links.length - 1, to))];
    link.focus({ preventScroll: true });
    bringIntoView(link, "nearest");
    sayMention(store, link.dataset.mention);
  });

  const light = () => {
    if (!store.get("index")) return;
    const { place, mention, from } = store.get("selection");
    const near = store.get("hover");
    const chosen = new Set(mention ? siblings(store) : []);
    for (const link of lit) {
      link.classList.remove("chosen", "current", "near");
      link.removeAttribute("aria-current");
    }
    lit = new Set();
    const put = (list, name) => {
      for (const link of list) {
        link?.classList.add(name);
        if (link) lit.add(link);
      }
    };
    put([...chosen].map((id) => byMention.get(id)), "chosen");
    put([byMention.get(near.mention), ...(near.place ? (byPlace.get(near.place) ?? []) : [])], "near");
    const current = byMention.get(mention);
    put([current], "current");
    current?.setAttribute("aria-current", "true");
    return { place, mention, from };
  };
  store.watch(["selection", "hover", "index"], (changed) => {
    const chosen = light();
    if (!chosen?.mention || !changed.includes("selection")) return;
    const link = links.find((one) => one.dataset.mention === chosen.mention);
    if (!link) return;
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
    if (chosen.from !== "text" && chosen.from !== "keyboard" && chosen.from !== "reload") {
      bringIntoView(link, "upper");
    }
  });
  store.watch(["page"], () => {
    const printed = store.get("page").getElementById("text");
    text.replaceChildren(...[...printed.childNodes].map((node) => document.adoptNode(node)));
    collect();
    light();
    markNotes(store, text);
  });
  store.watch(["annotations", "note", "draft"], (changed) => {
    markNotes(store, text);
    if (changed.includes("note")) bringNoteIntoView(store, text);
  });

  store.watch(["quote"], () => showQuote(store, text));

  collect();
  light();
  watchSelection(store, text);
}

function sayMention(store, id) {
  const index = store.get("index");
  const mention = index?.mentions.get(id);
  const place = mention && index.places.get(mention.place);
  if (!mention) return;
  if (!place) {
    announce(messages.chosenUnplaced(mention.text));
    return;
  }
  const doubt = isDoubtful(place) ? ` ${messages.certainty(place.certainty)}.` : "";
  announce(
    messages.chosen(place.name, place.mentions.indexOf(id) + 1, place.mentions.length) + doubt,
  );
}

/** Scroll an element or a range of the text into view: "upper" puts it into the upper third unless it is seen. */
function bringIntoView(target, where) {
  const within = target.closest ? target : target.startContainer.parentElement;
  const panel = within?.closest(".panel");
  if (!panel || panel.hidden) return;
  const pane = document.getElementById("text-pane");
  const scrolls = getComputedStyle(pane).overflowY === "auto";
  const box = target.getBoundingClientRect();
  const top = document.getElementById("tabs").getBoundingClientRect().bottom + 8;
  const card = document.getElementById("card");
  const covered = !scrolls && !card.hidden ? card.offsetHeight : 0;
  const bottom = (scrolls ? pane.getBoundingClientRect().bottom : window.innerHeight) - covered - 24;
  if (box.top >= top && box.bottom <= bottom) return;
  const third = top + (bottom - top) * (where === "upper" ? 0.22 : 0.4);
  const scroller = scrolls ? pane : document.scrollingElement;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroller.scrollBy({ top: box.top - third, behavior: calm ? "auto" : "smooth" });
}

/* Selected words ------------------------------------------------------------------------------ */

function watchSelection(store, text) {
  const pane = document.getElementById("text-pane");
  let span = null;
  const tools = element(
    "div",
    { class: "selection-tools", role: "group", "aria-label": messages.selectedWords, hidden: true },
    button(messages.addNote, () => use((about) => beginNote(store, about)), {
      class: "button small quiet",
    }),
    button(messages.markPlace, () => use((about) => selectSpan(store, about)), {
      class: "button small quiet",
    }),
  );
  tools.addEventListener("pointerdown", (event) => event.preventDefault());
  text.after(tools);
  const use = (run) => {
    const about = span;
    tools.hidden = true;
    window.getSelection().removeAllRanges();
    if (about) run(about);
  };
  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    const inside =
      selection.rangeCount && !selection.isCollapsed && text.contains(selection.anchorNode);
    if (!inside) {
      if (!tools.contains(document.activeElement)) tools.hidden = true;
      return;
    }
    const range = selection.getRangeAt(0);
    const found = spanOfRange(range, [...text.querySelectorAll(".block")]);
    if (!found || !store.get("article")) {
      tools.hidden = true;
      return;
    }
    span = { ...found, text: slice(store.get("article").text, found.start, found.end) };
    tools.hidden = false;
    const box = range.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const left = Math.min(box.left - frame.left, frame.width - tools.offsetWidth - 16);
    const above = box.top - frame.top + pane.scrollTop - tools.offsetHeight - 8;
    tools.style.left = `${Math.max(8, left)}px`;
    tools.style.top = `${above > pane.scrollTop + 60 ? above : above + box.height + tools.offsetHeight + 16}px`;
  });
}

/* Notes on the text --------------------------------------------------------------------------- */

// The CSS Custom Highlight API marks text without touching it: it can still be copied whole. Where a
// browser lacks it the notes are in their list all the same.
const canHighlight = () => "highlights" in CSS && typeof Highlight === "function";

function spans(store) {
  const draft = store.get("draft");
  const stored = store
    .get("annotations")
    .map(({ id, properties: { start, end } }) => ({ id, start, end }));
  const all = draft ? [...stored.filter(({ id }) => id !== draft.id), draft] : stored;
  return all.filter(({ start }) => start !== null && start !== undefined);
}

function markNotes(store, text) {
  if (!canHighlight()) return;
  const blocks = [...text.querySelectorAll(".block")];
  const chosen = store.get("draft")?.id ?? store.get("note");
  const ranges = { notes: [], note: [] };
  for (const { id, start, end } of spans(store)) {
    ranges[id === chosen ? "note" : "notes"].push(...rangesOfSpan(start, end, blocks));
  }
  for (const [name, list] of Object.entries(ranges)) CSS.highlights.set(name, new Highlight(...list));
}

function chooseNoteAt(store, event) {
  if (!window.getSelection().isCollapsed || !document.caretPositionFromPoint) return;
  const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
  if (!caret) return;
  const blocks = [...event.currentTarget.querySelectorAll(".block")];
  const hit = spans(store).find(({ id, start, end }) =>
    id && rangesOfSpan(start, end, blocks).some((range) => range.isPointInRange(caret.offsetNode, caret.offset)),
  );
  if (hit) store.set({ note: hit.id, tab: "panel-notes" });
}

/** The words that were searched for. */
function showQuote(store, text) {
  const quote = store.get("quote");
  const ranges = quote ? rangesOfSpan(quote.start, quote.end, [...text.querySelectorAll(".block")]) : [];
  if (canHighlight()) CSS.highlights.set("quote", new Highlight(...ranges));
  if (ranges.length) bringIntoView(ranges[0], "upper");
}

function bringNoteIntoView(store, text) {
  const note = spans(store).find(({ id }) => id === store.get("note"));
  if (!note || text.closest(".panel").hidden) return;
  const [range] = rangesOfSpan(note.start, note.end, [...text.querySelectorAll(".block")]);
  if (range) bringIntoView(range, "upper");
}
