"""Step 5: an article map leaves as a file."""

from geo.exports.registry import FORMATS, Export, Format, write

__all__ = ["FORMATS", "Export", "Format", "write"]
