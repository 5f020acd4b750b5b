// The card of the chosen place: what it is, why, how sure, what else it could be, and the corrections.
import { setOff } from "../offsets.js";
import { KINDS, messages } from "../messages.js";
import { deselect, groupOf, positionOf, siblings, step } from "../state/article.js";
import { correct, takeBack } from "../state/corrections.js";
import { shownLocalName } from "../state/naming.js";
import { announce, tell, toast } from "../ui/announce.js";
import { button, element, icon, symbol, unseen } from "../ui/element.js";
import { nameOf } from "../ui/naming.js";
import { makeHandle } from "../ui/sheet.js";
import { candidateList } from "./candidates.js";
import { decide, sameWords } from "./decisions.js";
import { entrySearch } from "./entries.js";
import { nameLine, namesAndSources } from "./names.js";
import { whereabouts } from "./whereabouts.js";

/** Show the card whenever something is chosen. */
export function watchCard(store) {
  const card = document.getElementById("card");
  const scroll = element("div", { class: "card-scroll" });
  let origin = null; // what had the focus before the card took it
  let correcting = null; // the mention whose search field is open
  const folds = makeFolds();

  const handle = makeHandle(card);
  card.append(handle, scroll);

  const close = () => deselect(store);
  // However the card is closed, the focus goes back to where it came from.
  const giveBack = () => {
    const back = origin?.isConnected ? origin : null;
    origin = null;
    back?.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    const free = !event.defaultPrevented && !card.hidden && !document.querySelector("details.menu[open]");
    if (event.key === "Escape" && free) {
      event.preventDefault();
      close();
    }
  });

  const draw = (changed) => {
    const { place: placeId, mention: mentionId, span, from } = store.get("selection");
    const index = store.get("index");
    const mention = mentionId ? index.mentions.get(mentionId) : null;
    const was = document.activeElement;
    const within = card.contains(was);
    card.hidden = !mention && !span;
    if (card.hidden) {
      if (within || was === document.body) giveBack();
      return;
    }
    const place = placeId ? index.places.get(placeId) : null;
    if (correcting !== (mentionId ?? "span")) correcting = span ? "span" : null;
    const asked = from === "correct" && changed.includes("selection");
    if (asked) correcting = mentionId;
    const redraw = () => draw([]);
    const parts = span
      ? spanParts(store, span, close)
      : mentionParts(store, { place, mention, close, folds, correcting: correcting !== null, toggle: () => {
          correcting = correcting ? null : mentionId;
          redraw();
          if (correcting) card.querySelector(".correct input")?.focus();
          else card.querySelector("[data-focus=correct]")?.focus();
        } });
    const key = within ? was.dataset?.focus : null;
    scroll.replaceChildren(...parts);
    card.style.setProperty("--kind", `var(--${place ? groupOf(place) : "none"})`);
    if (changed.includes("selection")) scroll.scrollTop = 0;
    if (asked) {
      if (!within) origin = was;
      card.querySelector(".correct input")?.focus({ preventScroll: true });
    } else if (from === "keyboard" || from === "list-keyboard" || from === "map-keyboard" || span) {
      if (changed.includes("selection")) {
        if (!within) origin = was;
        (span ? card.querySelector("input") : card.querySelector("h2")).focus({ preventScroll: true });
      }
    } else if (within) {
      (card.querySelector(`[data-focus="${key}"]`) ?? card.querySelector("h2"))?.focus({ preventScroll: true });
    }
    if (changed.includes("selection")) say(place, mention);
  };
  store.watch(["selection", "index", "bothNames"], draw);
}

function say(place, mention) {
  if (!mention) return;
  announce(
    place
      ? messages.chosen(place.name, place.mentions.indexOf(mention.id) + 1, place.mentions.length)
      : messages.chosenUnplaced(mention.text),
  );
}

function head(kind, shape, title, names, close) {
  return element(
    "header",
    { class: "card-head" },
    element("p", { class: "card-kind" }, symbol(shape), kind),
    element("h2", { tabindex: "-1" }, title),
    names,
    element(
      "button",
      { type: "button", class: "button quiet icon-only card-close", "data-focus": "close", onclick: close },
      icon("close"),
      unseen(messages.close),
    ),
  );
}

/** Folds of the card that stay open from one place to the next: `fold(key, title, ...children)`. */
function makeFolds() {
  const open = new Set();
  return (key, title, ...children) => {
    const details = element("details", { open: open.has(key) }, element("summary", { "data-focus": key }, title), children);
    details.addEventListener("toggle", () => (details.open ? open.add(key) : open.delete(key)));
    return details;
  };
}

function mentionParts(store, { place, mention, close, folds, correcting, toggle }) {
  const same = sameWords(store, mention);
  const everywhere = element("input", { type: "checkbox", id: "everywhere", checked: true, "data-focus": "everywhere" });
  const choose = (entry, name) =>
    decide(store, mention, { entry, name, everywhere: same.length > 1 && everywhere.checked });
  const kindName = place ? KINDS[place.kind] ?? place.kind : messages.certainty(null);
  const within = place?.parents?.map((parent) => parent.name).join(", ");
  const own = place?.roles ?? {};
  const onlyRole = place && !own.literal && messages.standsFor[mention.role];
  return [
    head(
      within ? `${kindName} · ${within}` : kindName,
      place ? groupOf(place) : "none",
      place ? nameOf(store, place) : mention.text,
      place && nameLine(place, shownLocalName(store, place)),
      close,
    ),
    stepper(store, mention),
    element("blockquote", {}, sentence(mention)),
    ...(place ? sureness(mention) : []),
    element("p", { class: "reason" }, place ? mention.status === "corrected" ? messages.corrected : place.reason : messages.unplaced),
    onlyRole && element("p", { class: "reason muted" }, onlyRole),
    place && !positionOf(place) && element("p", { class: "reason muted" }, messages.noPosition),
    reviewLine(mention),
    place?.dispute && disputeNote(place.dispute),
    candidateList(store, mention, place, choose),
    evidence(mention, place, folds),
    place && whereabouts(store, place, folds),
    place && namesAndSources(place, folds),
    same.length > 1 &&
      element(
        "label",
        { class: "everywhere", for: "everywhere" },
        everywhere,
        element("span", {}, messages.everywhere(same.length, mention.text)),
      ),
    correcting &&
      element("div", { class: "correct" }, entrySearch(store, (entry) => choose(entry.id, entry.name), mention.text)),
    element(
      "div",
      { class: "actions" },
      button(messages.correct, toggle, {
        class: "button small",
        "data-focus": "correct",
        "aria-expanded": String(correcting),
      }),
      button(messages.notAPlace, () => choose(null), { class: "button small", "data-focus": "not" }),
    ),
  ].filter(Boolean);
}

function spanParts(store, span, close) {
  const choose = async (entry) => {
    try {
      const correction = await correct(store, { start: span.start, end: span.end, entry: entry.id, everywhere: false });
      toast(messages.nowIs(span.text, entry.name), {
        title: messages.undo,
        run: () => takeBack(store, correction.id).catch(tell),
      });
    } catch (problem) {
      tell(problem, () => choose(entry));
    }
  };
  return [
    head(messages.markPlace, "none", span.text, null, close),
    element("div", { class: "correct" }, entrySearch(store, choose, span.text)),
  ];
}

function stepper(store, mention) {
  const ids = siblings(store);
  const at = ids.indexOf(mention.id);
  return element(
    "div",
    { class: "card-step" },
    element("span", {}, messages.mentionOf(at + 1, ids.length)),
    ids.length > 1 &&
      element(
        "span",
        { class: "steps" },
        element("button", { type: "button", class: "button quiet", "data-focus": "previous", onclick: () => step(store, -1) }, icon("left"), unseen(messages.previousMention)),
        element("button", { type: "button", class: "button quiet", "data-focus": "next", onclick: () => step(store, 1) }, icon("right"), unseen(messages.nextMention)),
      ),
  );
}

const QUOTE = 150;

/** The sentence with the name set off; a long one is cut around it. */
function sentence(mention) {
  const [before, name, after] = setOff(mention.sentence, mention);
  const room = Math.max(40, (QUOTE - name.length) / 2);
  const start = before.length > room && before.length + after.length > QUOTE ? `…${cutLeft(before, room)}` : before;
  const end = after.length > QUOTE - Math.min(before.length, room) ? `${cutRight(after, QUOTE - Math.min(before.length, room))}…` : after;
  return [start, element("b", {}, name), end];
}

function cutLeft(text, room) {
  const cut = text.slice(-room);
  return cut.slice(cut.indexOf(" ") + 1);
}

function cutRight(text, room) {
  const cut = text.slice(0, room);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).trimEnd();
}

function sureness(mention) {
  const value = mention.confidence;
  const filled = element("i");
  filled.style.width = `${Math.round(value * 100)}%`;
  return [
    element(
      "div",
      { class: "sure" },
      element("strong", {}, messages.certainty(mention.certainty)),
      element("span", { class: "bar", "aria-hidden": "true" }, filled),
      element("span", { class: "value" }, value.toFixed(2)),
    ),
  ];
}

function reviewLine(mention) {
  const text =
    mention.review === "close"
      ? messages.reviewClose
      : mention.review === "none"
        ? messages.reviewNone
        : mention.certainty === "doubtful"
          ? messages.reviewDoubtful
          : null;
  return text && element("p", { class: "review" }, text);
}

function disputeNote(dispute) {
  return element(
    "p",
    { class: "dispute-note" },
    dispute.sentence,
    " ",
    dispute.url
      ? element("a", { href: dispute.url, rel: "noreferrer", target: "_blank" }, `${messages.source}: ${dispute.source}`)
      : element("span", { class: "muted" }, `${messages.source}: ${dispute.source}`),
  );
}

function evidence(mention, place, fold) {
  const candidate = mention.candidates.find((one) => one.entry === place?.id);
  if (!candidate?.evidence.length) return null;
  return fold(
    "evidence",
    messages.evidence,
    element(
      "ul",
      { class: "evidence" },
      candidate.evidence.map((clue) =>
        element(
          "li",
          {},
          element(
            "span",
            { class: clue.weight < 0 ? "against" : "for" },
            element("span", { "aria-hidden": "true" }, clue.weight < 0 ? "−" : "+"),
            unseen(clue.weight < 0 ? messages.against : messages.inFavour),
          ),
          element("span", {}, clue.sentence),
        ),
      ),
    ),
  );
}
