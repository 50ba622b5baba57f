"""The steps in order: read, survey, strip, normalise, link, check, validate, report.

Two runners execute them: `runner.Local`, and Prefect's in ``flows/audit.py``. The order stands only here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar
from weakref import finalize

from presscheck import buckets, lean, link, plugins, shards, tables
from presscheck.asked import Asked, asked_for, names_of
from presscheck.batches import batch_of, connect, settle, waived
from presscheck.check import Waivers
from presscheck.config import ConfigError, Limits, Settings
from presscheck.files import printable
from presscheck.journal import Journal
from presscheck.model import Article, Batch, Dossier, Facts, Finding, Night, Outline, Unreadable
from presscheck.read import Found, Intake, inputs, is_document
from presscheck.run_folder import Run, published, versions, write_last, write_tables
from presscheck.runner import Local, Runner, few_collections
from presscheck.shards import Sources, Work, examine_in_time, examine_shard, read_shard, shards_of
from presscheck.spool import Chained, Changed, Parcel, Spool
from presscheck.survey import Tally, facts_of, survey
from presscheck.validate import Validator

B = TypeVar("B")

IN_MEMORY = 5_000
"""Articles that are kept in memory; those beyond lie on disk until the run is written."""
Progress = Callable[[str, int, int | None], None]
"""Called with the name of a step, how many articles it has done, and of how many; None while nobody knows."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C; `kept` says whether the same audit goes on from there, or begins anew."""

    def __init__(self, kept: bool) -> None:
        end = "the same command goes on from there" if kept else "the unfinished run was removed"
        super().__init__(f"interrupted; {end}")
        self.kept = kept


def audit(
    paths: Sequence[str | Path],
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    runner: Runner | None = None,
    progress: Progress = lambda step, done, total: None,
    on_findings: Callable[[Iterable[Finding]], None] | None = None,
    start_validator: Callable[[], AbstractContextManager[Validator]] | None = None,
) -> Run:
    """Audit a batch: all steps, tables and report in a new folder below ``settings.out``, a folder or an address.

    `on_findings` sees the findings of a shard as soon as it is examined, and those of the batch as a whole before
    it is validated. Raises FileNotFoundError for a path that is not there, NothingToRead when the paths hold
    no file of a type that is read, ValidationError when a suite could not be run as written, `buckets.Unreached` where
    ``settings.out`` is an address that cannot be written to.
    """
    audited = partial(_audit, paths, runner, progress, on_findings, start_validator)
    if not buckets.is_bucket(settings.out):
        return audited(replace(settings, out=str(buckets.local(settings.out))))
    with ExitStack() as stack:  # in a temporary folder, beside what it needs of the bucket's runs
        runs = stack.enter_context(buckets.runs(settings.out, progress))
        runs.stage(names_of(paths), settings.history, settings.baseline)
        try:
            run = audited(replace(settings, out=str(runs.folder)))
        except Interrupted:  # what it could go on from is temporary too
            raise Interrupted(kept=False) from None
        facts = run.facts | {"settings": run.facts["settings"] | {"out": buckets.shown(settings.out)}}
        write_last(run.run_dir / "run.json", facts)
        runs.bring(run.run_dir)
        run = replace(run, facts=facts, address=runs.shown(run.run_dir))
        finalize(run, stack.pop_all().close)
    return run


def _audit(
    paths: Sequence[str | Path],
    runner: Runner | None,
    progress: Progress,
    on_findings: Callable[[Iterable[Finding]], None] | None,
    start_validator: Callable[[], AbstractContextManager[Validator]] | None,
    settings: Settings,
) -> Run:
    """`audit`, into a folder on disk."""
    runner = runner or Local(settings.workers, settings.plugins)
    if settings.out != (name := printable(settings.out)):
        raise ConfigError(f"{name}: the name of this folder is no UTF-8 text, and no table can be written to it")
    asked = asked_for(paths, settings)
    with ExitStack() as stack:
        validating = stack.enter_context(ExitStack())
        validator = validating.enter_context((start_validator or Validator.start)())
        batches = stack.enter_context(_joined_batch(asked, runner, progress, on_findings))
        unreadable, search = batches[0].unreadable, batches[0].search
        if on_findings:
            on_findings(batches[0].findings)

        def write(folder: Path) -> tables.Counts:
            counts = runner.once(write_tables, folder, batches.pop(), settings)
            lean.give_back()  # what comes then needs the memory of the batch
            return counts

        def validate(run_dir: Path, docs: Path | None) -> list[tables.Row]:
            with validating:  # not longer: a process that checked a million rows holds a gigabyte
                return runner.once(validator.validate, run_dir, asked.suites, settings.thresholds, docs)

        return published(asked, unreadable, search, write, validate, runner.once)


@contextmanager
def cleaned(paths: Sequence[str | Path], settings: Settings, progress: Progress) -> Iterator[Batch]:
    """The articles of a batch as an audit has them, without suites, tables and report.

    `settings.out` is the folder where they are kept meanwhile. Raises what `audit` raises for paths and settings.
    """
    asked = asked_for(paths, settings)
    with _joined_batch(asked, Local(settings.workers, settings.plugins), progress) as [batch]:
        yield batch


def examine(
    articles: Sequence[Article],
    unreadable: Sequence[Unreadable] = (),
    today: str = "",
    folder: str = "",
    waivers: Waivers | None = None,
    nights: Sequence[Night] = (),
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Batch:
    """Everything up to the findings, in memory: for the cases of rules, and for one article at a time."""
    facts = facts_of([survey(articles)])
    waivers = waivers or Waivers()
    dossiers = waived(examine_shard(Work(list(articles), facts, plugins=folder, limits=limits)), waivers)
    batch = replace(
        batch_of(dossiers, folder=folder, facts=facts, today=today or this_day()),
        unreadable=tuple(unreadable),
        nights=tuple(nights),
    )
    return settle(connect(batch, folder=folder), waivers)


def this_day() -> str:
    """Today, ISO, in UTC."""
    return datetime.now(UTC).date().isoformat()


@contextmanager
def _joined_batch(
    asked: Asked,
    runner: Runner,
    progress: Progress,
    on_findings: Callable[[Iterable[Finding]], None] | None = None,
) -> Iterator[list[Batch]]:
    """The whole batch, read, examined and linked; in a list, for the body that takes it out to let go of it.

    Unless the body goes through, what was examined is kept for the next try.
    """
    settings = asked.settings
    with ExitStack() as stack:
        stack.enter_context(few_collections())
        with runner.together():  # not longer: what the workers have loaded is half a gigabyte
            with asked.clock("read"):
                surveyed = _read(asked.found, asked.intake, settings, runner, progress)
            journal = stack.enter_context(closing(Journal(Path(settings.out), surveyed.key(settings))))
            stack.enter_context(_resumable(journal))
            with asked.clock("examine"):
                kept = _examine(surveyed, settings, asked.waivers, runner, journal, progress, on_findings)
        with asked.clock("link"):
            batches = [_linked(asked, surveyed, kept, runner)]
        del surveyed, kept
        yield batches
        journal.remove()


@dataclass(frozen=True)
class _Surveyed:
    """What reading and surveying a batch gives."""

    shards: Spool[list[Article]]
    unreadable: list[Unreadable]
    facts: Facts
    digest: str
    """Of the ids of all articles, in order."""

    def key(self, settings: Settings) -> str:
        """What examining depends on: the articles, the settings for it, the program, what reads pages, and other rules."""
        program = [Path(__file__).parent, *([Path(settings.plugins)] if settings.plugins else [])]
        files = [
            (str(path), path.stat().st_size, path.stat().st_mtime_ns)
            for folder in program
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        ]
        rules = [(plugin.rule.code, plugin.origin) for plugin in plugins.find(settings.plugins)]
        used = (rules, versions("trafilatura", "lxml"))
        told = (self.digest, settings.ignore, asdict(settings.limits), sorted(settings.columns.items()), files, used)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _read(found: Found, intake: Intake, settings: Settings, runner: Runner, progress: Progress) -> _Surveyed:
    """Read and survey: the articles by shard, what could not be read, and what the whole batch has in common."""
    items: Iterable[Sources] = shards_of(inputs(found.sources, intake), intake)
    total = None
    if all(map(is_document, found.sources)):
        items, total = list(items), len(found.sources)
    done = runner.each(read_shard, items)
    read = Spool[list[Article]](Path(settings.out), IN_MEMORY // shards.SHARD)
    unreadable = [*found.unreadable]
    tallies: list[Tally] = []
    digest = hashlib.sha256()
    for shard in _counted(done, progress, "read", total, lambda shard: len(shard.ids) + len(shard.unreadable)):
        read.put(shard.articles)
        unreadable += shard.unreadable
        tallies.append(shard.tally)
        intake.note(shard.used)
        digest.update("".join(shard.ids).encode())
    return _Surveyed(read, unreadable, facts_of(tallies), digest.hexdigest())


@dataclass(frozen=True)
class _Kept:
    """What is kept of examined articles."""

    dossiers: Spool[Dossier]
    outlines: Spool[list[Outline]]
    prints: Spool[link.Printed]
    unreadable: list[Unreadable]


def _examine(
    surveyed: _Surveyed,
    settings: Settings,
    waivers: Waivers,
    runner: Runner,
    journal: Journal,
    progress: Progress,
    on_findings: Callable[[Iterable[Finding]], None] | None,
) -> _Kept:
    """Strip, normalise and check every article, but those that the journal has."""
    out = Path(settings.out)
    room = IN_MEMORY // shards.SHARD
    kept = _Kept(Spool(out, IN_MEMORY), Spool(out, room), Spool(out, room), [])
    like = Work([], surveyed.facts, settings.ignore, settings.plugins, settings.limits)
    read = surveyed.shards
    sent = Changed(range(len(read)), lambda place: (read.parcel(place), like))
    done = journal.results(lambda count: runner.each(examine_in_time, islice(sent, count, None) if count else sent))
    for examined in _counted(done, progress, "examine", surveyed.facts.articles, len):
        dossiers, findings = examined.dossiers, examined.findings
        if waivers:
            marked = waived([parcel.item for parcel in dossiers], waivers)
            dossiers, findings = [*map(Parcel, marked)], Parcel([found for one in marked for found in one.findings])
        for dossier in dossiers:
            kept.dossiers.put(dossier)
        kept.outlines.put(examined.outlines)
        kept.prints.put(examined.prints)
        kept.unreadable.extend(examined.unreadable)
        if on_findings:
            on_findings(findings.item)
    return kept


def _counted(
    results: Iterator[B], progress: Progress, step: str, total: int | None, size: Callable[[B], int]
) -> Iterator[B]:
    done = 0
    for result in results:
        done += size(result)
        progress(step, done, total)
        yield result


def _linked(asked: Asked, surveyed: _Surveyed, kept: _Kept, runner: Runner) -> Batch:
    """The whole batch, with all its findings."""
    settings = asked.settings
    unreadable = [*surveyed.unreadable, *kept.unreadable]
    batch = asked.batch(kept.dossiers.settled(), Chained(kept.outlines), unreadable, surveyed.facts)
    given = (settings.ignore, settings.plugins, settings.out if settings.history else "", kept.prints, settings.workers)
    return settle(runner.once(connect, batch, *given), asked.waivers)


@contextmanager
def _resumable(journal: Journal) -> Iterator[None]:
    """An interrupted audit says whether there is something to go on from."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(journal.kept) from None
