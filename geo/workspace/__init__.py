"""The use cases: add an article, open its map, correct it, annotate it, export it."""

from __future__ import annotations

from geo.workspace.drafts import Draft
from geo.workspace.overlays import OverlayDraft
from geo.workspace.workspace import Added, Workspace

__all__ = ["Added", "Draft", "OverlayDraft", "Workspace"]
