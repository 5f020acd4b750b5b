// The only place where axes are swapped: GeoJSON and our interface say (lon, lat), Leaflet (lat, lon).

/** [lon, lat] in degrees -> [lat, lon]. */
export function toLatLng([lon, lat]) {
  return [lat, lon];
}

/** {lat, lng} -> [lon, lat] in degrees, lon within -180 to 180, rounded to 1e-6 (about 0.1 m). */
export function fromLatLng({ lat, lng }) {
  return [round(wrap(lng)), round(lat)];
}

/**
 * [west, south, east, north] -> [[south, west], [north, east]]. A box that crosses the antimeridian
 * (west > east, RFC 7946 section 5.2) is unrolled eastwards.
 */
export function toBounds([west, south, east, north]) {
  return [
    [south, west],
    [north, east < west ? east + 360 : east],
  ];
}

/** The longitude that a map of a box is centred on; 0 for no box. May lie beyond 180. */
export function middleOf(bbox) {
  if (!bbox) return 0;
  const [[, west], [, east]] = toBounds(bbox);
  return (west + east) / 2;
}

/** A position in the copy of the world that is nearest to a longitude: [-179, 0] near 180 is [181, 0]. */
export function near(longitude, [lon, lat]) {
  return [lon + 360 * Math.round((longitude - lon) / 360), lat];
}

/** A box in the copy of the world nearest to a longitude, unrolled: east is never less than west. */
export function bboxNear(longitude, bbox) {
  const [[south, west], [north, east]] = toBounds(bbox);
  const middle = (west + east) / 2;
  const by = near(longitude, [middle, 0])[0] - middle;
  return [west + by, south, east + by, north];
}

/**
 * A geometry with each of its parts in the copy of the world nearest to a longitude, so that an area
 * that was cut at the antimeridian is drawn in one piece.
 */
export function geometryNear(longitude, geometry) {
  const { type, coordinates } = geometry;
  if (type === "GeometryCollection") {
    return { type, geometries: geometry.geometries.map((part) => geometryNear(longitude, part)) };
  }
  if (type.startsWith("Multi")) {
    const single = type.slice(5);
    const parts = coordinates.map((part) => geometryNear(longitude, { type: single, coordinates: part }));
    return { type, coordinates: parts.map((part) => part.coordinates) };
  }
  const [west, , east] = bboxOf(geometry);
  const middle = (west + east) / 2;
  const by = near(longitude, [middle, 0])[0] - middle;
  const move = (value) =>
    typeof value[0] === "number" ? [value[0] + by, ...value.slice(1)] : value.map(move);
  return by ? { type, coordinates: move(coordinates) } : geometry;
}

/** Bounding box of a GeoJSON geometry, [west, south, east, north]; null for none. */
export function bboxOf(geometry) {
  let box = null;
  eachPosition(geometry, ([lon, lat]) => {
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  });
  return box;
}

function eachPosition(geometry, visit) {
  if (!geometry) return;
  if (geometry.type === "GeometryCollection") {
    for (const part of geometry.geometries) eachPosition(part, visit);
    return;
  }
  const walk = (value) => {
    if (typeof value[0] === "number") visit(value);
    else for (const part of value) walk(part);
  };
  walk(geometry.coordinates);
}

/**
 * Where a polygon's name may stand: the middle of the widest stretch that lies inside its largest
 * ring, with stretches near the middle of its height preferred. [lon, lat], null if it has no ring.
 */
export function namePoint(geometry) {
  const polygons =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  const ring = polygons.map((rings) => rings[0]).sort((a, b) => areaOf(b) - areaOf(a))[0];
  if (!ring) return null;
  const lats = ring.map((position) => position[1]);
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  let best = null;
  const lines = 17;
  for (let i = 1; i < lines; i += 1) {
    const share = i / lines;
    const lat = south + (north - south) * share;
    const crossings = [];
    for (let k = 0; k + 1 < ring.length; k += 1) {
      const [x1, y1] = ring[k];
      const [x2, y2] = ring[k + 1];
      if (y1 > lat !== y2 > lat) crossings.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const width = crossings[k + 1] - crossings[k];
      const worth = width * (1 - Math.abs(share - 0.5) * 0.9);
      if (!best || worth > best.worth) best = { worth, at: [crossings[k] + width / 2, lat] };
    }
  }
  return best ? best.at : ring[0];
}

function areaOf(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  }
  return Math.abs(sum) / 2;
}

/** Initial direction from one position to another, degrees clockwise from north. */
export function bearing([lon1, lat1], [lon2, lat2]) {
  const [a, b, d] = [radians(lat1), radians(lat2), radians(lon2 - lon1)];
  const y = Math.sin(d) * Math.cos(b);
  const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** Great-circle distance in kilometres on the sphere of radius 6371.0088 km. */
export function distanceKm([lon1, lat1], [lon2, lat2]) {
  const [a, b] = [radians(lat1), radians(lat2)];
  const h =
    Math.sin((b - a) / 2) ** 2 +
    Math.cos(a) * Math.cos(b) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Coordinates as people type them: "48.28, 37.18", "48.28 N 37.18 E", "37°10'48\"E 48°16'N". Without
 * letters the first number is the latitude, as on every map site. Answers [lon, lat] or null.
 */
export function parseCoordinates(text) {
  const number = "(-?\\d+(?:[.,]\\d+)?)";
  const part = `([NSEW])?\\s*${number}\\s*[°º]?\\s*(?:${number}\\s*['′’]\\s*)?(?:${number}\\s*(?:["″”]|''))?\\s*([NSEW])?`;
  const match = new RegExp(`^\\s*${part}\\s*(?:[,;/]\\s*|\\s+)${part}\\s*$`, "i").exec(text);
  if (!match) return null;
  const read = (from) => {
    const [before, degrees, minutes, seconds, after] = match.slice(from, from + 5);
    const letter = (before || after || "").toUpperCase();
    const whole = Number(degrees.replace(",", "."));
    const rest =
      Number((minutes || "0").replace(",", ".")) / 60 +
      Number((seconds || "0").replace(",", ".")) / 3600;
    const size = Math.abs(whole) + rest;
    const negative = whole < 0 || Object.is(whole, -0) || letter === "S" || letter === "W";
    return { letter, degrees: negative ? -size : size };
  };
  const [first, second] = [read(1), read(6)];
  const eastFirst = /[EW]/.test(first.letter) || /[NS]/.test(second.letter);
  if (eastFirst && (/[NS]/.test(first.letter) || /[EW]/.test(second.letter))) return null;
  const [lon, lat] = eastFirst
    ? [first.degrees, second.degrees]
    : [second.degrees, first.degrees];
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  return [round(lon), round(lat)];
}

/** [lon, lat] -> "48.2800, 37.1800": latitude first, as map sites take it. */
export function sayDecimal([lon, lat]) {
  return `${lat.toFixed(4)}, ${lon.toFixed(4)}`;
}

/** [lon, lat] -> "48° 16′ 48″ N, 37° 10′ 48″ E". */
export function sayDegrees([lon, lat]) {
  const say = (value, plus, minus) => {
    const seconds = Math.round(Math.abs(value) * 3600);
    const two = (number) => String(number).padStart(2, "0");
    const whole = `${Math.floor(seconds / 3600)}° ${two(Math.floor(seconds / 60) % 60)}′ ${two(seconds % 60)}″`;
    return `${whole} ${value < 0 ? minus : plus}`;
  };
  return `${say(lat, "N", "S")}, ${say(lon, "E", "W")}`;
}

/** [lon, lat] -> "48.28° N, 37.18° E". */
export function sayCoordinates([lon, lat]) {
  const say = (value, plus, minus) =>
    `${Math.abs(value).toFixed(4).replace(/\.?0+$/, "")}° ${value < 0 ? minus : plus}`;
  return `${say(lat, "N", "S")}, ${say(lon, "E", "W")}`;
}

function radians(degrees) {
  return (degrees * Math.PI) / 180;
}

function wrap(lon) {
  return lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
}

function round(value) {
  return Math.round(value * 1e6) / 1e6;
}
