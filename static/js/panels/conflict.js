// Two people changed one note: mine and theirs side by side, and three ways to settle it.
import { messages } from "../messages.js";
import { keepBoth, keepMine, takeTheirs } from "../state/annotations.js";
import { tell, toast } from "../ui/announce.js";
import { button, element } from "../ui/element.js";

export function watchConflict(store) {
  const dialog = document.getElementById("conflict");
  // Neither version is dropped by pressing Escape: the question stays until it is answered.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  store.watch(["conflict"], () => {
    const conflict = store.get("conflict");
    if (!conflict) {
      dialog.close();
      return;
    }
    dialog.replaceChildren(...parts(store, conflict));
    if (!dialog.open) dialog.showModal();
  });
}

function parts(store, { mine, theirs }) {
  const settle = (run, done) => async () => {
    try {
      await run(store);
      if (!store.get("conflict")) toast(done);
    } catch (problem) {
      tell(problem);
    }
  };
  return [
    element("h2", { id: "conflict-title" }, theirs ? messages.conflictTitle : messages.conflictDeleted),
    element(
      "div",
      { class: "sides" },
      side(messages.mine, mine, theirs?.properties ?? null, shapeOf(mine.geometry, theirs?.geometry, theirs)),
      theirs
        ? side(messages.theirs, theirs.properties, mine, null)
        : element("section", { class: "side" }, element("h3", {}, messages.theirs), element("p", {}, messages.theirsDeleted)),
    ),
    element(
      "div",
      { class: "actions" },
      button(messages.keepMine, settle(keepMine, messages.keptMine)),
      button(messages.takeTheirs, settle(takeTheirs, messages.tookTheirs)),
      theirs && button(messages.keepBoth, settle(keepBoth, messages.keptBoth)),
    ),
  ];
}

function side(title, one, other, shape) {
  const part = (key, tag) =>
    element(tag, { class: other && one[key] !== other[key] ? "differs" : null }, one[key] || (key === "title" ? messages.untitled : ""));
  return element(
    "section",
    { class: "side", "aria-label": title },
    element("h3", {}, title),
    element("p", {}, part("title", "strong")),
    element("p", {}, part("note", "span")),
    shape && element("p", { class: "muted" }, shape),
  );
}

function shapeOf(mine, theirs, row) {
  if (!row || (!mine && !theirs)) return null;
  return JSON.stringify(mine) === JSON.stringify(theirs) ? messages.sameShape : messages.anotherShape;
}
