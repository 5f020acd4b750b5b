// Following the reader: the paragraph being read is marked, and on the map what it does not name is
// dimmed. The map itself never moves for it.
import { messages } from "../messages.js";
import { element, icon } from "../ui/element.js";

const KEY = "dateline:follow";

export function watchFollowing(store) {
  const pane = document.getElementById("text-pane");
  const text = document.getElementById("text");
  const tabs = document.getElementById("tabs");
  const toggle = element(
    "button",
    { type: "button", class: "follow", title: messages.followHint, onclick: () => set(!on, true) },
    icon("follow"),
    element("span", {}, messages.follow),
  );
  tabs.after(toggle);
  let on = false;
  let due = false;

  const scrolls = () => getComputedStyle(pane).overflowY === "auto";

  /** The line that is being read: near the top at the start of the text, near the bottom at its end. */
  const lineOf = () => {
    const own = scrolls();
    const frame = pane.getBoundingClientRect();
    const top = tabs.getBoundingClientRect().bottom;
    const bottom = own ? frame.bottom : window.innerHeight;
    const scroller = own ? pane : document.scrollingElement;
    const most = scroller.scrollHeight - scroller.clientHeight;
    const share = most > 0 ? scroller.scrollTop / most : 0;
    return top + (bottom - top) * (0.12 + 0.8 * share);
  };

  const blockAt = (y) => {
    const blocks = [...text.querySelectorAll(".block")];
    return blocks.find((block) => block.getBoundingClientRect().bottom > y) ?? blocks.at(-1) ?? null;
  };

  const follow = (block) => {
    if (!block || (!on && block)) return;
    const start = Number(block.dataset.start);
    if (store.get("following")?.start === start) return;
    for (const other of text.querySelectorAll(".block.read")) other.classList.remove("read");
    block.classList.add("read");
    const places = [...block.querySelectorAll("a.mention")].map((link) => link.dataset.place).filter(Boolean);
    store.set({ following: { start, places: [...new Set(places)] } });
  };

  const set = (value, byHand = false) => {
    on = value;
    toggle.setAttribute("aria-pressed", String(on));
    if (on) follow(blockAt(lineOf()));
    else {
      for (const block of text.querySelectorAll(".block.read")) block.classList.remove("read");
      store.set({ following: null });
    }
    if (byHand) remember(on);
  };

  const later = () => {
    if (!on || due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (!text.closest(".panel").hidden) follow(blockAt(lineOf()));
    });
  };
  pane.addEventListener("scroll", later, { passive: true });
  window.addEventListener("scroll", later, { passive: true });
  // With the keyboard the focus says what is read.
  text.addEventListener("focusin", (event) => {
    if (on && event.target.matches(":focus-visible")) follow(event.target.closest(".block"));
  });
  store.watch(["page"], () => {
    if (!on) return;
    store.set({ following: null });
    follow(blockAt(lineOf()));
  });
  store.watch(["tab"], () => {
    toggle.hidden = store.get("tab") !== "panel-article";
  });
  set(remembered());
}

function remember(on) {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Not remembered, but switched.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}
