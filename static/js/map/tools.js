// The map's buttons: nearer, farther, what to fit into view, the whole screen.
import { messages } from "../messages.js";
import { isShown } from "../state/article.js";
import { element, icon, unseen } from "../ui/element.js";
import { watchMenu } from "../ui/menu.js";

const root = document.documentElement;

export function addTools(map, store, view) {
  const tool = (name, label, onclick) =>
    element("button", { type: "button", class: "tool", title: label, onclick }, icon(name), unseen(label));
  const nearer = tool("plus", messages.zoomIn, () => map.zoomIn());
  const farther = tool("minus", messages.zoomOut, () => map.zoomOut());
  const fit = fitMenu(store, view);
  const whole = tool("whole", messages.wholeScreen, () => toggle());
  const box = document.getElementById("map-tools");
  box.setAttribute("aria-label", messages.mapTools);
  box.replaceChildren(
    element("div", { class: "tools" }, nearer, farther),
    element("div", { class: "tools" }, fit, whole),
  );
  box.hidden = false;

  const limits = () => {
    if (!map._loaded) return;
    for (const [button, end] of [[nearer, map.getMaxZoom()], [farther, map.getMinZoom()]]) {
      button.setAttribute("aria-disabled", String(map.getZoom() === end));
    }
  };
  map.on("zoomend", limits);
  limits();

  const show = (on) => {
    root.toggleAttribute("data-map-only", on);
    whole.setAttribute("aria-pressed", String(on));
    whole.title = on ? messages.leaveWholeScreen : messages.wholeScreen;
    whole.replaceChildren(icon(on ? "part" : "whole"), unseen(whole.title));
  };
  // Where the browser gives no full screen, as on an iPhone, the map still fills its window.
  const toggle = async () => {
    const on = !root.hasAttribute("data-map-only");
    show(on);
    try {
      if (on) await root.requestFullscreen?.();
      else if (document.fullscreenElement) await document.exitFullscreen();
    } catch {
      // Then the window has to do.
    }
  };
  whole.setAttribute("aria-pressed", "false");
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) show(false);
  });
  document.addEventListener("keydown", (event) => {
    const free = document.getElementById("card").hidden;
    if (event.key === "Escape" && free && root.hasAttribute("data-map-only") && !event.defaultPrevented) show(false);
  });
}

function fitMenu(store, view) {
  const label = messages.fit;
  // The places of the paragraph being read that are on the map.
  const read = () => {
    const places = store.get("index")?.places;
    return (store.get("following")?.places ?? []).filter((id) => places?.has(id) && isShown(store, places.get(id)));
  };
  const choice = (text, run) => element("button", { type: "button", onclick: run }, text);
  const chosen = choice(messages.fitChosen, () => view.frameAll([store.get("selection").place]));
  const paragraph = choice(messages.fitParagraph, () => view.frameAll(read()));
  const menu = element(
    "details",
    { class: "menu" },
    element("summary", { class: "tool", title: label }, icon("frame"), unseen(label)),
    element(
      "div",
      { class: "menu-list" },
      choice(messages.fitFocus, () => view.open(true)),
      choice(messages.fitAll, () => view.frameAll()),
      chosen,
      paragraph,
    ),
  );
  const update = () => {
    chosen.hidden = !store.get("selection").place;
    paragraph.hidden = !read().length;
  };
  store.watch(["selection", "following", "shown", "index"], update);
  update();
  watchMenu(menu);
  return menu;
}
