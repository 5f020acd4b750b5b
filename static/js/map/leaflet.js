// Leaflet and what draws with it. protomaps-leaflet is a classic script that looks for a global `L`.
import * as L from "leaflet";

globalThis.L = L;

export { L };
export const protomaps = globalThis.protomapsL;
