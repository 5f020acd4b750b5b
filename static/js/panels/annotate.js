// The header's menu for adding notes.
import { messages } from "../messages.js";
import { beginNote } from "../state/annotations.js";
import { element, icon } from "../ui/element.js";
import { watchMenu } from "../ui/menu.js";

export function watchAnnotate(store) {
  const start = (mode) => () => store.set({ drawing: { mode, feature: null } });
  const choice = (text, onclick) => element("button", { type: "button", onclick }, text);
  const menu = element(
    "details",
    { class: "menu" },
    element("summary", { class: "button quiet" }, icon("pencil"), element("span", {}, messages.annotate)),
    element(
      "div",
      { class: "menu-list" },
      choice(messages.drawPointOnMap, start("point")),
      choice(messages.drawLineOnMap, start("linestring")),
      choice(messages.drawAreaOnMap, start("polygon")),
      choice(messages.typePlace, () => beginNote(store, { typing: true })),
      element("p", { class: "menu-hint" }, messages.markText),
    ),
  );
  watchMenu(menu);
  const place = document.getElementById("annotate");
  place.replaceChildren(menu);
  place.hidden = false;
}
