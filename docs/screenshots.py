"""Makes the pictures of the documents from the real page: `python docs/screenshots.py`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from serving import served  # noqa: E402


def main() -> None:
    target = ROOT / "docs" / "images" / "page.png"
    target.parent.mkdir(exist_ok=True)
    with served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(server.article)
        page.wait_for_selector("html[data-ready=true]")
        page.get_by_role("link", name="Pokrovsk").first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)  # the last tiles fade in
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
