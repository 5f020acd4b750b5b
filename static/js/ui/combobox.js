// A field with a list of suggestions (WAI-ARIA combobox with a list box).
import { messages } from "../messages.js";
import { announce } from "./announce.js";
import { element, symbol } from "./element.js";

const WAIT_MS = 120;
let count = 0;

/**
 * `suggest(text)` answers a promise of groups `[{title, options: [{name, description, symbol, value}]}]`;
 * `choose(value)` is called with what was chosen; `look(value | null)` while one is looked at.
 */
export function makeCombobox({ label, placeholder, suggest, choose, look = () => {}, keepText = false }) {
  count += 1;
  const id = `combobox-${count}`;
  const list = element("div", { class: "combobox-list", id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const input = element("input", {
    type: "search",
    id,
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  });
  let options = [];
  let at = -1;
  let asked = 0;
  let timer = null;
  let wanted = false; // Enter was pressed before the suggestions came

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
    look(null);
  };
  const move = (to) => {
    options[at]?.node.setAttribute("aria-selected", "false");
    at = to;
    const option = options[at];
    if (!option) return;
    option.node.setAttribute("aria-selected", "true");
    option.node.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.node.id);
    look(option.value);
  };
  const take = (option) => {
    close();
    input.value = keepText ? option.name : "";
    choose(option.value);
  };
  const show = (groups, text) => {
    options = [];
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren();
    for (const group of groups.filter((one) => one.options.length)) {
      const box = element("div", { role: "group", "aria-label": group.title || label });
      if (group.title) box.append(element("div", { class: "option-title", "aria-hidden": "true" }, group.title));
      for (const option of group.options) {
        const node = element(
          "div",
          {
            role: "option",
            id: `${id}-${options.length}`,
            "aria-selected": "false",
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => take(option),
            onpointerenter: () => look(option.value),
            onpointerleave: () => look(null),
          },
          symbol(option.symbol),
          element(
            "span",
            { class: "option-text" },
            option.name,
            element("span", { class: "option-description" }, option.description),
          ),
        );
        options.push({ ...option, node });
        box.append(node);
      }
      list.append(box);
    }
    if (!options.length) {
      list.append(
        element(
          "div",
          { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "muted" },
          messages.nothingFound(text),
        ),
      );
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    announce(options.length ? messages.results(options.length) : messages.nothingFound(text));
    if (options.length) move(0);
    look(null);
    if (wanted && options.length) take(options[0]);
    wanted = false;
  };
  const ask = async () => {
    const text = input.value.trim();
    asked += 1;
    const mine = asked;
    if (!text) {
      close();
      return;
    }
    const groups = await suggest(text);
    if (mine === asked && document.activeElement === input) show(groups, text);
  };
  input.addEventListener("input", () => {
    // What was suggested for the text before must not be taken for the new one.
    close();
    options = [];
    asked += 1;
    wanted = false;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("focus", () => {
    input.select();
    if (input.value.trim()) ask();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else if (options.length) {
        const by = event.key === "ArrowDown" ? 1 : -1;
        move((at + by + options.length) % options.length);
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (options[at]) take(options[at]);
      else if (input.value.trim()) wanted = true;
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return { node: element("div", { class: "combobox" }, input, list), input };
}
