// The background map: paint and label rules over our own vector tiles, drawn by protomaps-leaflet.
// Imports nothing: the stand-alone file holds this module as a plain script.

const MAX_TILE_ZOOM = 8;
const ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0";

const COLOURS = {
  light: {
    water: "#d6e4ea",
    land: "#f1eee6",
    urban: "#e5dfd2",
    river: "#bcd5e2",
    border: "#8a8194",
    area: "#cfc9c4",
    ink: "#34352f",
    muted: "#5e6158",
    country: "#7b7288",
    waterName: "#54788c",
  },
  dark: {
    water: "#14202a",
    land: "#22262b",
    urban: "#2d3238",
    river: "#1b3444",
    border: "#837c90",
    area: "#383e45",
    ink: "#d6d6cf",
    muted: "#a7a9a1",
    country: "#9a93a8",
    waterName: "#6f93a8",
  },
};

/**
 * A Leaflet layer with the basemap. `url` is the address of the archive, or a PMTiles object.
 * `omit` are names that the map shows itself and the basemap leaves out; `taken(zoom)` answers a function
 * that says whether a box of world pixels at that zoom is taken by the map's own names and outlines.
 * The layer has setTheme("light" | "dark"), setWorldview(id), setLanguage(BCP 47), setOmit(names), and
 * refresh() for when what `taken` says has changed.
 */
export function createBasemap({ L, protomaps, url, theme = "light", worldview = "iso", language = "en", omit = [], taken = null }) {
  const state = { theme, worldview, language, omit: foldedNames(omit), taken };
  const sans =
    getComputedStyle(document.documentElement).getPropertyValue("--sans").trim() || "system-ui, Arial, sans-serif";
  const layer = protomaps.leafletLayer({
    url,
    maxDataZoom: MAX_TILE_ZOOM,
    attribution: ATTRIBUTION,
    lang: language,
    ...rules(protomaps, state, sans),
    // Labels are measured when they are placed: their fonts must be there by then.
    tasks: ["Kyiv", "Київ"].map((text) => document.fonts.load(`600 12px ${sans}`, text)),
  });

  const redraw = () => {
    Object.assign(layer, rules(protomaps, state, sans));
    layer.clearLayout();
    for (const [key, tile] of Object.entries(layer._tiles ?? {})) {
      const coords = layer._wrapCoords(layer._keyToTileCoords(key));
      layer.renderTile(coords, tile.el, layer._tileCoordsToKey(coords));
    }
  };
  const setter = (name, read) => (value) => {
    const next = read(value);
    if (String(next) === String(state[name])) return;
    state[name] = next;
    redraw();
  };
  layer.setTheme = setter("theme", (value) => (value === "dark" ? "dark" : "light"));
  layer.setWorldview = setter("worldview", (value) => value);
  layer.setLanguage = setter("language", (value) => value);
  layer.setOmit = (names) => {
    const next = foldedNames(names);
    if ([...next].sort().join("\n") === [...state.omit].sort().join("\n")) return;
    state.omit = next;
    redraw();
  };
  layer.refresh = redraw;
  return layer;
}

/** Whether a border is one between countries in a worldview. */
export function isBorder(properties, worldview) {
  return !properties.views || properties.views.includes(` ${worldview} `);
}

function rules(protomaps, state, sans) {
  const colours = COLOURS[state.theme];
  return {
    backgroundColor: colours.water,
    paintRules: paintRules(protomaps, state, colours),
    labelRules: labelRules(state, colours, sans),
  };
}

function paintRules({ PolygonSymbolizer, LineSymbolizer }, state, colours) {
  const country = (test) => (_, { props }) => props.kind === "country" && test(props, isBorder(props, state.worldview));
  const line = (color, width, dash, opacity = 1) =>
    new LineSymbolizer({ color, width, opacity, lineJoin: "round", ...(dash && { dash, dashColor: color }) });
  return [
    { dataLayer: "land", symbolizer: new PolygonSymbolizer({ fill: colours.land }) },
    { dataLayer: "urban", symbolizer: new PolygonSymbolizer({ fill: colours.urban }) },
    { dataLayer: "rivers", symbolizer: line(colours.river, (z) => (z < 6 ? 0.8 : z < 8 ? 1.2 : 1.6)) },
    { dataLayer: "lakes", symbolizer: new PolygonSymbolizer({ fill: colours.water }) },
    {
      dataLayer: "borders",
      filter: (z, { props }) => (props.kind === "area" ? props.zoom <= z : !props.disputed && !isBorder(props, state.worldview)),
      symbolizer: line(colours.area, 0.7),
    },
    {
      // Claimed by somebody, but no border in this worldview.
      dataLayer: "borders",
      filter: country((props, drawn) => props.disputed && !drawn),
      symbolizer: line(colours.border, borderWidth(0.75), [3, 3], 0.85),
    },
    {
      dataLayer: "borders",
      filter: country((props, drawn) => props.disputed && drawn),
      symbolizer: line(colours.border, borderWidth(1), [5, 3]),
    },
    {
      dataLayer: "borders",
      filter: country((props, drawn) => !props.disputed && drawn),
      symbolizer: line(colours.border, borderWidth(1)),
    },
  ];
}

function borderWidth(factor) {
  return (z) => factor * (z < 4 ? 0.7 : z < 6 ? 1 : 1.3);
}

function labelRules(state, colours, sans) {
  const properties = [`name:${state.language}`, `name:${state.language.split("-")[0]}`, "name"];
  const nameOf = ({ props }) => withoutSoftSign(props[properties.find((key) => props[key])]);
  const shown = (kinds) => (z, feature) =>
    kinds.includes(feature.props.kind) &&
    feature.props.zoom <= z &&
    !state.omit.has(folded(feature.props.name)) &&
    !state.omit.has(folded(nameOf(feature)));
  const sort = (a, b) => a.rank - b.rank;
  const rule = (kinds, symbolizer, more = {}) => ({ dataLayer: "labels", filter: shown(kinds), symbolizer, sort, ...more });
  const halo = colours.land;
  const collides = (layout, box) =>
    layout.index.bboxCollides(box, layout.order) || Boolean(state.taken?.(layout.zoom)(box));
  return [
    rule(["capital"], townLabel(nameOf, { collides, font: `600 13px ${sans}`, colour: colours.ink, halo, dot: 2.4 })),
    rule(
      ["country"],
      centredLabel(nameOf, { collides, font: (z) => `600 ${z < 5 ? 12 : 13}px ${sans}`, colour: colours.country, halo }),
      { maxzoom: 8 },
    ),
    rule(["city"], townLabel(nameOf, { collides, font: `600 12px ${sans}`, colour: colours.ink, halo, dot: 2.2 })),
    rule(["town"], townLabel(nameOf, { collides, font: `500 12px ${sans}`, colour: colours.muted, halo, dot: 1.8 })),
    rule(
      ["sea", "lake"],
      centredLabel(nameOf, { collides, font: () => `italic 500 12px ${sans}`, colour: colours.waterName, halo: colours.water }),
    ),
  ];
}

/** Our source writes the Russian soft sign at a word's end as an apostrophe: "Tver'". Nobody else does. */
function withoutSoftSign(name) {
  return name?.replace(/(?<=[bcdfghjklmnprstvz])['ʹ’](?=$|[\s-])/gu, "");
}

/** A dot with the name right of it, else left, else above, else below. */
function townLabel(nameOf, { collides, font, colour, halo, dot }) {
  return {
    place(layout, geometry, feature) {
      const name = nameOf(feature);
      const size = measure(layout.scratch, font, name);
      const anchor = geometry[0][0];
      const gap = dot + 4;
      const middle = (size.ascent - size.descent) / 2;
      const offsets = [
        [gap, middle],
        [-gap - size.width, middle],
        [-size.width / 2, -gap - size.descent],
        [-size.width / 2, gap + size.ascent],
      ];
      for (const [x, y] of offsets) {
        const box = {
          minX: Math.min(anchor.x + x, anchor.x - dot) - 3,
          maxX: Math.max(anchor.x + x + size.width, anchor.x + dot) + 3,
          minY: Math.min(anchor.y + y - size.ascent, anchor.y - dot) - 3,
          maxY: Math.max(anchor.y + y + size.descent, anchor.y + dot) + 3,
        };
        if (collides(layout, box)) continue;
        const draw = (context) => {
          context.globalAlpha = 1;
          context.beginPath();
          context.arc(0, 0, dot + 1.2, 0, 2 * Math.PI);
          context.fillStyle = halo;
          context.fill();
          context.beginPath();
          context.arc(0, 0, dot, 0, 2 * Math.PI);
          context.fillStyle = colour;
          context.fill();
          write(context, name, x, y, { font, colour, halo });
        };
        return [once({ anchor, bboxes: [box], draw }, name)];
      }
      return undefined;
    },
  };
}

/** A name in the middle of its area, or a little above or below, on up to two lines. */
function centredLabel(nameOf, { collides, font, colour, halo }) {
  return {
    place(layout, geometry, feature) {
      const name = nameOf(feature);
      const lines = inTwo(name);
      const style = font(layout.zoom);
      const sizes = lines.map((line) => measure(layout.scratch, style, line));
      const width = Math.max(...sizes.map((size) => size.width));
      const anchor = geometry[0][0];
      const height = 16 * lines.length;
      for (const shift of [0, -20, 20, -36, 36]) {
        const box = {
          minX: anchor.x - width / 2 - 4,
          maxX: anchor.x + width / 2 + 4,
          minY: anchor.y + shift - height / 2 - 2,
          maxY: anchor.y + shift + height / 2 + 2,
        };
        if (collides(layout, box)) continue;
        const draw = (context) => {
          context.globalAlpha = 1;
          lines.forEach((line, number) => {
            const y = shift + 16 * (number - (lines.length - 1) / 2) + (sizes[0].ascent - sizes[0].descent) / 2;
            write(context, line, -sizes[number].width / 2, y, { font: style, colour, halo });
          });
        };
        return [once({ anchor, bboxes: [box], draw }, name)];
      }
      return undefined;
    },
  };
}

/** A point near a tile's edge is in both tiles, but is labelled once. */
function once(label, name) {
  return { ...label, deduplicationKey: name, deduplicationDistance: 24 };
}

function write(context, text, x, y, { font, colour, halo }) {
  context.font = font;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.fillStyle = colour;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

function measure(scratch, font, text) {
  scratch.font = font;
  const size = scratch.measureText(text);
  return { width: size.width, ascent: size.actualBoundingBoxAscent, descent: size.actualBoundingBoxDescent };
}

/** Break a long name at the space nearest to its middle. */
function inTwo(name) {
  if (name.length < 16) return [name];
  const spaces = [...name.matchAll(/ /g)].map((match) => match.index);
  if (!spaces.length) return [name];
  const middle = name.length / 2;
  const at = spaces.reduce((best, space) => (Math.abs(space - middle) < Math.abs(best - middle) ? space : best));
  return [name.slice(0, at), name.slice(at + 1)];
}

function foldedNames(names) {
  return new Set([...names].map(folded));
}

function folded(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
