"""The steps in order: read, survey, strip, normalise, link, check, validate, report.

Two runners execute them: `Local` here, and Prefect's in ``flows/audit.py``. The order stands only here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

from presscheck import __version__, link, resources, tables
from presscheck.check import check_article, check_batch
from presscheck.config import ConfigError, Settings
from presscheck.ledger import EditedText
from presscheck.model import Article, Batch, Dossier, Facts, Unreadable
from presscheck.normalise import normalise
from presscheck.read import READERS, find, read
from presscheck.rule import Rule
from presscheck.rules import RULES, instances
from presscheck.rules.bp40_reads_as_furniture import ReadsAsFurniture
from presscheck.strip import second_opinion, strip
from presscheck.survey import Tally, survey
from presscheck.validate import Validator, load

A = TypeVar("A")
B = TypeVar("B")

SHARD = 200
"""Files in a shard: the unit of the process pool and of a Prefect task."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how many articles it has done, and of how many."""


class NothingToRead(Exception):
    """The paths hold no file that is read."""


class Runner(Protocol):
    """Executes steps. Each step is a function of this module."""

    def each(self, step: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """The step over every item, results in order."""
        ...

    def once(self, step: Callable[..., B], *arguments: Any) -> B:
        """The step, once."""
        ...


class Local:
    """Runs steps in this process, and shards in a pool when there are several."""

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1

    def each(self, step: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """The step over every item; in order, as they are ready."""
        if self.workers == 1 or len(items) < 2:
            yield from map(step, items)
            return
        # Not by fork: this process has threads (Arrow's, and the model loader's).
        with ProcessPoolExecutor(min(self.workers, len(items)), get_context("forkserver")) as pool:
            yield from pool.map(step, items)

    def once(self, step: Callable[..., B], *arguments: Any) -> B:
        """The step, here."""
        return step(*arguments)


@dataclass(frozen=True)
class Shard:
    """What reading and surveying a shard gives."""

    articles: list[Article]
    unreadable: list[Unreadable]
    tally: Tally


@dataclass(frozen=True)
class Work:
    """A shard with what stripping needs to know of the batch."""

    articles: list[Article]
    facts: Facts
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """A finished audit."""

    run_dir: Path
    facts: dict[str, Any]
    """What run.json holds."""
    tables: dict[str, list[tables.Row]] = field(repr=False)

    @property
    def report(self) -> Path:
        """The report's first page."""
        return self.run_dir / "index.html"


def read_shard(sources: Sequence[str]) -> Shard:
    """Read, weigh what is article on web pages, and survey."""
    articles, unreadable = read(sources)
    articles = second_opinion(articles)  # the evidence for it is larger than the page: it does not leave this process
    return Shard(articles, unreadable, survey(articles))


def examine_shard(work: Work) -> list[Dossier]:
    """Strip, normalise, and check each article."""
    strip_rules, article_rules, _ = instances(active(work.ignore))
    dossiers = []
    for article, stripped in zip(work.articles, strip(work.articles, work.facts, strip_rules), strict=True):
        edited: EditedText = stripped.edited
        # A name alone on its line reads as furniture to a model that knows no names: fields are read without it.
        fields = normalise(article, edited.without(ReadsAsFurniture.code), work.facts)
        dossier = Dossier(article, edited.edits, edited.clean, fields)
        dossiers.append(replace(dossier, findings=check_article(dossier, work.facts, article_rules, stripped.hits)))
    return dossiers


def connect(batch: Batch, ignore: tuple[str, ...] = ()) -> Batch:
    """Link, make stories, and check the batch as a whole."""
    texts = {d.article.article_id: link.body_for_linking(d.clean_text.splitlines()) for d in batch.dossiers}
    prints = {article: link.fingerprints(text) for article, text in texts.items()}
    links = link.link(texts, prints)
    batch = replace(batch, links=tuple(links), stories=tuple(link.stories(links)))
    return replace(batch, findings=check_batch(batch, instances(active(ignore))[2]))


def active(ignore: Sequence[str]) -> tuple[type[Rule], ...]:
    """The rules that run: all but those whose code begins with one of `ignore`."""
    return tuple(rule for rule in RULES if not rule.code.startswith(tuple(ignore) or ("-",)))


def check_codes(settings: Settings) -> None:
    """Raises ConfigError for a selected or ignored code that no rule's code begins with."""
    for code in (*settings.select, *settings.ignore):
        if not any(rule.code.startswith(code) for rule in RULES):
            raise ConfigError(f"there is no rule {code!r}; presscheck rules lists them")


def reported(batch: Batch, select: Sequence[str]) -> Batch:
    """The batch with only the findings whose code begins with one of `select`; all of them without any.

    Inputs that could not be read are reported always: nothing is lost in silence.
    """
    if not select:
        return batch
    wanted = (*select, "RD")
    return replace(
        batch,
        dossiers=tuple(
            replace(d, findings=tuple(f for f in d.findings if f.rule.startswith(wanted))) for d in batch.dossiers
        ),
        findings=tuple(f for f in batch.findings if f.rule.startswith(wanted)),
    )


def examine(
    articles: Sequence[Article], unreadable: Sequence[Unreadable] = (), today: str = "", select: Sequence[str] = ()
) -> Batch:
    """Everything up to the findings, in memory: for the cases of rules, and for one article at a time."""
    facts = survey(articles).facts()
    dossiers = examine_shard(Work(list(articles), facts))
    batch = Batch(tuple(dossiers), tuple(unreadable), facts=facts, today=today or _today())
    return reported(connect(batch), select)


def audit(
    paths: Sequence[str | Path],
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    runner: Runner | None = None,
    progress: Progress = lambda step, done, total: None,
    on_articles: Callable[[list[Dossier]], None] = lambda dossiers: None,
    on_batch: Callable[[Batch], None] = lambda batch: None,
) -> Run:
    """Audit a batch: all steps, tables and report in a new folder below ``settings.out``.

    `on_articles` sees the dossiers of a shard as soon as it is examined, `on_batch` the whole batch before
    it is validated. Raises FileNotFoundError for a path that is not there, NothingToRead when the paths hold
    no file of a type that is read, ValidationError when a suite could not be run as written.
    """
    runner = runner or Local(settings.workers)
    started = datetime.now(UTC)
    clock = _Clock()
    found = find(paths, READERS)
    if not found.sources:
        raise NothingToRead(f"no {', '.join(READERS)} file in {', '.join(map(str, paths))}")
    total = len(found.sources)
    suites = Path(settings.expectations) if settings.expectations else resources.folder("expectations")
    load(suites)  # a suite that is wrong is better known now than after an hour
    with Validator.start() as validator:
        with clock("read"):
            shards = list(
                _counted(
                    runner.each(read_shard, _shards(found.sources)),
                    progress,
                    "read",
                    total,
                    lambda s: len(s.articles) + len(s.unreadable),
                )
            )
        facts = _merged(shards).facts()
        with clock("examine"):
            dossiers: list[Dossier] = []
            work = [Work(shard.articles, facts, settings.ignore) for shard in shards]
            for done in _counted(runner.each(examine_shard, work), progress, "examine", total, len):
                dossiers += done
                on_articles(done)
        with clock("link"):
            unreadable = tuple(u for shard in shards for u in shard.unreadable)
            batch = Batch(tuple(dossiers), unreadable, facts=facts, today=started.date().isoformat())
            batch = reported(runner.once(connect, batch, settings.ignore), settings.select)
            on_batch(batch)
        run_dir = _new_folder(Path(settings.out), started, found.sources)
        try:
            rows = tables.rows_of(batch)
            with clock("write"):
                runner.once(tables.write, run_dir / "data", rows)
            with clock("validate"):
                rows["expectations"] = runner.once(validator.validate, run_dir, suites)
                tables.write(run_dir / "data", {"expectations": rows["expectations"]})
            facts_of_run = _facts_of_run(run_dir, started, batch, rows, found.left_out, settings)
            with clock("report"):
                runner.once(build_report, run_dir, facts_of_run)
            facts_of_run["seconds"] = clock.seconds
            _write_last(run_dir / "run.json", facts_of_run)
        except BaseException:
            shutil.rmtree(run_dir, ignore_errors=True)
            raise
    return Run(run_dir, facts_of_run, rows)


def build_report(run_dir: Path, facts: dict[str, Any]) -> None:
    """The HTML report of a run folder."""
    from presscheck.report import html  # Jinja2 is needed last, and by nothing else

    html.build(run_dir, facts)


def _shards(sources: Sequence[str]) -> list[Sequence[str]]:
    return [sources[i : i + SHARD] for i in range(0, len(sources), SHARD)]


def _counted(results: Iterator[B], progress: Progress, step: str, total: int, size: Callable[[B], int]) -> Iterator[B]:
    done = 0
    for result in results:
        done += size(result)
        progress(step, done, total)
        yield result


def _merged(shards: Sequence[Shard]) -> Tally:
    whole = Tally()
    for shard in shards:
        whole = whole.merge(shard.tally)
    return whole


class _Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 3)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _new_folder(out: Path, started: datetime, sources: Sequence[str]) -> Path:
    """A folder nobody has: the time, and six digits of what was read."""
    digest = hashlib.sha256("\n".join(tables.printable(s) for s in sources).encode()).hexdigest()[:6]
    name = f"{started:%Y%m%dT%H%M%SZ}-{digest}"
    for number in range(1, 1000):
        run_dir = out / (name if number == 1 else f"{name}-{number}")
        try:
            run_dir.mkdir(parents=True)
        except FileExistsError:
            if not run_dir.is_dir():
                raise
            continue
        return run_dir
    raise FileExistsError(f"{out} holds a thousand runs of this second")


def _facts_of_run(
    run_dir: Path,
    started: datetime,
    batch: Batch,
    rows: dict[str, list[tables.Row]],
    left_out: Sequence[str],
    settings: Settings,
) -> dict[str, Any]:
    from importlib.metadata import version

    severities = [row["severity"] for row in rows["findings"]]
    shas = {u.source: u.raw_sha256 for u in batch.unreadable} | {
        d.article.source: d.article.raw_sha256 for d in batch.dossiers
    }
    return {
        "run": run_dir.name,
        "version": __version__,
        "started": started.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "inputs": [{"source": tables.printable(source), "raw_sha256": shas[source]} for source in sorted(shas)],
        "unreadable": tables.unreadable_rows(batch.unreadable),
        "left_out": [tables.printable(name) for name in left_out],
        "settings": {**asdict(settings), "fail_on": str(settings.fail_on)},
        "libraries": {name: version(name) for name in ("great-expectations", "pyarrow", "trafilatura", "duckdb")},
        "counts": {
            "inputs": len(shas),
            "articles": len(rows["articles"]),
            "unreadable": len(batch.unreadable),
            "edits": len(rows["ledger"]),
            "chars_removed": sum(row["end"] - row["start"] for row in rows["ledger"]),
            "findings": len(severities),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "infos": severities.count("info"),
            "links": len(rows["links"]),
            "stories": len(rows["stories"]),
            "expectations": len(rows["expectations"]),
            "expectations_failed": sum(not row["success"] for row in rows["expectations"]),
        },
    }


def _write_last(path: Path, facts: dict[str, Any]) -> None:
    """run.json, by atomic rename: a folder without it is an unfinished run."""
    draft = path.with_suffix(".json.part")
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
