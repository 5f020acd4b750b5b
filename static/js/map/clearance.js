// Where our own names, symbols and outlines stand, so that the basemap's names keep clear of them. Pure.

const CELL = 8; // pixels: outlines are kept as the cells that they pass through
const STEP = 4;

/**
 * `rectangles` are `{left, top, right, bottom}`, `lines` are lists of `[x, y]`, both in world pixels of
 * one zoom; `world` is the width of the world there. Answers `hits(box)` for a box `{minX, maxX, minY,
 * maxY}` in the same pixels, on any copy of the world.
 */
export function clearance({ rectangles, lines, world }) {
  const boxes = rectangles.flatMap((box) => copies(box.left, box.right, world).map((by) => shifted(box, by)));
  const cells = new Set();
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i += 1) mark(cells, line[i], line[i + 1], world);
  }
  return (box) => {
    for (const by of copies(box.minX, box.maxX, world)) {
      const [left, right] = [box.minX + by, box.maxX + by];
      const clash = boxes.some(
        (one) => one.left < right && one.right > left && one.top < box.maxY && one.bottom > box.minY,
      );
      if (clash || crosses(cells, left, right, box.minY, box.maxY)) return true;
    }
    return false;
  };
}

/** What to add to bring a stretch into the first copy of the world; two where it lies on the seam. */
function copies(left, right, world) {
  const by = -Math.floor(left / world) * world;
  return right + by > world ? [by, by - world] : [by];
}

function shifted(box, by) {
  return { left: box.left + by, right: box.right + by, top: box.top, bottom: box.bottom };
}

function mark(cells, [x1, y1], [x2, y2], world) {
  const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / STEP));
  for (let k = 0; k <= steps; k += 1) {
    const x = x1 + ((x2 - x1) * k) / steps;
    const y = y1 + ((y2 - y1) * k) / steps;
    cells.add(keyOf((((x % world) + world) % world) / CELL, y / CELL));
  }
}

function crosses(cells, left, right, top, bottom) {
  for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1) {
    for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) {
      if (cells.has(keyOf(x, y))) return true;
    }
  }
  return false;
}

function keyOf(x, y) {
  return Math.floor(x) * 1e6 + Math.floor(y);
}
