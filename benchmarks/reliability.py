"""The reliability plot: stated confidence against the share that is right, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from scoring import calibration_error, reliability

_SIDE, _LEFT, _TOP, _WIDTH, _HEIGHT = 320, 56, 24, 400, 400
_STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1E1F1C }
  .frame, .grid, .even { fill: none; stroke: #5E6158 }
  .grid { stroke-opacity: .2 } .even { stroke-dasharray: 4 4 }
  .curve { fill: none; stroke: #0B6B66; stroke-width: 1.5 }
  circle { fill: #0B6B66 }
  @media (prefers-color-scheme: dark) {
    text { fill: #EDEBE4 } .frame, .grid, .even { stroke: #A9ABA2 }
    .curve { stroke: #4FC3B8 } circle { fill: #4FC3B8 }
  }
"""


def plot(judged: Sequence[tuple[float, bool]], subtitle: str) -> str:
    """SVG of (confidence, right) pairs in ten bins of equal count."""
    bins = reliability(judged)
    error = calibration_error(judged) or 0.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>Reliability of Dateline's confidence on documents it was not fitted on</title>",
        f"<desc>{escape(subtitle)}; expected calibration error {error:.3f}</desc>",
        f"<style>{_STYLE}</style>",
    ]
    for step in range(6):
        value = step / 5
        x, y = _point(value, value)
        parts += [
            f'<path class="grid" d="M{x} {_TOP}V{_TOP + _SIDE}M{_LEFT} {y}H{_LEFT + _SIDE}"/>',
            f'<text x="{x}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{value:.1f}</text>',
            f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{value:.1f}</text>',
        ]
    parts += [
        f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>',
        f'<path class="even" d="M{_LEFT} {_TOP + _SIDE}L{_LEFT + _SIDE} {_TOP}"/>',
    ]
    points = [_point(confidence, right) for confidence, right, _ in bins]
    parts.append(f'<path class="curve" d="M{"L".join(f"{x} {y}" for x, y in points)}"/>')
    for (x, y), (confidence, right, count) in zip(points, bins, strict=True):
        label = f"confidence {confidence:.3f}, right {right:.3f}, {count} names"
        parts.append(f'<circle cx="{x}" cy="{y}" r="4"><title>{label}</title></circle>')
    middle, lowest = _LEFT + _SIDE / 2, _TOP + _SIDE + 40
    parts += [
        f'<text x="{middle}" y="{lowest}" text-anchor="middle">confidence</text>',
        (
            f'<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">'
            "share at the right place</text>"
        ),
        f'<text x="{_LEFT + 8}" y="{_TOP + 18}">{escape(subtitle)}</text>',
        f'<text x="{_LEFT + 8}" y="{_TOP + 36}">calibration error {error:.3f}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _point(across: float, up: float) -> tuple[float, float]:
    return round(_LEFT + across * _SIDE, 1), round(_TOP + (1 - up) * _SIDE, 1)
