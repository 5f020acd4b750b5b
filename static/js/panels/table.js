// The tables of places: sorted, filtered, and with what can be done with each row.
import { messages } from "../messages.js";
import { isDoubtful, selectMention } from "../state/article.js";
import { announce } from "../ui/announce.js";
import { button, element } from "../ui/element.js";
import { decide, sameWords } from "./decisions.js";

const FEW = 5; // shorter tables need no filter
const LONG = 200; // longer ones are shown in pages of as many rows, which get their buttons when somebody comes to them
const COLUMNS = ["name", "kind", "mentions", "certainty"];
const ORDERS = ["check", "text", ...COLUMNS];
const DOWN_FIRST = new Set(["mentions"]);

const collator = new Intl.Collator(undefined, { numeric: true });

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** What a row says, found out when it is first asked for: of ten thousand rows few are. */
class Facts {
  #store;
  #words = null;

  constructor(store, row, at) {
    this.#store = store;
    this.row = row;
    this.table = row.closest("table");
    this.at = at; // as the server printed it: what needs checking first
  }

  get place() {
    return this.#store.get("index")?.places.get(this.row.dataset.place);
  }

  get first() {
    return this.#store.get("index")?.mentions.get(this.row.dataset.mention)?.start ?? Infinity;
  }

  get name() {
    return this.row.querySelector(".row-link").textContent;
  }

  get kind() {
    return this.row.cells[1].textContent;
  }

  get mentions() {
    return this.place?.mentions.length ?? 1;
  }

  get certainty() {
    return this.place?.confidence ?? 0;
  }

  get doubtful() {
    const { place } = this;
    return !place || isDoubtful(place);
  }

  /** Everything that the filter looks at. */
  get words() {
    this.#words ??= fold(
      [
        this.row.cells[0].querySelector(".row-name").textContent,
        this.kind,
        this.row.querySelector(".local")?.textContent ?? "",
        ...Object.values(this.place?.names ?? {}),
      ].join(" "),
    );
    return this.#words;
  }
}

const KEYS = { check: "at", text: "first", name: "name", kind: "kind", mentions: "mentions", certainty: "certainty" };
const WORDS = new Set(["name", "kind"]);
const difference = (a, b) => a - b || 0; // what is in no text: infinity less infinity

/** Bring the tables of one panel to life; `panel` may be printed anew, then `attach` is called again. */
export function makeTables(store, panel) {
  const state = { order: "check", down: false, words: "", onlyDoubtful: false };
  let rows = [];
  let said = null;
  let ranks = {}; // order -> Map of row to its rank, rows that compare alike having the same
  const pages = new Map(); // table -> the page that is shown, from 0
  const footers = new Map(); // table -> what turns its pages

  const rankOf = (order) => {
    if (!ranks[order]) {
      const compare = WORDS.has(order) ? collator.compare : difference;
      const keyed = rows.map((one) => ({ one, key: one[KEYS[order]] }));
      keyed.sort((a, b) => compare(a.key, b.key));
      let rank = 0;
      ranks[order] = new Map(
        keyed.map(({ one, key }, i) => {
          if (i && compare(keyed[i - 1].key, key)) rank += 1;
          return [one, rank];
        }),
      );
    }
    return ranks[order];
  };

  /** Whether the filter lets a row through, and how two rows stand to each other. */
  const chosen = () => {
    const words = fold(state.words.trim());
    const rank = rankOf(state.order);
    const turn = state.down ? -1 : 1;
    return {
      filtered: Boolean(words) || state.onlyDoubtful,
      passes: (one) => (!words || one.words.includes(words)) && (!state.onlyDoubtful || one.doubtful),
      compare: (a, b) => turn * (rank.get(a) - rank.get(b)) || a.at - b.at,
    };
  };

  const apply = () => {
    const { filtered, passes, compare } = chosen();
    let shown = 0;
    for (const table of panel.querySelectorAll("table.places")) {
      const own = rows.filter((one) => one.table === table && passes(one)).sort(compare);
      shown += own.length;
      lay(table, own);
      table.hidden = !own.length;
      [...table.tHead.rows[0].cells].forEach((cell, i) => {
        if (COLUMNS[i] === state.order) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      });
    }
    const select = panel.querySelector(".table-order");
    if (select) select.value = ORDERS.includes(state.order) ? state.order : "";
    if (said) said.textContent = filtered ? messages.shownOf(shown, rows.length) : "";
  };

  /** Put the rows of the table's page into it, and say where in the whole they stand. */
  const lay = (table, own) => {
    const last = Math.max(0, Math.ceil(own.length / LONG) - 1);
    const page = Math.min(pages.get(table) ?? 0, last);
    pages.set(table, page);
    const here = own.slice(page * LONG, (page + 1) * LONG);
    const body = table.tBodies[0];
    // Moving a row would take the focus out of it.
    if (here.length !== body.children.length || here.some((one, i) => body.children[i] !== one.row)) {
      body.replaceChildren(...here.map((one) => one.row));
    }
    if (table.classList.contains("long")) {
      table.setAttribute("aria-rowcount", String(own.length + 1));
      here.forEach((one, i) => one.row.setAttribute("aria-rowindex", String(page * LONG + i + 2)));
    }
    footers.get(table)?.(own, page, last);
  };

  const turn = (table, by) => {
    const page = pages.get(table) + by;
    const shown = Number(table.getAttribute("aria-rowcount")) - 1;
    if (page < 0 || page * LONG >= shown) return;
    pages.set(table, page);
    apply();
    table.scrollIntoView({ block: "start" });
  };

  const footer = (table) => {
    const where = element("span", { class: "muted" });
    const previous = button(messages.previousRows, () => turn(table, -1));
    const next = button(messages.nextRows, () => turn(table, 1));
    const nav = element("nav", { class: "table-pages", "aria-label": messages.tablePages }, previous, where, next);
    table.after(nav);
    footers.set(table, (own, page, last) => {
      nav.hidden = !last;
      const from = page * LONG + 1;
      const to = Math.min(own.length, (page + 1) * LONG);
      where.textContent = messages.rowsOf(from, to, own.length);
      // A button that goes away would take the focus with it.
      if (nav.contains(document.activeElement)) announce(where.textContent);
      previous.setAttribute("aria-disabled", String(page === 0));
      next.setAttribute("aria-disabled", String(page === last));
    });
  };

  /** Turn to the page that a row is on; `id` is the row's. Rows that the filter leaves out stay out. */
  const reveal = (id) => {
    const one = rows.find((each) => each.row.id === id);
    if (!one || one.row.isConnected || !one.table.isConnected) return;
    const { passes, compare } = chosen();
    if (!passes(one)) return;
    const before = rows.filter((each) => each.table === one.table && passes(each) && compare(each, one) < 0);
    pages.set(one.table, Math.floor(before.length / LONG));
    apply();
  };

  const sortBy = (order, { turn = false } = {}) => {
    state.down = turn && state.order === order ? !state.down : DOWN_FIRST.has(order);
    state.order = order;
    pages.clear();
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
        pages.clear();
        apply();
        announce(said.textContent);
      },
    });
    const doubtful = element("input", {
      type: "checkbox",
      checked: state.onlyDoubtful,
      onchange: () => {
        state.onlyDoubtful = doubtful.checked;
        pages.clear();
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
    rows = [...panel.querySelectorAll("table.places tbody tr")].map((row, at) => new Facts(store, row, at));
    ranks = {};
    byRow = new Map(rows.map((one) => [one.row, one]));
    pages.clear();
    footers.clear();
    for (const node of panel.querySelectorAll(".table-pages")) node.remove();
    for (const table of panel.querySelectorAll("table.places")) {
      const long = table.tBodies[0].rows.length > LONG;
      table.classList.toggle("long", long);
      if (long) footer(table);
    }
    for (const one of rows) {
      one.row.querySelector(".row-actions")?.remove();
      if (rows.length <= LONG) addActions(one);
    }
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
  return { attach, reveal };
}
