// Places out of view, named at the map's edge; candidates and search results while they are looked at.
import { bearing, distanceKm, fromLatLng, near, toLatLng } from "../coordinates.js";
import { messages } from "../messages.js";
import { groupOf, isShown, positionOf, selectPlace } from "../state/article.js";
import { drawing, element } from "../ui/element.js";
import { nameOf } from "../ui/naming.js";
import { chipPosition } from "./edge.js";
import { L } from "./leaflet.js";
import { ghostPin } from "./pins.js";

export function drawEdges(map, store, view) {
  const box = document.getElementById("edges");
  box.hidden = false;
  let ghost = null;

  const arrow = (degrees) =>
    drawing(
      "svg",
      { viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" },
      drawing("path", { d: "M6 1l4 9-4-2.2L2 10z", transform: `rotate(${Math.round(degrees)} 6 6)` }),
    );

  // The copy of the world that is nearest to what is shown.
  const nearest = (position) => near(map.getCenter().lng, position);

  const put = (chip, position, obstacles) => {
    box.append(chip);
    const size = map.getSize();
    const target = map.latLngToContainerPoint(toLatLng(nearest(position)));
    const dimensions = { x: chip.offsetWidth, y: chip.offsetHeight };
    const at = chipPosition(target, size, dimensions, obstacles);
    chip.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    obstacles.push({ left: at.x, top: at.y, right: at.x + dimensions.x, bottom: at.y + dimensions.y });
  };

  // What must not be covered either: names and areas of the places that are in view.
  const drawnPlaces = () => {
    const container = map.getContainer();
    const frame = container.getBoundingClientRect();
    return [...container.querySelectorAll(".name:not(.away), path.area")]
      .map((node) => node.getBoundingClientRect())
      .filter((box) => box.width && box.width < frame.width / 2)
      .map((box) => ({
        left: box.left - frame.left,
        right: box.right - frame.left,
        top: box.top - frame.top,
        bottom: box.bottom - frame.top,
      }));
  };

  const draw = () => {
    const article = store.get("article");
    if (!article || !map._loaded) return;
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    box.replaceChildren();
    const obstacles = [...view.obstacles(), ...drawnPlaces()];
    const bounds = map.getBounds();
    const centre = fromLatLng(map.getCenter());
    for (const id of article.focus?.outside ?? []) {
      const place = store.get("index").places.get(id);
      const position = place && positionOf(place);
      if (!position || !isShown(store, place)) continue;
      if (bounds.contains(toLatLng(nearest(position)))) continue;
      const chip = element(
        "button",
        {
          type: "button",
          class: "chip",
          "data-place": id,
          onclick: () => {
            selectPlace(store, id, "edge");
            view.visit(place);
          },
        },
        arrow(bearing(centre, position)),
        element("span", {}, nameOf(store, place)),
        element("span", { class: "muted" }, messages.notInView),
      );
      const read = store.get("following")?.places;
      chip.classList.toggle("dim", Boolean(read) && !read.includes(id));
      chip.style.setProperty("--kind", `var(--${groupOf(place)})`);
      put(chip, position, obstacles);
      if (id === focused) chip.focus({ preventScroll: true });
    }
    const looked = store.get("preview");
    const position = looked && positionOf(looked);
    if (position && !bounds.contains(toLatLng(nearest(position)))) {
      const km = distanceKm(centre, position);
      put(
        element(
          "div",
          { class: "chip ghost" },
          arrow(bearing(centre, position)),
          looked.name,
          element("span", { class: "muted" }, messages.kilometres(km)),
        ),
        position,
        obstacles,
      );
    }
  };

  const pin = (thing) => {
    const position = thing && positionOf(thing);
    if (!position) return null;
    const marker = L.marker(toLatLng(nearest(position)), {
      icon: L.divIcon({ html: "", className: "holder", iconSize: [32, 32] }),
      keyboard: false,
      interactive: false,
      zIndexOffset: 2000,
    }).addTo(map);
    const node = ghostPin(thing.name, thing.symbol);
    node.style.width = "32px";
    node.style.height = "32px";
    marker.getElement().replaceChildren(node);
    return marker;
  };

  store.watch(["preview"], () => {
    ghost?.remove();
    ghost = pin(store.get("preview"));
    draw();
  });
  let found = null;
  store.watch(["found"], () => {
    found?.remove();
    const entry = store.get("found");
    found = pin(entry);
    if (!found) return;
    const at = found.getLatLng();
    if (!map.getBounds().pad(-0.1).contains(at) || map.getZoom() < 5) map.setView(at, Math.max(map.getZoom(), 6));
  });
  store.watch(["article", "shown", "selection", "following", "bothNames"], () => requestAnimationFrame(draw));
  map.on("moveend resize", draw);
  // The legend grows and shrinks over what stands at the edge; this also draws for the first time.
  new ResizeObserver(draw).observe(document.getElementById("legend"));
  return { draw };
}
