// Saying things: the live region for screen readers, short messages with one action for everybody.
import { messages } from "../messages.js";
import { element, icon, unseen } from "./element.js";

/** Have a screen reader say this. */
export function announce(text) {
  document.getElementById("live").textContent = text;
}

const SHOWN_MS = 9000;

/** A short message at the bottom, with at most one action. It goes by itself unless it holds focus. */
export function toast(text, action = null) {
  const box = element("div", { class: "toast" }, element("p", {}, text));
  const away = () => box.remove();
  if (action) {
    box.append(
      element(
        "button",
        {
          type: "button",
          onclick: () => {
            away();
            action.run();
          },
        },
        action.title,
      ),
    );
  }
  box.append(
    element("button", { type: "button", onclick: away }, icon("close"), unseen(messages.close)),
  );
  const region = document.getElementById("toasts");
  region.replaceChildren(box);
  announce(text);
  const leave = () => {
    if (box.contains(document.activeElement) || box.matches(":hover")) setTimeout(leave, SHOWN_MS);
    else away();
  };
  setTimeout(leave, SHOWN_MS);
}

/** Tell about a problem, with a way to try again where there is one. */
export function tell(problem, retry = null) {
  toast(
    problem.message || String(problem),
    retry ? { title: messages.retry, run: retry } : null,
  );
}
