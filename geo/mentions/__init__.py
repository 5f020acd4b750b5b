"""Step 2: the stretches of text that refer to places, and what each does in its sentence."""

from geo.mentions.finding import find, preload
from geo.mentions.marking import mark

__all__ = ["find", "mark", "preload"]
