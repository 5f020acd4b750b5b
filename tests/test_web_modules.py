"""A page asks for all its scripts at once."""

from __future__ import annotations

import re

from geo.resources import static_path
from geo.web.modules import modules_of


def test_all_that_the_page_imports_is_asked_for_at_once() -> None:
    modules = modules_of("js/main.js")
    assert len(set(modules)) == len(modules)
    assert "js/main.js" not in modules
    for name in modules:
        assert static_path(*name.split("/")).is_file()
    folder = static_path("js")
    for name in ("js/main.js", *modules):
        file = static_path(*name.split("/"))
        for target in re.findall(r'from "(\.[^"]+)"', file.read_text(encoding="utf-8")):
            path = (file.parent / target).resolve()
            assert f"js/{path.relative_to(folder.resolve()).as_posix()}" in (
                "js/main.js",
                *modules,
            )


def test_what_is_imported_only_when_needed_is_not_asked_for() -> None:
    assert all(
        "terra-draw" not in name and "supercluster" not in name for name in modules_of("js/main.js")
    )
