// The line between text and map: dragged or moved with the arrow keys, and remembered.
import { messages } from "../messages.js";

const KEY = "dateline:split";
const [LEAST, MOST, FIRST] = [30, 65, 44]; // per cent of the width that the text takes
const STEP = 2;
const root = document.documentElement;

export function watchGutter(gutter) {
  const panes = gutter.parentElement;
  gutter.setAttribute("aria-label", messages.gutter);
  gutter.title = messages.gutterHint;
  gutter.setAttribute("aria-valuemin", String(LEAST));
  gutter.setAttribute("aria-valuemax", String(MOST));
  let share = Number(root.style.getPropertyValue("--split")) || FIRST;

  const show = (value) => {
    share = Math.round(Math.min(MOST, Math.max(LEAST, value)) * 10) / 10;
    root.style.setProperty("--split", String(share));
    gutter.setAttribute("aria-valuenow", String(Math.round(share)));
    gutter.setAttribute("aria-valuetext", messages.gutterValue(Math.round(share)));
  };
  const remember = () => {
    try {
      if (share === FIRST) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, String(share));
    } catch {
      // Not remembered, but moved.
    }
  };

  gutter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    gutter.setPointerCapture(event.pointerId);
    panes.classList.add("splitting");
  });
  gutter.addEventListener("pointermove", (event) => {
    if (!gutter.hasPointerCapture(event.pointerId)) return;
    const frame = panes.getBoundingClientRect();
    show(((event.clientX - frame.left) / frame.width) * 100);
  });
  gutter.addEventListener("lostpointercapture", () => {
    panes.classList.remove("splitting");
    remember();
  });
  gutter.addEventListener("dblclick", () => {
    show(FIRST);
    remember();
  });
  gutter.addEventListener("keydown", (event) => {
    const to = {
      ArrowLeft: share - STEP,
      ArrowRight: share + STEP,
      Home: LEAST,
      End: MOST,
      Enter: FIRST,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
    remember();
  });
  show(share);
}
