"""Dateline: turns a news article into a map one can trust."""
