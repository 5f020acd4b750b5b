// Where the names beside the symbols stand, so that they do not cover each other. Pure.

const GAP = 2;

/**
 * `items`: `{x, y, reach, width, height, weight, fixed?, yields?}` in pixels; `fixed` ones stand
 * centred on their point (names of areas) and win over all but heavier ones of their kind, unless
 * they yield to everything ("between Kursk and Sudzha" to both towns). Answers for each "centre",
 * "east", "west", "north", "south", or null where there is no room.
 */
export function placeNames(items) {
  const taken = items.map((item) => ({
    left: item.x - item.reach,
    right: item.x + item.reach,
    top: item.y - item.reach,
    bottom: item.y + item.reach,
    owner: item,
  }));
  const sides = new Array(items.length).fill(null);
  const order = items
    .map((item, i) => ({ item, i }))
    .sort((a, b) => rank(b.item) - rank(a.item) || b.item.weight - a.item.weight || a.i - b.i);
  for (const { item, i } of order) {
    for (const side of item.fixed ? ["centre"] : ["east", "west", "north", "south"]) {
      const box = boxAt(item, side);
      const others = item.fixed && !item.yields ? taken.filter((other) => other.centred) : taken;
      if (others.some((other) => other.owner !== item && overlap(box, other))) continue;
      sides[i] = side;
      taken.push({ ...box, owner: item, centred: item.fixed });
      break;
    }
  }
  return sides;
}

function rank({ fixed, yields }) {
  return yields ? -1 : fixed ? 1 : 0;
}

function boxAt({ x, y, reach, width, height }, side) {
  const left = {
    centre: x - width / 2,
    north: x - width / 2,
    south: x - width / 2,
    east: x + reach,
    west: x - reach - width,
  }[side];
  const top = {
    centre: y - height / 2,
    east: y - height / 2,
    west: y - height / 2,
    north: y - reach - height,
    south: y + reach,
  }[side];
  return { left, right: left + width, top, bottom: top + height };
}

function overlap(a, b) {
  return (
    a.left < b.right + GAP && a.right + GAP > b.left && a.top < b.bottom + GAP && a.bottom + GAP > b.top
  );
}
