"""The map as one HTML file that opens with the network off, and as a folium map for notebooks."""

from geo.exports.html.writer import folium_map, write

__all__ = ["folium_map", "write"]
