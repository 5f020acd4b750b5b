"""Step 3: which places the mentions mean, why, and how surely."""

from __future__ import annotations

from geo.places.focus import focus, frame, main_bbox
from geo.places.resolving import choose_entries, resolve

__all__ = ["choose_entries", "focus", "frame", "main_bbox", "resolve"]
