"""Text in a picture: which font can write it, how wide it is, where it breaks.

Fonts are files that come with Dateline or with matplotlib, never those of the machine: the same map
looks the same everywhere. Text is untrusted: it is drawn as it stands, never read as mathematics.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.resources import static_path

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_ELLIPSIS = "…"


class Face(Enum):
    """A face of the page; the second file, of matplotlib, writes what the first cannot."""

    TEXT = (("inter-print", "500Medium", "Inter_500Medium.ttf"), "DejaVuSans.ttf")
    STRONG = (("inter-print", "600SemiBold", "Inter_600SemiBold.ttf"), "DejaVuSans-Bold.ttf")
    SLANTED = (
        ("inter-print", "500Medium_Italic", "Inter_500Medium_Italic.ttf"),
        "DejaVuSans-Oblique.ttf",
    )
    TITLE = (
        ("source-serif-print", "600SemiBold", "SourceSerif4_600SemiBold.ttf"),
        "DejaVuSerif-Bold.ttf",
    )


def legible(text: str, face: Face = Face.TEXT) -> str:
    """The text on one line, without what no font of the face has a shape for."""
    kept = " ".join(_printable(text).split())
    if _font_file(kept, face) is not None:
        return kept
    known = max((_characters(path) for path in _files(face)), key=lambda has: _share(kept, has))
    return " ".join("".join(each for each in kept if ord(each) in known).split())


def can_write(text: str, face: Face = Face.TEXT) -> bool:
    """Whether one of the face's fonts has a shape for every character."""
    return bool(text) and _font_file(_printable(text), face) is not None


def first_legible(names: Iterable[str | None], face: Face = Face.TEXT) -> str:
    """The first of the names that can be written as it stands; "" if there is none."""
    for name in names:
        if name and can_write(name, face):
            return " ".join(_printable(name).split())
    return ""


def font(text: str, face: Face) -> FontProperties:
    """The font that writes a legible text."""
    return _properties(_font_file(text, face) or _files(face)[0])


def width_px(text: str, face: Face, size: float) -> float:
    """How wide a text runs at a size in pixels."""
    return _measured(text, face) * size


def wrapped(
    text: str, face: Face, *, size: float, width: float, lines: int | None = None
) -> list[str]:
    """The text in lines of at most `width` pixels; what is too much ends in an ellipsis."""
    made: list[str] = []
    for word in legible(text, face).split(" "):
        longer = f"{made[-1]} {word}" if made else word
        if made and width_px(longer, face, size) <= width:
            made[-1] = longer
        elif lines is None or len(made) < lines:
            made.append(_shortened(word, face, size, width))
        else:
            made[-1] = _shortened(f"{made[-1]}{_ELLIPSIS}", face, size, width)
            break
    return [line for line in made if line]


def _shortened(text: str, face: Face, size: float, width: float) -> str:
    if width_px(text, face, size) <= width:
        return text
    kept = text.rstrip(_ELLIPSIS)
    while kept and width_px(kept + _ELLIPSIS, face, size) > width:
        kept = kept[:-1].rstrip()
    return kept + _ELLIPSIS


def _printable(text: str) -> str:
    """Without controls, marks of direction and private or unassigned characters."""
    return "".join(
        " " if each.isspace() else each
        for each in unicodedata.normalize("NFC", text)
        if each.isspace() or unicodedata.category(each)[0] != "C"
    )


def _share(text: str, known: frozenset[int]) -> int:
    return sum(ord(each) in known for each in text)


@cache
def _files(face: Face) -> tuple[Path, Path]:
    import matplotlib as mpl

    ours, theirs = face.value
    return static_path("vendor", *ours), Path(mpl.get_data_path(), "fonts", "ttf", theirs)


def _font_file(text: str, face: Face) -> Path | None:
    for path in _files(face):
        known = _characters(path)
        if all(ord(each) in known for each in text):
            return path
    return None


@cache
def _characters(path: Path) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(path)).get_charmap())


@cache
def _properties(path: Path) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(path))


def _measured(text: str, face: Face) -> float:
    from matplotlib.textpath import TextToPath

    if not text:
        return 0.0
    properties = font(text, face).copy()
    properties.set_size(100.0)
    width, _, _ = TextToPath().get_text_width_height_descent(text, properties, ismath=False)
    return float(width) / 100.0
