"""The colours of kinds are told apart by everybody, and are seen on land, on water and on paper.

Simulation of dichromacy: Vienot, Brettel and Mollon 1999, "Digital video colourmaps for checking
the legibility of displays by dichromats", the matrices for linear RGB. Difference: CIE76 in L*a*b*.
Contrast: WCAG 2.2, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

import itertools
import math
import re

import pytest

from geo.resources import static_path

Colour = tuple[float, float, float]

KINDS = ("area", "town", "natural", "facility", "note")
_IDENTITY = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SIGHT = {
    "typical": _IDENTITY,
    "deuteranopia": (
        (0.29275, 0.70725, 0.0),
        (0.29275, 0.70725, 0.0),
        (-0.02234, 0.02234, 1.0),
    ),
    "protanopia": (
        (0.11238, 0.88762, 0.0),
        (0.11238, 0.88762, 0.0),
        (0.00401, -0.00401, 1.0),
    ),
}


def _tokens(theme: str) -> dict[str, Colour]:
    """The colours that tokens.css names for a theme, as linear RGB."""
    sheet = static_path("css", "tokens.css").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"(:root[^{,]*)\{([^}]*)\}", sheet))
    light = next(body for head, body in blocks.items() if head.strip() == ":root")
    dark = next(body for head, body in blocks.items() if 'data-theme="dark"' in head)
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6});", light if theme == "light" else dark)
    return {name: _linear(value) for name, value in found}


def _linear(value: str) -> Colour:
    parts = [int(value[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return (red, green, blue)


def _seen(colour: Colour, sight: str) -> Colour:
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True))))
        for row in SIGHT[sight]
    )
    return (red, green, blue)


def _lab(colour: Colour) -> Colour:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def _luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_the_kinds_of_names_in_the_text_are_told_apart_by_colour(theme: str, sight: str) -> None:
    # On the map every kind, notes too, has a shape of its own; in the text only the line under a
    # name says the kind. A difference of 2.3 is just seen.
    tokens = _tokens(theme)
    for one, other in itertools.combinations(("area", "town", "natural", "facility"), 2):
        a, b = (_lab(_seen(tokens[name], sight)) for name in (one, other))
        assert math.dist(a, b) > 10, (one, other)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", ["land", "water", "paper", "panel"])
def test_symbols_stand_out_from_every_ground(theme: str, sight: str, ground: str) -> None:
    tokens = _tokens(theme)
    for kind in (*KINDS, "actor"):
        found = _contrast(_seen(tokens[kind], sight), _seen(tokens[ground], sight))
        assert found >= 3, (kind, round(found, 2))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_text_is_read_on_every_ground(theme: str, sight: str) -> None:
    tokens = _tokens(theme)
    for ink, ground in itertools.product(
        ("ink", "muted", "alert"), ("paper", "panel", "sunk", "land")
    ):
        found = _contrast(_seen(tokens[ink], sight), _seen(tokens[ground], sight))
        assert found >= 4.5, (ink, ground, round(found, 2))
