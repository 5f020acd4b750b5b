"""What is data per language: the words that tell languages apart, and English reading rules."""

from geo.languages.guess import guess_language

__all__ = ["guess_language"]
