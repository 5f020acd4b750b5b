// Searching the gazetteer.
import { searchGazetteer } from "../api.js";
import { messages } from "../messages.js";
import { tell } from "../ui/announce.js";
import { makeCombobox } from "../ui/combobox.js";

/** Gazetteer entries as options of a combobox. */
export async function entryOptions(store, text) {
  try {
    const entries = await searchGazetteer(text, { language: store.get("language") });
    return entries.map((entry) => ({
      name: entry.name,
      description: entry.description,
      symbol: entry.symbol,
      value: entry,
    }));
  } catch (problem) {
    tell(problem);
    return [];
  }
}

/** A field to search for an entry; `choose(entry)` is called with it. Looked-at ones are drawn. */
export function entrySearch(store, choose, text = "") {
  const { node, input } = makeCombobox({
    label: messages.searchEntry,
    placeholder: messages.searchEntryHint,
    suggest: async (q) => [{ title: "", options: await entryOptions(store, q) }],
    choose,
    look: (entry) => store.set({ preview: entry }),
  });
  input.value = text;
  return node;
}
