// Drawing and moving shapes with terra-draw, which is loaded only when somebody draws.
import { bboxOf } from "../coordinates.js";
import { messages } from "../messages.js";
import { beginNote, changeDraft } from "../state/annotations.js";
import { announce, tell } from "../ui/announce.js";
import { button, element } from "../ui/element.js";
import { L } from "./leaflet.js";

const MODES = { Point: "point", LineString: "linestring", Polygon: "polygon" };
const PRECISION = 6; // decimals of a degree: 0.1 m

async function createDraw(map) {
  const [draw, { TerraDrawLeafletAdapter }] = await Promise.all([
    import("terra-draw"),
    import("terra-draw-leaflet-adapter"),
  ]);
  // The adapter would write a style element, which our content security policy rightly forbids.
  class Adapter extends TerraDrawLeafletAdapter {
    createPaneStyleSheet(name, zIndex) {
      const pane = map.getPane(name) ?? map.createPane(name);
      map.getPanes().mapPane.append(pane);
      pane.style.zIndex = String(600 + zIndex);
      return pane;
    }
  }
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--note").trim();
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--panel").trim();
  const hex = /^#[0-9a-f]{6}$/i.test(colour) ? colour : "#a63d40";
  const land = /^#[0-9a-f]{6}$/i.test(paper) ? paper : "#ffffff";
  const corner = {
    closingPointColor: land,
    closingPointOutlineColor: hex,
    closingPointOutlineWidth: 2,
    closingPointWidth: 6,
  };
  const shape = {
    fillColor: hex,
    fillOpacity: 0.15,
    outlineColor: hex,
    outlineWidth: 2.5,
  };
  const flags = {
    feature: {
      draggable: true,
      coordinates: { draggable: true, midpoints: true, deletable: true },
    },
  };
  return new draw.TerraDraw({
    adapter: new Adapter({ lib: L, map, coordinatePrecision: PRECISION }),
    modes: [
      new draw.TerraDrawPointMode({ styles: { pointColor: hex, pointWidth: 7, pointOutlineColor: land, pointOutlineWidth: 2 } }),
      new draw.TerraDrawLineStringMode({ styles: { lineStringColor: hex, lineStringWidth: 3, ...corner } }),
      new draw.TerraDrawPolygonMode({ styles: { ...shape, ...corner } }),
      new draw.TerraDrawSelectMode({
        flags: { point: { feature: { draggable: true } }, linestring: flags, polygon: flags },
        styles: {
          selectedPointColor: hex,
          selectedPointOutlineColor: land,
          selectedPointOutlineWidth: 2,
          selectedPointWidth: 8,
          selectedLineStringColor: hex,
          selectedLineStringWidth: 3,
          selectedPolygonColor: hex,
          selectedPolygonFillOpacity: 0.15,
          selectedPolygonOutlineColor: hex,
          selectedPolygonOutlineWidth: 2.5,
          selectionPointColor: land,
          selectionPointOutlineColor: hex,
          selectionPointOutlineWidth: 2,
          selectionPointWidth: 6,
          midPointColor: hex,
          midPointOutlineColor: land,
          midPointOutlineWidth: 1,
          midPointWidth: 4,
        },
      }),
    ],
  });
}

/** Start and stop drawing as the store says. */
export function watchDrawing(map, store) {
  const bar = document.getElementById("drawing");
  let draw = null;
  let current = null; // what is being drawn now

  const stop = () => {
    if (draw?.enabled) draw.stop();
    map.doubleClickZoom.enable();
    map.getContainer().classList.remove("drawing-now");
    bar.hidden = true;
    current = null;
  };

  const finish = (geometry) => {
    stop();
    if (store.get("draft")) {
      store.set({ drawing: null });
      if (geometry) changeDraft(store, { geometry, typing: false });
    } else {
      store.set({ drawing: null });
      if (geometry) beginNote(store, { geometry });
    }
  };

  const showBar = (hint, done) => {
    bar.replaceChildren(
      ...[
        element("span", {}, hint),
        done && button(messages.finish, done, { class: "button small main" }),
        button(messages.cancel, () => finish(null), { class: "button small" }),
      ].filter(Boolean),
    );
    bar.hidden = false;
    announce(hint);
  };

  const shapeNow = () =>
    draw.getSnapshot().find((feature) => feature.properties.mode === current.shape)?.geometry ?? null;

  const start = async ({ mode, feature }) => {
    try {
      draw ??= await createDraw(map);
    } catch (problem) {
      store.set({ drawing: null });
      tell(problem);
      return;
    }
    if (store.get("drawing")?.mode !== mode) return;
    if (!draw.enabled) draw.start();
    map.getContainer().classList.add("drawing-now");
    draw.clear();
    if (mode !== "select") {
      current = { shape: mode };
      draw.setMode(mode);
      showBar(messages.drawHints[mode]);
      map.getContainer().focus({ preventScroll: true });
      return;
    }
    const { geometry } = feature;
    current = { shape: MODES[geometry.type] };
    const id = draw.getFeatureId();
    draw.addFeatures([
      { id, type: "Feature", geometry: trimmed(geometry), properties: { mode: current.shape } },
    ]);
    draw.setMode("select");
    draw.selectFeature(id);
    const [west, south, east, north] = bboxOf(geometry);
    const bounds = L.latLngBounds([south, west], [north, east]);
    if (!map.getBounds().contains(bounds)) map.fitBounds(bounds, { maxZoom: map.getZoom(), padding: [60, 60] });
    showBar(geometry.type === "Point" ? messages.drawHints.selectPoint : messages.drawHints.select, () =>
      finish(shapeNow()),
    );
  };

  // terra-draw finishes on a click; its own handlers must have run before it is stopped.
  const finished = (id, context) => {
    if (context.action !== "draw" || !current) return;
    const { geometry } = draw.getSnapshotFeature(id);
    setTimeout(() => finish(geometry));
  };

  store.watch(["drawing"], async () => {
    const drawing = store.get("drawing");
    if (!drawing) {
      stop();
      return;
    }
    const fresh = draw === null;
    await start(drawing);
    if (fresh && draw) draw.on("finish", finished);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.get("drawing")) finish(null);
  });
}

/** terra-draw refuses coordinates with more decimals than it was told, and third dimensions. */
function trimmed(geometry) {
  const walk = (value) =>
    typeof value[0] === "number"
      ? value.slice(0, 2).map((part) => Number(part.toFixed(PRECISION)))
      : value.map(walk);
  return { ...geometry, coordinates: walk(geometry.coordinates) };
}
