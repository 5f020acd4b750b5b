// The card as a bottom sheet on a phone, with three stops: peek, half, full.
import { messages } from "../messages.js";
import { element } from "./element.js";

const STOPS = ["peek", "half", "full"];

/** The handle of a sheet: a tap goes to the next stop, a drag to the nearest. */
export function makeHandle(sheet) {
  const handle = element("button", { type: "button", class: "card-handle" });
  const stop = () => sheet.dataset.stop || "half";
  const go = (name) => {
    sheet.dataset.stop = name;
    handle.setAttribute("aria-label", messages.sheet[name]);
  };
  let start = null;
  let dragged = false;
  handle.addEventListener("click", () => {
    if (!dragged) go(STOPS[(STOPS.indexOf(stop()) + 1) % STOPS.length]);
    dragged = false;
  });
  handle.addEventListener("pointerdown", (event) => {
    start = { y: event.clientY, height: sheet.offsetHeight };
    dragged = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!start) return;
    const by = start.y - event.clientY;
    if (Math.abs(by) < 6 && !dragged) return;
    dragged = true;
    sheet.classList.add("dragging");
    sheet.style.height = `${Math.max(96, start.height + by)}px`;
  });
  const drop = () => {
    if (!start) return;
    start = null;
    const height = sheet.offsetHeight;
    sheet.classList.remove("dragging");
    sheet.style.height = "";
    if (!dragged) return;
    const whole = window.innerHeight;
    const heights = { peek: 168, half: whole * 0.44, full: whole - 64 };
    go(STOPS.reduce((a, b) => (Math.abs(heights[a] - height) <= Math.abs(heights[b] - height) ? a : b)));
  };
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", drop);
  go(stop());
  return handle;
}
