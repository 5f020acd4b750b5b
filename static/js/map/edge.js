// Where on the edge of the view a place outside it is named. Pure.

const INSET = 10;

/**
 * The top left corner for a chip of `chip` {x, y} pixels on the edge of a view of `size`, in the
 * direction of `target` (pixels of the view, outside it), moved along the edge off the `obstacles`.
 */
export function chipPosition(target, size, chip, obstacles) {
  const centre = { x: size.x / 2, y: size.y / 2 };
  const dx = target.x - centre.x || 1e-9;
  const dy = target.y - centre.y || 1e-9;
  const reach = { x: centre.x - INSET - chip.x / 2, y: centre.y - INSET - chip.y / 2 };
  const onSide = Math.abs(dx) / Math.max(reach.x, 1) > Math.abs(dy) / Math.max(reach.y, 1);
  const scale = onSide ? reach.x / Math.abs(dx) : reach.y / Math.abs(dy);
  const at = {
    x: Math.round(centre.x + dx * scale - chip.x / 2),
    y: Math.round(centre.y + dy * scale - chip.y / 2),
  };
  // Ever farther along that edge, both ways; then on the edges beside it, from the near corner on.
  const first = onSide ? "y" : "x";
  const other = onSide ? "x" : "y";
  const beside = (low) => ({ ...at, [first]: low ? INSET : size[first] - INSET - chip[first] });
  const near = at[first] + chip[first] / 2 < centre[first];
  const tries = [
    [at, first],
    [beside(near), other],
    [beside(!near), other],
  ];
  for (const [from, along] of tries) {
    const place = slide(from, along, size, chip, obstacles);
    if (place) return place;
  }
  const most = size[first] - INSET - chip[first];
  return { ...at, [first]: Math.min(Math.max(at[first], INSET), most) };
}

function slide(from, along, size, chip, obstacles) {
  const most = size[along] - INSET - chip[along];
  const start = Math.min(Math.max(from[along], INSET), most);
  for (let by = 0; by <= size[along]; by += 6) {
    for (const sign of [-1, 1]) {
      const place = { ...from, [along]: start + sign * by };
      if (place[along] < INSET || place[along] > most) continue;
      if (!obstacles.some((one) => covers(one, place, chip))) return place;
    }
  }
  return null;
}

function covers(one, at, chip) {
  const gap = 6;
  return (
    at.x < one.right + gap &&
    at.x + chip.x > one.left - gap &&
    at.y < one.bottom + gap &&
    at.y + chip.y > one.top - gap
  );
}
