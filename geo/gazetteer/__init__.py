"""The lookup of names to places."""

from geo.gazetteer.gazetteer import Gazetteer, NameStatistics
from geo.gazetteer.scanning import Hit, Skip

__all__ = ["Gazetteer", "Hit", "NameStatistics", "Skip"]
