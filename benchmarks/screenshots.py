"""Pictures of every kind of page of the report of ``seeds/``: light, dark, narrow and printed, to be looked at.

``python benchmarks/screenshots.py [--out .cache/screenshots]``; also the two that the README shows. The seeds are audited
twice, three files fewer the first time, so that there is something to say of what changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from presscheck.report import site
from presscheck.report.html import build

ROOT = Path(__file__).parents[1]
LATER = 3
"""Files that the first audit lacks."""
ARTICLE_BYTES, SMALL_FOLDER_BYTES = 1_000_000, 20_000_000
"""As if articles were so large that not all of the seeds can have a page: some have windows."""
ARTICLE = "0003_delta-morning-post_river-rules"
"""In most of the pictures of an article; it has fields in conflict."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is opened."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


LOOKS = (Look("light", 1280), Look("dark", 1280, "dark"), Look("narrow", 320), Look("print", 720, media="print"))


def audited(folder: Path) -> Path:
    """The seeds, audited twice in a folder; the second run."""
    files = sorted((ROOT / "seeds" / "raw").iterdir())
    raw = folder / "seeds" / "raw"
    raw.mkdir(parents=True)
    command = [str(Path(sys.executable).with_name("presscheck")), "audit", "seeds/raw", "--data-docs"]
    for some in (files[LATER:], files[:LATER]):
        for path in some:
            shutil.copy(path, raw)
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return max(path.parent for path in (folder / "reports").glob("*/run.json"))


def pages(run_dir: Path) -> dict[str, Path]:
    """Kind -> one page of it."""
    found = {"overview": run_dir / "index.html", "explorer": run_dir / "explorer.html"}
    for kind in (*site.FOLDERS, "data_docs"):
        some = sorted((run_dir / kind).glob("*.html"), key=lambda path: (-path.stat().st_size, path.name))
        marked = [path for path in some if kind == "articles" and ARTICLE in path.read_text("utf-8")[:40_000]]
        if some:
            found[kind] = (marked or some)[0]
    return found


def take(browser: Browser, look: Look, path: Path, picture: Path, height: int = 0) -> None:
    """One picture: of the first `height` pixels, or the whole page."""
    context = browser.new_context(viewport={"width": look.width, "height": height or 900}, color_scheme=look.scheme)
    page = context.new_page()
    page.emulate_media(media=look.media, color_scheme=look.scheme)
    page.goto(path.as_uri())
    page.screenshot(path=picture, full_page=not height)
    context.close()


def main() -> None:
    """Audit, open, take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "screenshots")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        run_dir = audited(Path(name))
        shown = pages(run_dir)
        small = Path(name) / "small"
        small.mkdir()
        (small / "data").symlink_to(run_dir / "data")
        site.CHROME_BYTES, site.FOLDER_BYTES = ARTICLE_BYTES, SMALL_FOLDER_BYTES
        build(small, json.loads((run_dir / "run.json").read_text("utf-8")))
        shown["windows"] = pages(small)["windows"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for look in LOOKS:
            for kind, path in shown.items():
                take(browser, look, path, out / f"{kind}-{look.name}.png")
        for kind, picture in (("overview", "overview.png"), ("articles", "article.png")):
            take(browser, LOOKS[0], shown[kind], ROOT / "docs" / "images" / picture, height=960)
        browser.close()
    print(f"{len(LOOKS) * len(shown)} pictures: {out}")


if __name__ == "__main__":
    main()
