// Building elements. Text only ever goes in as text.

/**
 * An element: `element("button", {class: "x", onclick: f, "aria-label": "y"}, "text", child)`.
 * Names starting with "on" are listeners; false, null and undefined are left out.
 */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function drawing(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** A button with text, or with an icon and a label that is read out. */
export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", class: "button", onclick, ...attributes }, text);
}

export function unseen(text) {
  return element("span", { class: "unseen" }, text);
}

const SHAPES = {
  area: ["rect", { x: 2.5, y: 2.5, width: 11, height: 11, rx: 2.5 }],
  town: ["circle", { cx: 8, cy: 8, r: 5 }],
  natural: ["path", { d: "M8 1.8 14.2 8 8 14.2 1.8 8z" }],
  facility: ["rect", { x: 3, y: 3, width: 10, height: 10 }],
  actor: ["circle", { cx: 8, cy: 8, r: 5 }],
  note: ["path", { d: "M3 3h10v7l-3 3H3z" }],
  text: ["path", { d: "M2.5 4h11M2.5 8h11M2.5 12h7" }],
  none: ["circle", { cx: 8, cy: 8, r: 5, "stroke-dasharray": "2.5 2.5" }],
};

/** The small symbol of a kind, as in the tables. */
export function symbol(name) {
  const [shape, attributes] = SHAPES[name] ?? SHAPES.none;
  return drawing(
    "svg",
    {
      class: `symbol symbol-${name}`,
      viewBox: "0 0 16 16",
      width: 16,
      height: 16,
      "aria-hidden": "true",
      focusable: "false",
    },
    drawing(shape, attributes),
  );
}

const ICONS = {
  close: "m5 5 10 10M15 5 5 15",
  left: "m12.5 4.5-6 5.5 6 5.5",
  right: "m7.5 4.5 6 5.5-6 5.5",
  pencil:
    "M3.5 16.5l.9-3.8 8.6-8.6a1.6 1.6 0 0 1 2.3 0l.6.6a1.6 1.6 0 0 1 0 2.3l-8.6 8.6zM11.6 5.5l2.9 2.9",
  follow: "M3.5 5h13M3.5 15h13M3.5 10h8M16.5 10l-2.6-2M16.5 10l-2.6 2",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  frame: "M3.5 7V4.5a1 1 0 0 1 1-1H7M13 3.5h2.5a1 1 0 0 1 1 1V7M16.5 13v2.5a1 1 0 0 1-1 1H13M7 16.5H4.5a1 1 0 0 1-1-1V13M10 8.2v3.6M8.2 10h3.6",
  whole: "M12 4h4v4M16 4l-4.5 4.5M8 16H4v-4M4 16l4.5-4.5",
  part: "M16 8h-4V4M12 8l4.5-4.5M4 12h4v4M8 12l-4.5 4.5",
  copy: "M7.5 7.5V4.6a1.1 1.1 0 0 1 1.1-1.1h6.8a1.1 1.1 0 0 1 1.1 1.1v6.8a1.1 1.1 0 0 1-1.1 1.1h-2.9M4.6 7.5h6.8a1.1 1.1 0 0 1 1.1 1.1v6.8a1.1 1.1 0 0 1-1.1 1.1H4.6a1.1 1.1 0 0 1-1.1-1.1V8.6a1.1 1.1 0 0 1 1.1-1.1z",
  legend: "M4 5h.01M4 10h.01M4 15h.01M8 5h8M8 10h8M8 15h8",
};

export function icon(name) {
  return drawing(
    "svg",
    {
      class: "icon",
      viewBox: "0 0 20 20",
      width: 20,
      height: 20,
      "aria-hidden": "true",
      focusable: "false",
    },
    drawing("path", { d: ICONS[name] }),
  );
}
