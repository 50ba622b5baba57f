"""The HTML report of a run: a first page, and one page an article.

Every page stands alone: its style is in it, it has no script, and its content security policy lets nothing
be loaded. So it opens from a folder, a mail or a bucket, and nothing in a scraped text can act.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from presscheck.report.article import Limits, article_page, dossier
from presscheck.report.overview import overview
from presscheck.report.tables import SEVERITIES, RunTables
from presscheck.report.visible import plain, visible

MAX_PAGE_BYTES = 1_000_000
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"(?i)https?://[!-~]{1,700}")


def build(run_dir: Path, run: dict[str, Any]) -> Path:
    """Write ``index.html`` and ``articles/<article_id>.html`` into a run folder; returns the former.

    `run_dir` holds ``data/*.parquet``. `run` has ``version``, ``started`` (ISO 8601), ``inputs`` (list of
    ``{source, raw_sha256}``), ``counts``, and ``left_out`` (names of files that were not read). The pages
    depend on these and on nothing else. Raises FileNotFoundError where a table is missing, and ValueError
    where an article id cannot be a file name or a ledger does not fit its text.
    """
    tables = RunTables(run_dir)
    unfit = next((known for known in tables.articles if not _FILE_NAME.fullmatch(known)), None)
    if unfit is not None:
        raise ValueError(f"article id {plain(unfit)!r} cannot be the name of a page")
    folder = run_dir / "articles"
    folder.mkdir(exist_ok=True)
    for article_id, clean_text in tables.texts():
        _write(folder / f"{article_id}.html", _article(tables, article_id, clean_text, run))
    index = run_dir / "index.html"
    _write(index, _render("index.html", **overview(tables, run)))
    return index


def _article(tables: RunTables, article_id: str, clean_text: str, run: dict[str, Any]) -> str:
    """One page, with less and less on it until it is small enough to open at once."""
    about, limits = dossier(tables, article_id, clean_text), Limits()
    while True:
        page = _render("article.html", run=run, **article_page(tables, about, limits))
        if len(page) * 4 <= MAX_PAGE_BYTES or len(page.encode()) <= MAX_PAGE_BYTES or limits.text_bytes < 1_000:
            return page
        limits = limits.halved()


def _write(path: Path, page: str) -> None:
    """The same bytes on every system."""
    path.write_bytes(page.encode("utf-8"))


def _render(template: str, **context: Any) -> str:
    return _environment().get_template(template).render(context)


@cache
def _environment() -> Environment:
    css = (files("presscheck.report") / "static" / "report.css").read_text("utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("presscheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The style sheet is ours; escaping it would change it and break its digest.
    environment.globals |= {"css": Markup(css), "css_digest": digest, "SEVERITIES": SEVERITIES}  # noqa: S704
    environment.globals |= {"plural": plural, "web_address": web_address}
    environment.filters |= {
        "plain": plain,
        "n": thousands,
        "share": share,
        "lang": language_attribute,
        "file_name": file_name,
    }
    return environment


def thousands(number: int) -> str:
    """``8,211``."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``8,211 articles``, ``2 info``."""
    return f"{number:,} {one if number == 1 or one == 'info' else many or one + 's'}"


def share(part: float) -> Markup:
    """``31 %``; what is not nothing is never shown as 0, nor what is not all as 100."""
    percent = round(100 * part)
    few = "under " if percent == 0 and part > 0 else ""
    return Markup("{}{}&nbsp;%").format(few, 1 if few else min(percent, 99) if part < 1 else percent)


def language_attribute(language: str | None) -> str:
    """The language if it can stand in a ``lang`` attribute, else "", which says that it is unknown."""
    return language if language and _LANGUAGE.fullmatch(language) else ""


def web_address(url: str | None) -> str:
    """The URL if a reader may follow it: http or https and nothing else; else ""."""
    return url if url and _WEB_ADDRESS.fullmatch(url) else ""


def file_name(source: str) -> str:
    """The last part of a source."""
    return source.rstrip("/").rpartition("/")[2] or source
