// The lists of places and actors: printed by the server, brought to life here.
import { messages } from "../messages.js";
import { hover, selectMention } from "../state/article.js";
import { takeBack } from "../state/corrections.js";
import { tell, toast } from "../ui/announce.js";
import { button } from "../ui/element.js";
import { makeTables } from "./table.js";

const PANELS = ["panel-places", "panel-actors"];

/** Wire the lists: choosing, hovering, taking corrections back. */
export function watchLists(store) {
  const panels = PANELS.map((id) => document.getElementById(id));
  const tables = panels.map((panel) => makeTables(store, panel));
  for (const panel of panels) {
    panel.addEventListener("click", (event) => {
      const row = event.target.closest("tr[data-mention]");
      const link = event.target.closest("a");
      if (event.target.closest("button")) return;
      if (!row || (link && !link.matches(".row-link"))) return;
      event.preventDefault();
      if (row.dataset.mention) {
        selectMention(store, row.dataset.mention, event.detail === 0 ? "list-keyboard" : "list");
      }
    });
    panel.addEventListener("pointerover", (event) => {
      const row = event.target.closest("tr[data-place]");
      if (row) hover(store, { place: row.dataset.place || null });
    });
    panel.addEventListener("pointerleave", () => hover(store));
    panel.addEventListener("focusin", (event) => {
      const row = event.target.closest("tr[data-place]");
      if (row) hover(store, { place: row.dataset.place || null });
    });
    panel.addEventListener("focusout", () => hover(store));
  }
  // The rows are found by their ids, `place-` and what they stand for.
  const rowOf = (id) => {
    const row = id && document.getElementById(`place-${id}`);
    return row && panels.some((panel) => panel.contains(row)) ? row : null;
  };
  let lit = [];
  const light = () => {
    const { place, mention } = store.get("selection");
    const near = store.get("hover");
    for (const row of lit) {
      row.classList.remove("chosen", "near");
      row.removeAttribute("aria-current");
    }
    for (const each of tables) each.reveal(`place-${place ?? mention}`);
    const chosen = rowOf(place ?? mention);
    const pointed = rowOf(near.place);
    lit = [chosen, pointed].filter(Boolean);
    chosen?.classList.add("chosen");
    chosen?.setAttribute("aria-current", "true");
    pointed?.classList.add("near");
  };
  store.watch(["selection", "hover"], light);
  store.watch(["page"], () => {
    const page = store.get("page");
    for (const panel of panels) {
      const printed = page.getElementById(panel.id);
      panel.replaceChildren(...[...printed.childNodes].map((node) => document.adoptNode(node)));
    }
    copyCounts(page);
    addUndo(store);
    for (const table of tables) table.attach();
    light();
  });
  store.watch(["article"], () => {
    // The first time; later the page is printed anew with it.
    if (!store.get("page")) for (const table of tables) table.attach();
  });
  addUndo(store);
}

/** Numbers in the tabs and in the download menu. */
function copyCounts(page) {
  const tabs = [...document.querySelectorAll("#tabs .count")];
  [...page.querySelectorAll("#tabs .count")].forEach((count, i) => {
    // Notes count themselves: they change without a reload.
    if (tabs[i] && !tabs[i].dataset.own) tabs[i].textContent = count.textContent;
  });
  for (const count of document.querySelectorAll("[data-count]")) {
    const fresh = page.querySelector(`[data-count="${count.dataset.count}"]`);
    if (fresh) count.textContent = fresh.textContent;
  }
}

function addUndo(store) {
  for (const item of document.querySelectorAll("[data-correction]")) {
    const undo = button(
      messages.undo,
      async () => {
        undo.disabled = true;
        try {
          await takeBack(store, item.dataset.correction);
          toast(messages.undone);
        } catch (problem) {
          undo.disabled = false;
          tell(problem);
        }
      },
      { class: "button small" },
    );
    item.append(undo);
  }
}
