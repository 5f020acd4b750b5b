// What is being done, step by step, over the map.
import { element } from "./element.js";

/** Show the steps with `at` under way and those before it done; `at` past the end takes them away. */
export function showSteps(names, at) {
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
              element("li", { class: i < at ? "done" : i === at ? "now" : null, "aria-current": i === at && "step" }, name),
            ),
          ),
        ]),
  );
}
