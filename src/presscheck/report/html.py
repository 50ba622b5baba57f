"""The HTML report of a run: a first page, an explorer, and pages for articles, rules, outlets, stories and suites.

Every page stands alone: its style is in it, and its content security policy lets nothing be loaded. So it opens from a
folder, a mail or a bucket, and nothing in a scraped text can act. Pages of articles have one script of ours, named by its
digest. The explorer alone loads something: its rows.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from presscheck.history import Since
from presscheck.report import explorer
from presscheck.report.article import Dossier, Gathered, Limits, article_page, dossier, gather, page_text
from presscheck.report.hits import RuleHits, rule_hits
from presscheck.report.outlet_page import Outlets
from presscheck.report.overview import Numbers, exemplary, overview
from presscheck.report.parts import rule_link, sentence, severity
from presscheck.report.rule_page import MAX_EXAMPLES, rule_page, wanted
from presscheck.report.site import FILE_NAME, MAX_PAGE_BYTES, Fixed, Site, plan
from presscheck.report.stored import Row, rows_of
from presscheck.report.story import shown_members, story_page, told
from presscheck.report.suite_page import suite_page
from presscheck.report.tables import SEVERITIES, RunTables, finding_order
from presscheck.report.taken import Taken, taken
from presscheck.report.visible import lines, plain, visible
from presscheck.report.windows import MESSAGE, TITLE, Window, window, windows
from presscheck.spool import Parcel
from presscheck.tables import EDIT, Each
from presscheck.wording import plural

MAX_OVERVIEW_BYTES = 300_000
MAX_SHRINK = 6
"""How often what is on a page is halved before it is written as it is."""
MANY, AT_ONCE = 200, 20
"""Articles that are worth other processes, and how many pages of them each is given at a time."""
EDITS = ("article_id", *EDIT)
FINDING = ("article_id", "rule", "severity", "start", "end", "line", "col", "message", "fingerprint", "waived")
"""Columns that windows are made of."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"(?i)https?://[!-~]{1,700}")


def build(run_dir: Path, run: dict[str, Any], since: Since | None = None, each: Each = map) -> Path:
    """Write ``index.html`` and the pages of `presscheck.report.site` into a run folder; returns the former.

    `run_dir` holds ``data/*.parquet``. `run` has ``version``, ``started`` (ISO 8601), ``counts``, ``unreadable`` (list of
    ``{source, raw_sha256}``), ``left_out`` (names of files that were not read), and perhaps ``settings``.
    `since` is what earlier runs of the same paths found. `each` makes the pages of articles where there are
    many. The pages depend on the tables, `run` and `since`, and on nothing else. Raises FileNotFoundError where a table is
    missing, and ValueError where an article id cannot be a file name or the ledger of an article that is shown does not fit its text.
    """
    tables = RunTables(run_dir, run.get("settings", {}).get("select", ()))
    unfit = next((known for known in tables.articles if not FILE_NAME.fullmatch(known)), None)
    if unfit is not None:
        raise ValueError(f"article id {plain(unfit)!r} cannot be the name of a page")
    every = rule_hits(tables)
    fixed = Fixed(len(_style()), len(_script("review")), explorer.weight(tables))
    site = plan(tables, fixed, every, run.get("settings", {}).get("evidence") == "full")
    sources = taken(tables)
    numbers = _Shelf(run_dir, run, tables, site, sources).fill(every, each if len(tables.articles) >= MANY else map)
    _explorer(run_dir, run, tables, site, since)
    index = run_dir / "index.html"
    for shrink in range(MAX_SHRINK + 1):
        page = _render("index.html", site=site, **overview(tables, run, every, numbers, sources, since, shrink))
        if len(page.encode()) <= MAX_OVERVIEW_BYTES:
            break
    _write(index, page)
    return index


def _explorer(run_dir: Path, run: dict[str, Any], tables: RunTables, site: Site, since: Since | None) -> None:
    """The explorer and the scripts that hold its rows."""
    (run_dir / explorer.FOLDER).mkdir(exist_ok=True)
    new = {(row["rule"], row["fingerprint"]) for row in since.diff.new} if since and since.diff else frozenset()
    addresses = []
    for address, script in explorer.shards(tables, site, new):
        _write(run_dir / address, script)
        addresses.append(address)
    page = _render("explorer.html", run=run, articles_count=len(tables.articles), shards=sorted(addresses))
    _write(run_dir / "explorer.html", page)


class _Shelf:
    """Writes every page but the first. The texts of the batch are gone through once."""

    def __init__(self, run_dir: Path, run: dict[str, Any], tables: RunTables, site: Site, sources: list[Taken]) -> None:
        self._run_dir = run_dir
        self._run = run
        self._tables = tables
        self._site = site
        self._sources = sources

    def _put(self, address: str, template: str, shown: Callable[[int], dict[str, Any]]) -> None:
        _put(self._run_dir / address, template, shown, run=self._run, site=self._site)

    def fill(self, every: list[RuleHits], each: Each = map) -> Numbers:
        """All pages of articles, then those of rules, outlets, stories and suites; what the first page wants to know."""
        tables, site = self._tables, self._site
        hits = [rule for rule in every if site.rule(rule.code)]
        in_windows = wanted({rule.code: tables.articles.named(rule.articles[:MAX_EXAMPLES]) for rule in hits})
        named = exemplary(tables, every)
        by_number = wanted(named)
        stories = [told(tables, story_id) for story_id in sorted(site.stories)]
        needed = {known for story in stories for known in shown_members(story)}
        texts: dict[str, str] = {}
        examples: dict[tuple[str, str], Window] = {}
        numbers: dict[tuple[str, str], int] = {}

        def note(about: Dossier, clean_text: str) -> None:
            """Keep what later pages show of an article."""
            if about.article_id in needed:
                texts[about.article_id] = clean_text
            if about.article_id not in in_windows and about.article_id not in by_number:
                return
            first = {
                row["rule"]: number for number, row in reversed([*enumerate(about.findings, 1)]) if not row["waived"]
            }
            for code in in_windows.get(about.article_id, ()):
                examples[code, about.article_id] = window(about.text, first[code], about.findings[first[code] - 1])
            for code in by_number.get(about.article_id, ()):
                numbers[code, about.article_id] = first[code]

        self._articles(each, note, {*in_windows, *by_number, *needed})
        folder = self._run.get("settings", {}).get("plugins", "")
        for rule in hits:
            self._put(site.rule(rule.code), "rule.html", partial(rule_page, tables, rule, examples, folder))
        outlets = Outlets(tables, self._sources)
        for outlet in site.outlets:
            self._put(site.outlet(outlet), "outlet.html", partial(outlets.page, outlet))
        for story in stories:
            some = {known: texts[known] for known in shown_members(story)}
            self._put(site.story(story.story_id), "story.html", partial(story_page, tables, story, some))
        for suite in site.suites:
            self._put(site.suite(suite), "suite.html", partial(suite_page, tables, suite))
        return {(code, known): numbers[code, known] for code, articles in named.items() for known in articles}

    def _articles(self, each: Each, note: Callable[[Dossier, str], None], noted: Set[str]) -> None:
        """The pages of articles, and the windows of the others. `note` sees those with a page, and the `noted` ones."""
        site, run_dir = self._site, self._run_dir
        (run_dir / "articles").mkdir(exist_ok=True)
        parts: dict[int, list[_Packed]] = {}
        sizes = Counter(site.parts.values())
        ready: list[Callable[[], None]] = []
        for found in each(_do, self._jobs(note, noted, ready)):
            for one in found or ():
                number = site.parts[one.article_id]
                part = parts.setdefault(number, [])
                part.append(one)
                if len(part) == sizes[number]:
                    path = run_dir / site.article(one.article_id).partition("#")[0]
                    ready.append(partial(_write_windows, path, self._head, self._part(parts.pop(number))))
        deque(each(_do, ready), maxlen=0)

    def _jobs(
        self, note: Callable[[Dossier, str], None], noted: Set[str], ready: list[Callable[[], None]]
    ) -> Iterator[Callable[[], Sequence[_Packed] | None]]:
        """Calls that write the pages of articles, those that give the windows of the others, and what gets `ready`."""
        tables, site = self._tables, self._site
        full: list[Gathered] = []
        for some in tables.texts("title", "source"):
            others = {}
            for article_id, clean_text, title, source in some:
                own = article_id in site.full
                if own or article_id in noted:
                    about = dossier(tables, article_id, clean_text)
                    note(about, clean_text)
                if own:
                    full.append(gather(tables, about, site))
                elif article_id in site.parts:
                    others[article_id] = _Text(clean_text, title or source, source)
                if len(full) == AT_ONCE:
                    yield partial(_write_articles, self._run_dir, self._head, full)
                    full = []
            if others:
                places = [tables.articles.places[known] for known in others]
                stretch = min(places), max(places) + 1
                ledger = tables.ledger.between(*stretch, EDITS)
                findings = tables.all_findings.between(*stretch, FINDING)
                yield partial(_windows_of, others, ledger, findings, site.windows)
            while ready:
                yield ready.pop()
        yield partial(_write_articles, self._run_dir, self._head, full)

    @property
    def _head(self) -> dict[str, Any]:
        return {name: value for name, value in self._run.items() if name in ("run", "version", "started")}

    def _part(self, articles: list[_Packed]) -> _Part:
        """The windows of several articles, the worst first."""
        rank, places = self._tables.rank, self._tables.articles.places
        rules = {rule for one in articles for rule in one.rules}
        articles.sort(key=lambda one: rank[places[one.article_id]])
        return _Part([one.windows for one in articles], self._site.of((), rules), len(self._site.full))


class _Text(NamedTuple):
    """A text whose findings get windows."""

    clean_text: str
    heading: str
    source: str


def _windows_of(texts: Mapping[str, _Text], ledger: Any, findings: Any, limit: int) -> list[_Packed]:
    """The windows of some texts, at most so many each. Raises ValueError where a ledger does not fit its text.

    `ledger` and `findings` are the rows about these texts, as Arrow tables.
    """
    edits: dict[str, list[Row]] = {}
    found: dict[str, list[Row]] = {}
    for rows, of in ((ledger, edits), (findings, found)):
        for row in rows_of(rows):
            of.setdefault(row["article_id"], []).append(row)
    made = []
    for article_id, text in texts.items():
        page = page_text(text.clean_text, edits.get(article_id, ()), text.source)
        some, count = windows(page, sorted(found.get(article_id, ()), key=finding_order), limit)
        rules = tuple({one.row["rule"] for one in some})
        made.append(_Packed(article_id, rules, Parcel(_Windows(article_id, text.heading, some, count))))
    return made


class _Packed(NamedTuple):
    """The windows of one article, until those of all that share its page are there: as objects they take ten times as much."""

    article_id: str
    rules: tuple[str, ...]
    """Those of the findings in them."""
    windows: Parcel[_Windows]


class _Windows(NamedTuple):
    """The windows of one article, and how many findings it has in all."""

    article_id: str
    heading: str
    some: list[Window]
    findings: int


class _Part(NamedTuple):
    """What a page of windows shows."""

    articles: list[Parcel[_Windows]]
    site: Site
    full: int
    """Articles that have a page of their own."""


def _do(job: Callable[[], Any]) -> Any:
    return job()


def _write_windows(path: Path, run: dict[str, Any], part: _Part) -> None:
    """Write a page of windows."""
    windows = [one.item for one in part.articles]

    def shown(shrink: int) -> dict[str, Any]:
        articles = [one._replace(some=one.some[: part.site.windows >> shrink]) for one in windows]
        lengths = {"title": TITLE >> shrink, "message": MESSAGE >> shrink}
        return {"articles": articles, "full": part.full, **lengths}

    _put(path, "windows.html", shown, run=run, site=part.site)


def _write_articles(run_dir: Path, run: dict[str, Any], some: Iterable[Gathered]) -> None:
    """Write the pages of some articles."""
    for one in some:
        _write(run_dir / one.site.article(one.about.article_id), _article(run, one))


def _article(run: dict[str, Any], gathered: Gathered) -> str:
    """One page, with less and less on it until it is small enough to open at once."""
    limits = Limits()
    while True:
        page = _render("article.html", run=run, **article_page(gathered, limits))
        if len(page) * 4 <= MAX_PAGE_BYTES or len(page.encode()) <= MAX_PAGE_BYTES or limits.text_bytes < 1_000:
            return page
        limits = limits.halved()


def _put(path: Path, template: str, shown: Callable[[int], dict[str, Any]], **context: Any) -> None:
    """Write a page, with less and less on it until it is small enough to open at once.

    `shown` gives what is on it, beside `context`, when that is halved so many times.
    """
    path.parent.mkdir(exist_ok=True)
    for shrink in range(MAX_SHRINK + 1):
        page = _render(template, **context, **shown(shrink))
        if len(page.encode()) <= MAX_PAGE_BYTES:
            break
    _write(path, page)


def _write(path: Path, page: str) -> None:
    """The same bytes on every system."""
    path.write_bytes(page.encode("utf-8"))


def _render(template: str, **context: Any) -> str:
    return _environment().get_template(template).render(context)


@cache
def _style() -> str:
    return (files("presscheck.report") / "static" / "report.css").read_text("utf-8").replace("\r\n", "\n")


@cache
def _script(name: str) -> str:
    """A script of ours behind the keys, which both pages with one have."""
    folder = files("presscheck.report") / "static"
    return "".join((folder / f"{part}.js").read_text("utf-8").replace("\r\n", "\n") for part in ("keys", name))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    css = _style()
    environment = Environment(
        loader=PackageLoader("presscheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The style sheet is ours; escaping it would change it and break its digest.
    environment.globals |= {"css": Markup(css), "css_digest": _digest(css), "SEVERITIES": SEVERITIES}  # noqa: S704
    for name in ("review", "explorer"):
        script = _script(name)
        environment.globals |= {f"{name}_js": Markup(script), f"{name}_digest": _digest(script)}  # noqa: S704
    environment.globals |= {"plural": plural, "web_address": web_address, "severity": severity, "rule_link": rule_link}
    environment.filters |= {
        "plain": plain,
        "sentence": sentence,
        "n": thousands,
        "lines": lines,
        "share": share,
        "lang": language_attribute,
        "file_name": file_name,
        "shortened": shortened,
    }
    return environment


def thousands(number: int) -> str:
    """``8,211``."""
    return f"{number:,}"


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


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and a sign that more follows."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
