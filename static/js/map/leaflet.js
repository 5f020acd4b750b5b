// Leaflet and what draws with it. protomaps-leaflet is a classic script that looks for a global `L`.
import * as L from "leaflet";

globalThis.L = L;

export { L };

/**
 * Whether a click on an element over the map only ends a drag of it; Leaflet tells so of its own layers alone.
 * A click that no pointer made (`detail` is 0) ends none.
 */
export const endsDrag = (map, event) => event.detail > 0 && map.dragging.moved();

export const protomaps = globalThis.protomapsL;
