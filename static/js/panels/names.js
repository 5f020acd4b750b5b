// The names of a place in several languages and scripts, and the numbers that others know it by.
import { messages } from "../messages.js";
import { element } from "../ui/element.js";

const MOST = 3;
const SCRIPTS = ["Latin", "Cyrillic", "Arabic", "Hebrew", "Greek", "Han", "Hangul", "Georgian", "Armenian", "Devanagari", "Thai"].map(
  (name) => new RegExp(`\\p{Script=${name}}`, "u"),
);
// Tried in this order where the own language says nothing: the most read of each script.
const PREFERRED = ["uk", "ru", "ar", "zh", "es", "fr", "hi", "ja", "ko"];

const scriptOf = (name) => SCRIPTS.findIndex((script) => script.test(name));

/** The local name, then names in other scripts: [{tag, name}]. */
export function fewNames(place) {
  const names = place.names ?? {};
  const own = Object.keys(names).find((tag) => names[tag] === place.local_name) ?? "";
  const all = [[own, place.local_name], ...PREFERRED.map((tag) => [tag, names[tag]])];
  const scripts = new Set([scriptOf(place.name)]);
  const said = new Set([place.name]);
  const few = [];
  for (const [tag, name] of all) {
    if (!name || said.has(name) || few.length === MOST) continue;
    const local = name === place.local_name;
    // Ukrainian and Russian names differ where it matters; other scripts are shown once each.
    if (!local && scripts.has(scriptOf(name)) && !["uk", "ru"].includes(tag)) continue;
    scripts.add(scriptOf(name));
    said.add(name);
    few.push({ tag, name });
  }
  return few;
}

/** One line of them, without the one that stands in the heading. */
export function nameLine(place, heading = null) {
  const few = fewNames(place).filter(({ name }) => name !== heading);
  if (!few.length) return null;
  return element(
    "p",
    { class: "card-local" },
    few.map(({ tag, name }, i) => [i > 0 && " · ", element("bdi", { lang: tag || null, title: messages.language(tag) || null }, name)]),
  );
}

/** All of them, and the place's numbers in other collections. */
export function namesAndSources(place, fold) {
  const names = Object.entries(place.names ?? {}).filter(([, name]) => name);
  return fold(
    "sources",
    names.length ? messages.namesAndSources(names.length) : messages.sources,
    names.length > 0 &&
      element(
        "dl",
        { class: "names" },
        names.map(([tag, name]) =>
          element("div", {}, element("dt", {}, messages.language(tag)), element("dd", { lang: tag, dir: "auto" }, name)),
        ),
      ),
    element("p", { class: "sources" }, messages.numbers(place)),
  );
}
