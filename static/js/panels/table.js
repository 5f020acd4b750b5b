// The tables of places: sorted, filtered, and with what can be done with each row.
import { messages } from "../messages.js";
import { isDoubtful, selectMention } from "../state/article.js";
import { announce } from "../ui/announce.js";
import { button, element } from "../ui/element.js";
import { decide, sameWords } from "./decisions.js";

const FEW = 5; // shorter tables need no filter
const LONG = 200; // rows of longer ones get their buttons when somebody comes to them
const COLUMNS = ["name", "kind", "mentions", "certainty"];
const ORDERS = ["check", "text", ...COLUMNS];
const DOWN_FIRST = new Set(["mentions"]);

const collator = new Intl.Collator(undefined, { numeric: true });

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Bring the tables of one panel to life; `panel` may be printed anew, then `attach` is called again. */
export function makeTables(store, panel) {
  const state = { order: "check", down: false, words: "", onlyDoubtful: false };
  let rows = [];
  let said = null;

  const factsOf = (row, at) => {
    const index = store.get("index");
    const place = index?.places.get(row.dataset.place);
    const mention = index?.mentions.get(row.dataset.mention);
    return {
      row,
      table: row.closest("table"),
      at, // as the server printed it: what needs checking first
      first: mention?.start ?? Infinity,
      name: row.querySelector(".row-link").textContent,
      kind: row.cells[1].textContent,
      mentions: place?.mentions.length ?? 1,
      certainty: place?.confidence ?? 0,
      doubtful: !place || isDoubtful(place),
      words: fold(`${row.cells[0].querySelector(".row-name").textContent} ${row.cells[1].textContent} ${row.querySelector(".local")?.textContent ?? ""} ${Object.values(place?.names ?? {}).join(" ")}`),
    };
  };

  const compare = (a, b) => {
    const by = {
      check: a.at - b.at,
      text: a.first - b.first,
      name: collator.compare(a.name, b.name),
      kind: collator.compare(a.kind, b.kind),
      mentions: a.mentions - b.mentions,
      certainty: a.certainty - b.certainty,
    }[state.order];
    return (state.down ? -by : by) || a.at - b.at;
  };

  const apply = () => {
    const words = fold(state.words.trim());
    let shown = 0;
    for (const table of panel.querySelectorAll("table.places")) {
      const own = rows.filter((one) => one.table === table).sort(compare);
      const body = table.tBodies[0];
      // Moving a row would take the focus out of it.
      const present = [...body.children];
      if (own.some((one, i) => present[i] !== one.row)) body.replaceChildren(...own.map((one) => one.row));
      for (const one of own) {
        one.row.hidden = !one.words.includes(words) || (state.onlyDoubtful && !one.doubtful);
        if (!one.row.hidden) shown += 1;
      }
      table.hidden = own.every((one) => one.row.hidden);
      [...table.tHead.rows[0].cells].forEach((cell, i) => {
        if (COLUMNS[i] === state.order) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      });
    }
    const select = panel.querySelector(".table-order");
    if (select) select.value = ORDERS.includes(state.order) && !state.turned ? state.order : "";
    const filtered = Boolean(words) || state.onlyDoubtful;
    if (said) said.textContent = filtered ? messages.shownOf(shown, rows.length) : "";
  };

  const sortBy = (order, { turn = false } = {}) => {
    state.down = turn && state.order === order ? !state.down : DOWN_FIRST.has(order);
    state.order = order;
    apply();
    announce(messages.sortedBy(order, state.down));
  };

  const toolbar = () => {
    const words = element("input", {
      type: "search",
      placeholder: messages.filterPlaces,
      "aria-label": messages.filterPlaces,
      value: state.words,
      oninput: () => {
        state.words = words.value;
        apply();
        announce(said.textContent);
      },
    });
    const doubtful = element("input", {
      type: "checkbox",
      checked: state.onlyDoubtful,
      onchange: () => {
        state.onlyDoubtful = doubtful.checked;
        apply();
        announce(said.textContent);
      },
    });
    const order = element(
      "select",
      { class: "table-order", "aria-label": messages.sort, onchange: () => sortBy(order.value) },
      ORDERS.map((name) => element("option", { value: name }, messages.orders[name])),
    );
    said = element("p", { class: "table-said muted" });
    return element(
      "div",
      { class: "table-tools", role: "group", "aria-label": messages.tableTools },
      words,
      element("label", { class: "table-sort" }, element("span", {}, messages.sort), order),
      rows.some((one) => one.doubtful) && element("label", { class: "table-check" }, doubtful, messages.onlyDoubtful),
      said,
    );
  };

  const actions = (one) => {
    const { place, mention } = one.row.dataset;
    const name = one.name;
    const find = () => store.get("index").mentions.get(mention);
    if (!find()) return null;
    return element(
      "span",
      { class: "row-actions", role: "group", "aria-label": messages.actionsFor(name) },
      place &&
        button(messages.showOnMap, () => store.set({ fit: { places: [place] } }), {
          class: "button small",
          "aria-label": messages.showNameOnMap(name),
        }),
      button(messages.correct, () => selectMention(store, mention, "correct"), {
        class: "button small",
        "aria-label": messages.correctName(name),
      }),
      button(
        messages.notAPlace,
        () => decide(store, find(), { entry: null, everywhere: sameWords(store, find()).length > 1 }),
        { class: "button small", "aria-label": messages.nameIsNoPlace(name) },
      ),
    );
  };

  let byRow = new Map();
  const addActions = (one) => {
    if (!one || one.row.querySelector(".row-actions")) return;
    const node = actions(one);
    if (node) one.row.querySelector(".more").append(node);
  };
  for (const event of ["focusin", "pointerover"]) {
    panel.addEventListener(event, ({ target }) => addActions(byRow.get(target.closest("tr"))));
  }

  const attach = () => {
    rows = [...panel.querySelectorAll("table.places tbody tr")].map(factsOf);
    const long = rows.length > LONG;
    byRow = new Map(rows.map((one) => [one.row, one]));
    for (const one of rows) {
      one.row.querySelector(".row-actions")?.remove();
      if (!long) addActions(one);
    }
    for (const table of panel.querySelectorAll("table.places")) table.classList.toggle("long", long);
    for (const table of panel.querySelectorAll("table.places")) {
      [...table.tHead.rows[0].cells].forEach((cell, i) => {
        if (!COLUMNS[i] || cell.querySelector("button")) return;
        cell.replaceChildren(
          element(
            "button",
            { type: "button", class: "sort", onclick: () => sortBy(COLUMNS[i], { turn: true }) },
            cell.textContent,
            element("span", { class: "arrow", "aria-hidden": "true" }),
          ),
        );
      });
    }
    panel.querySelector(".table-tools")?.remove();
    if (rows.length >= FEW) panel.querySelector("table.places").before(toolbar());
    apply();
  };
  return { attach };
}
