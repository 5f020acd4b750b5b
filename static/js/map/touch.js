// On a touch screen one finger scrolls the page and two move the map.
import { messages } from "../messages.js";
import { element } from "../ui/element.js";

const HINT_MS = 900;

export function watchTouch(map, store) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  const container = map.getContainer();
  map.dragging.disable();
  const hint = element("div", { class: "two-fingers", "aria-hidden": "true" }, messages.twoFingers);
  container.append(hint);
  let timer = null;
  container.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length !== 1 || store.get("drawing")) return;
      hint.classList.add("shown");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("shown"), HINT_MS);
    },
    { passive: true },
  );
}
