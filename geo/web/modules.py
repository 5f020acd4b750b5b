"""Which script modules a page will need, so that it can ask for all of them at once.

Without this a browser learns of each module only from the one that imports it: three round trips.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from flask import Flask

from geo.resources import static_path

# Only imports at the top of a module: `import(…)` is for what most visits do not need.
_IMPORT = re.compile(r"""^(?:import|export)\s[^;"']*?from\s*["'](\.[^"']+)["']""", re.MULTILINE)


def register(app: Flask) -> None:
    """Give templates `modules_of("js/main.js")`."""
    app.jinja_env.globals["modules_of"] = modules_of


@cache
def modules_of(entry: str) -> tuple[str, ...]:
    """All modules that `entry` imports, directly or not, without itself, nearest first.

    `entry` and the answer are paths in the static folder, such as `js/main.js`.
    """
    root = static_path()
    found = [entry]
    for name in found:
        found.extend(other for other in _imports(root, name) if other not in found)
    return tuple(found[1:])


def _imports(root: Path, name: str) -> list[str]:
    file = root / name
    targets = _IMPORT.findall(file.read_text(encoding="utf-8"))
    paths = ((file.parent / target).resolve() for target in targets)
    return list(dict.fromkeys(path.relative_to(root.resolve()).as_posix() for path in paths))
