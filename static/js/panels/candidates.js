// What else a name could be; drawn on the map only while looked at.
import { messages } from "../messages.js";
import { button, element } from "../ui/element.js";

const FIRST = 3;

/** The other candidates of a mention; null if there are none. `decide(entry, name)` chooses one. */
export function candidateList(store, mention, place, decide) {
  const others = mention.candidates.filter((one) => one.entry !== place?.id);
  if (!others.length) return null;
  const item = (candidate) => {
    const look = () => store.set({ preview: candidate });
    const leave = () => {
      if (store.get("preview") === candidate) store.set({ preview: null });
    };
    return element(
      "li",
      { onpointerenter: look, onpointerleave: leave, onfocusin: look, onfocusout: leave },
      // A finger cannot hover: a tap on the name shows it.
      element(
        "button",
        {
          type: "button",
          class: "candidate-name",
          "data-focus": `look-${candidate.entry}`,
          "aria-label": messages.look(candidate.name, candidate.description),
          onclick: look,
        },
        candidate.name,
        candidate.description && element("span", { class: "muted" }, `, ${candidate.description}`),
      ),
      element("span", { class: "value" }, candidate.probability.toFixed(2)),
      button(messages.chooseThis, () => decide(candidate.entry, candidate.name), {
        class: "button small choose",
        "data-focus": `choose-${candidate.entry}`,
        "aria-label": messages.choose(candidate.name, candidate.description),
      }),
    );
  };
  const rest = others.slice(FIRST);
  return element(
    "section",
    { class: "candidates", "aria-label": messages.otherCandidates },
    element("hr"),
    element("h3", {}, messages.otherCandidates),
    element("ul", {}, others.slice(0, FIRST).map(item)),
    rest.length > 0 &&
      element(
        "details",
        {},
        element("summary", { "data-focus": "others" }, messages.others(rest.length)),
        element("ul", {}, rest.map(item)),
      ),
  );
}
