// Whether places are named in the reader's language alone, or with their local name behind it: "Kursk · Курск".
const KEY = "dateline:names";

/** What the reader chose last in this browser. */
export function keptBothNames() {
  try {
    return localStorage.getItem(KEY) === "both";
  } catch {
    return false; // storage may be switched off
  }
}

/** Show both names, or the reader's alone, and remember it. */
export function setBothNames(store, bothNames) {
  try {
    localStorage.setItem(KEY, bothNames ? "both" : "one");
  } catch {
    // Not remembered, but shown.
  }
  store.set({ bothNames });
}

/** The local name where it is shown beside the reader's, else null. */
export function shownLocalName(store, place) {
  return (store.get("bothNames") && place.local_name) || null;
}

/** The name as maps write it. */
export function fullName(store, place) {
  const local = shownLocalName(store, place);
  return local ? `${place.name} · ${local}` : place.name;
}
