"""Who uses a workspace."""

from __future__ import annotations

READER = "reader"
"""Who makes changes, as long as Dateline knows one user only."""
