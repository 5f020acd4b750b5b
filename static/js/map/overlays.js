// Who holds which ground, under everything else of ours: areas and lines with the names of their parts.
import { geometryNear, middleOf, namePoint, toLatLng } from "../coordinates.js";
import { styleOf } from "../state/overlays.js";
import { element } from "../ui/element.js";
import { L } from "./leaflet.js";

const PANE = "overlays";
const UNDER_PLACES = 350; // Leaflet draws tiles at 200 and shapes at 400
const MOST_NAMES = 40;

export function drawOverlays(map, store) {
  map.createPane(PANE).style.zIndex = UNDER_PLACES;
  const layer = L.layerGroup().addTo(map);
  const renderer = L.svg({ pane: PANE, padding: 0.5 });

  const name = (geometry, text, number) => {
    const at = namePoint(geometry);
    if (!at) return;
    const icon = L.divIcon({ html: "", className: "holder", iconSize: [0, 0] });
    const marker = L.marker(toLatLng(at), { icon, pane: PANE, keyboard: false, interactive: false }).addTo(layer);
    // The legend names the parts to those who do not see them.
    const node = element("span", { class: `overlay-name overlay-${number}`, "aria-hidden": "true" }, text);
    marker.getElement().replaceChildren(node);
  };

  const draw = () => {
    layer.clearLayers();
    const home = middleOf(store.get("article").focus?.bbox);
    const without = new Set(store.get("without"));
    for (const overlay of store.get("overlays")) {
      if (without.has(overlay.id)) continue;
      let named = 0;
      for (const { geometry, properties } of overlay.features) {
        if (!geometry) continue;
        const near = geometryNear(home, geometry);
        const number = styleOf(overlay, properties.name);
        const line = /Line/.test(geometry.type);
        L.geoJSON(near, {
          interactive: false,
          pane: PANE,
          renderer,
          style: () => ({ className: `overlay overlay-${number}${line ? " line" : ""}` }),
        }).addTo(layer);
        if (properties.name && !line && named < MOST_NAMES) {
          name(near, properties.name, number);
          named += 1;
        }
      }
    }
  };
  /** A name gives way to those of the places. */
  const giveWay = () => {
    const taken = [...document.querySelectorAll("#map :is(.pin .name, .area-name)")].map((node) => node.getBoundingClientRect());
    for (const node of document.querySelectorAll("#map .overlay-name")) {
      const box = node.getBoundingClientRect();
      const covered = taken.some((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom);
      node.classList.toggle("covered", covered);
    }
  };
  const later = () => {
    if (store.get("overlays").length) requestAnimationFrame(giveWay);
  };
  store.watch(["overlays", "without"], () => {
    draw();
    later();
  });
  store.watch(["selection", "shown", "article", "areas"], later);
  map.on("zoomend", later);
  draw();
}
