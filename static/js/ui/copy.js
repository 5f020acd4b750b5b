// Copying a short text, with a word that it was done.
import { messages } from "../messages.js";
import { announce } from "./announce.js";
import { element, icon, unseen } from "./element.js";

const SHOWN_MS = 1600;

/** A button that copies `text`; `label` says what. */
export function copyButton(text, label, key) {
  const said = unseen(label);
  const node = element(
    "button",
    { type: "button", class: "button quiet icon-only copy", title: label, "data-focus": key, onclick: () => run() },
    icon("copy"),
    said,
  );
  const run = async () => {
    await put(text);
    node.dataset.done = messages.copied;
    announce(`${messages.copied} ${text}`);
    setTimeout(() => delete node.dataset.done, SHOWN_MS);
  };
  return node;
}

/** The clipboard's interface needs a secure context; a server in the local network is none. */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
