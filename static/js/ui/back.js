// On a phone the browser's back button closes the card before it leaves the article.
import { deselect } from "../state/article.js";

const phone = matchMedia("(max-width: 700px)");

/** `changed()` is called when the address went back with it, so that it can be written anew. */
export function watchBack(store, changed) {
  let pushed = false; // the open card has an entry of its own in the history
  let leaving = false; // we went back ourselves
  const isOpen = () => {
    const { mention, span } = store.get("selection");
    return Boolean(mention || span);
  };
  const push = () => {
    if (!isOpen() || pushed || !phone.matches) return;
    history.pushState({ card: true }, "");
    pushed = true;
  };
  store.watch(["selection"], () => {
    push();
    if (isOpen() || !pushed) return;
    pushed = false;
    leaving = true;
    history.back();
  });
  window.addEventListener("popstate", () => {
    if (leaving) {
      leaving = false;
      push(); // another place may have been chosen in the meantime
    } else if (pushed) {
      pushed = false;
      deselect(store);
    }
    changed();
  });
}
