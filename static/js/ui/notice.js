// One sentence over the map about the state it is in, with at most one thing to do about it.
import { button } from "./element.js";

/** `action` is `{title, run}` or null; null for `text` takes the notice away. */
export function mapNotice(text, action = null) {
  const notice = document.getElementById("map-notice");
  notice.replaceChildren(...(text ? [text] : []));
  if (text && action) notice.append(" ", button(action.title, action.run, { class: "button small" }));
  notice.hidden = !text;
}
