// Choosing what the map shows so that nothing that matters lies under the card or the legend. Pure.

const STEPS = 36;

/**
 * The largest whole zoom, and the centre nearest to the middle, at which all boxes are inside the view
 * and none lies under an obstacle.
 *
 * `boxes(zoom)` answers rectangles `{left, top, right, bottom}` in world pixels at that zoom;
 * `obstacles` are such rectangles in pixels of the view; `size` is the view's `{x, y}`. If no zoom from
 * `max` down to two below the first one that would fit an empty view works, obstacles are ignored.
 * `near` (pixels of the view minus world pixels) asks for the smallest move instead of the middle.
 * Answers `{zoom, x, y}`, the centre in world pixels; with `strict`, null where obstacles forbid all.
 */
export function fit({ boxes, obstacles, size, min, max, margin = 18, strict = false, near = null }) {
  let fallback = null;
  for (let zoom = max; zoom >= min; zoom -= 1) {
    const rectangles = boxes(zoom);
    const all = union(rectangles);
    const slackX = size.x - 2 * margin - (all.right - all.left);
    const slackY = size.y - 2 * margin - (all.bottom - all.top);
    if (slackX < 0 || slackY < 0) continue;
    fallback ??= { zoom, x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 };
    if (zoom < fallback.zoom - 2) break;
    const shift = bestShift({ rectangles, all, obstacles, size, margin, slackX, slackY, near: zoom === max ? near : null });
    if (shift) return { zoom, x: size.x / 2 - shift.x, y: size.y / 2 - shift.y };
  }
  if (strict) return null;
  if (fallback) return fallback;
  const all = union(boxes(min));
  return { zoom: min, x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 };
}

/** What to add to world pixels to get pixels of the view; null if every choice hides something. */
function bestShift({ rectangles, all, obstacles, size, margin, slackX, slackY, near }) {
  const centre = { x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 };
  const middle = near
    ? { x: centre.x + near.x, y: centre.y + near.y }
    : free(obstacles, size);
  let best = null;
  for (let i = 0; i <= STEPS; i += 1) {
    for (let k = 0; k <= STEPS; k += 1) {
      const shift = {
        x: margin - all.left + (slackX * i) / STEPS,
        y: margin - all.top + (slackY * k) / STEPS,
      };
      const away =
        (centre.x + shift.x - middle.x) ** 2 + (centre.y + shift.y - middle.y) ** 2;
      if (best && away >= best.away) continue;
      if (!hides(rectangles, shift, obstacles)) best = { away, shift };
    }
  }
  return best?.shift ?? null;
}

function hides(rectangles, shift, obstacles) {
  return rectangles.some((box) =>
    obstacles.some(
      (one) =>
        box.left + shift.x < one.right &&
        box.right + shift.x > one.left &&
        box.top + shift.y < one.bottom &&
        box.bottom + shift.y > one.top,
    ),
  );
}

/** The centre of gravity of what the obstacles leave free. */
function free(obstacles, size) {
  let [area, x, y] = [size.x * size.y, (size.x ** 2 * size.y) / 2, (size.x * size.y ** 2) / 2];
  for (const one of obstacles) {
    const part = (one.right - one.left) * (one.bottom - one.top);
    area -= part;
    x -= (part * (one.left + one.right)) / 2;
    y -= (part * (one.top + one.bottom)) / 2;
  }
  return area > 0 ? { x: x / area, y: y / area } : { x: size.x / 2, y: size.y / 2 };
}

export function union(rectangles) {
  return {
    left: Math.min(...rectangles.map((one) => one.left)),
    top: Math.min(...rectangles.map((one) => one.top)),
    right: Math.max(...rectangles.map((one) => one.right)),
    bottom: Math.max(...rectangles.map((one) => one.bottom)),
  };
}

/** Whether a rectangle lies in the view and clear of all obstacles, in pixels of the view. */
export function isClear(box, obstacles, size) {
  return (
    box.left >= 0 &&
    box.top >= 0 &&
    box.right <= size.x &&
    box.bottom <= size.y &&
    !hides([box], { x: 0, y: 0 }, obstacles)
  );
}
