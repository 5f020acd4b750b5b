// What is being done, step by step, over the map.
import { element } from "./element.js";

/**
 * Show the steps with `at` under way and those before it done; `at` past the end takes them away. `count` is
 * {done, all, said} of the one under way, once it is known.
 */
export function showSteps(names, at, count = null) {
  const notice = document.getElementById("map-notice");
  notice.hidden = at >= names.length;
  notice.replaceChildren(
    ...(notice.hidden
      ? []
      : [
          element(
            "ol",
            { class: "steps-list" },
            names.map((name, i) =>
              element("li", { class: i < at ? "done" : i === at ? "now" : null, "aria-current": i === at && "step" }, name, i === at && count && counted(count)),
            ),
          ),
        ]),
  );
}

/** Seen by all, read out to those who ask for it: a status that spoke with each passage would never end. */
function counted({ done, all, said }) {
  return [
    element("progress", { max: all, value: done, "aria-label": said }),
    element("span", { class: "step-count", "aria-hidden": "true" }, said),
  ];
}
