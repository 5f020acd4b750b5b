"""Who holds which ground, by the reader's sources: under the places, with a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from geo.exports.picture.paper import Paper
from geo.exports.picture.view import View
from geo.layers import OVERLAY_COLOURS, OVERLAY_DASHES, OVERLAY_FILL, overlay_style
from geo.model import Overlay


def draw_overlays(paper: Paper, view: View, overlays: Sequence[Overlay], *, dark: bool) -> None:
    """Draw the areas and lines, those of one name alike."""
    for overlay in overlays:
        for part in overlay.parts:
            number = overlay_style(overlay, part.name)
            colour, dash = OVERLAY_COLOURS[number][dark], OVERLAY_DASHES[number]
            shape = view.shape(part.geometry)
            if shapely.get_dimensions(part.geometry) == 2:
                paper.area(
                    shape, fill=colour, opacity=OVERLAY_FILL, line=colour, width=1.6, dash=dash
                )
            else:
                paper.line(shape, colour, 2.2, dash=dash)
