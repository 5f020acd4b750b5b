"""Step 3: which places the mentions mean, why, and how surely."""

from __future__ import annotations

from geo.places.focus import focus
from geo.places.resolving import resolve

__all__ = ["focus", "resolve"]
