// What people drew, on the map.
import { geometryNear, middleOf, namePoint, toLatLng } from "../coordinates.js";
import { messages } from "../messages.js";
import { element } from "../ui/element.js";
import { L, endsDrag } from "./leaflet.js";
import { pinDrawing } from "./pins.js";

const R = 7;

export function drawNotes(map, store, view) {
  const layer = L.layerGroup().addTo(map);

  const shapes = () => {
    const draft = store.get("draft");
    const stored = store.get("annotations").filter(({ id }) => id !== draft?.id);
    if (!draft?.geometry) return stored;
    const properties = { title: draft.title };
    return [...stored, { type: "Feature", id: draft.id ?? "draft", geometry: draft.geometry, properties }];
  };

  const draw = () => {
    layer.clearLayers();
    if (!store.get("shown").note) return;
    const chosen = store.get("draft") ? (store.get("draft").id ?? "draft") : store.get("note");
    const home = middleOf(store.get("article").focus?.bbox);
    const moved = store.get("drawing")?.feature;
    for (const feature of shapes()) {
      if (!feature.geometry || (moved && (moved.id ?? "draft") === feature.id)) continue;
      const on = feature.id === chosen;
      const geometry = geometryNear(home, feature.geometry);
      const { type } = geometry;
      const choose = () => {
        if (!store.get("drawing") && !store.get("draft")) store.set({ note: feature.id, tab: "panel-notes" });
      };
      if (!/Point/.test(type)) {
        L.geoJSON(geometry, {
          style: () => ({ className: `drawn${/Line/.test(type) ? " line" : ""}${on ? " chosen" : ""}` }),
        })
          .on("click", choose)
          .addTo(layer);
      }
      const title = feature.properties.title || messages.untitled;
      for (const position of anchors(geometry)) {
        const node = element(
          "div",
          { class: `pin note${on ? " chosen" : ""}`, role: "button", tabindex: "0", "aria-label": messages.noteLabel(title), onclick: (event) => endsDrag(map, event) || choose() },
          pinDrawing("note", R),
          element("span", { class: "name east" }, title),
        );
        node.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          event.stopPropagation();
          choose();
        });
        const marker = L.marker(toLatLng(position), {
          icon: L.divIcon({ html: "", className: "holder", iconSize: [32, 32] }),
          keyboard: false,
          interactive: false,
          zIndexOffset: on ? 1500 : 600, // above the names of places, which it would else be under
        }).addTo(layer);
        node.style.width = "32px";
        node.style.height = "32px";
        const holder = marker.getElement();
        holder.style.pointerEvents = "auto";
        holder.replaceChildren(node);
      }
    }
  };

  store.watch(["annotations", "draft", "note", "shown", "drawing"], (changed) => {
    draw();
    if (!changed.includes("note") && !changed.includes("draft")) return;
    const id = store.get("note");
    const geometry =
      store.get("draft")?.geometry ?? store.get("annotations").find((one) => one.id === id)?.geometry;
    const home = middleOf(store.get("article").focus?.bbox);
    if (geometry && !store.get("drawing")) view.show(L.geoJSON(geometryNear(home, geometry)).getBounds());
  });
  draw();
}

/** Where the symbol and title of a shape stand: each point, the middle of a line, inside an area. */
function anchors(geometry) {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
      return geometry.coordinates;
    case "LineString":
      return [geometry.coordinates[Math.floor((geometry.coordinates.length - 1) / 2)]];
    case "MultiLineString":
      return [geometry.coordinates[0][0]];
    case "GeometryCollection":
      return geometry.geometries.slice(0, 1).flatMap(anchors);
    default:
      return [namePoint(geometry)].filter(Boolean);
  }
}
