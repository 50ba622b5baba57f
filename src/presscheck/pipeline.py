"""The steps in order: read, survey, strip, normalise, link, check, validate, report.

Two runners execute them: `Local` here, and Prefect's in ``flows/audit.py``. The order stands only here.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from pathlib import Path
from threading import Thread
from typing import Any, Protocol, TypeVar
from weakref import finalize

from presscheck import __version__, buckets, history, lean, link, plugins, resources, tables
from presscheck.check import Waivers, check_articles, check_batch, outline, weightiest
from presscheck.check.waivers import FILE as WAIVERS
from presscheck.check.waivers import read as read_waivers
from presscheck.check.waivers import waiver as read_waiver
from presscheck.config import ConfigError, Limits, Settings
from presscheck.files import place, probe
from presscheck.journal import Journal
from presscheck.model import Article, Batch, Dossier, Facts, Finding, Night, Outline, Search, Unreadable
from presscheck.normalise import normalise
from presscheck.read import TYPES, Found, Intake, Item, Record, Row, find, inputs, is_document, read
from presscheck.read.deadline import TooLong, deadline
from presscheck.read.streams import without_password
from presscheck.rule import Rule
from presscheck.rules import instances
from presscheck.rules.bp21_author_bio import AuthorBio
from presscheck.rules.bp40_reads_as_furniture import ReadsAsFurniture
from presscheck.rules.wv01_expired_waiver import ExpiredWaiver
from presscheck.rules.wv02_stale_waiver import StaleWaiver
from presscheck.spool import Chained, Changed, Parcel, Spool, changed
from presscheck.strip import second_opinion, strip
from presscheck.survey import Tally, facts_of, survey
from presscheck.validate import Validator, load

A = TypeVar("A")
B = TypeVar("B")

SHARD = 200
"""Inputs in a shard: the unit of the process pool and of a Prefect task."""
TOGETHER = 25
"""Articles that a reader of fields, or a rule, goes over before the next one does."""
IN_MEMORY = 5_000
"""Articles that are kept in memory; those beyond lie on disk until the run is written."""
OBJECTS = 50_000
"""Python looks for cycles of objects when so many were made, not at every 700: looking takes 7 % of an audit of web pages."""
SHARD_BYTES = 20_000_000
"""A shard ends where it holds more, of what was read out of tables and archives."""

UNREADABLE = "RD"
"""What the codes of the rules begin with that report what could not be read, or not be reported whole."""

Progress = Callable[[str, int, int | None], None]
"""Called with the name of a step, how many articles it has done, and of how many; None while nobody knows."""


class NothingToRead(Exception):
    """The paths hold no file that is read."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C; `kept` says whether the same audit goes on from there, or begins anew."""

    def __init__(self, kept: bool) -> None:
        end = "the same command goes on from there" if kept else "the unfinished run was removed"
        super().__init__(f"interrupted; {end}")
        self.kept = kept


class WorkerLost(OSError):
    """A process of the pool is gone. No file is to blame for sure, and nothing of the run is kept."""


class Runner(Protocol):
    """Executes steps. Each step is a function of this module."""

    def each(self, step: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The step over every item, results in order; only a few items are taken ahead."""
        ...

    def together(self) -> AbstractContextManager[object]:
        """Calls of `each` in the body share their processes, and what these have loaded."""
        ...

    def once(self, step: Callable[..., B], *arguments: Any) -> B:
        """The step, once."""
        ...


def processors() -> int:
    """How many this process may use: fewer than there are in a container or batch job that was given some of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Local:
    """Runs steps in this process, and shards in a pool when there are several."""

    def __init__(self, workers: int = 0, plugins: str = "") -> None:
        """`plugins`: the folder of rules of the user's own that the steps run, if any."""
        self.workers = workers or processors()
        self._plugins = plugins
        self._pool: ProcessPoolExecutor | None = None

    def together(self) -> AbstractContextManager[object]:
        """Calls of `each` in the body share their processes; these start when there is something for them to do."""
        return self._processes() if self.workers > 1 else nullcontext()

    @contextmanager
    def _processes(self) -> Iterator[ProcessPoolExecutor]:
        if self._pool:
            yield self._pool
            return
        # Not by fork: this process has threads (Arrow's, and the model loader's). The server they are forked from has none.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])
        _start_fork_server()
        with ProcessPoolExecutor(self.workers, context, _begin_in_pool, (self._plugins,)) as pool:
            self._pool = pool
            try:
                yield pool
            finally:
                self._pool = None

    def each(self, step: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The step over every item; in order, as they are ready."""
        rest = iter(items)
        first = list(islice(rest, 2))
        if self.workers == 1 or len(first) < 2:
            yield from map(step, chain(first, rest))
            return
        waiting: deque[Future[B]] = deque()
        try:
            with self._processes() as pool:
                try:
                    for item in chain(first, rest):
                        if len(waiting) > self.workers:
                            yield waiting.popleft().result()
                        waiting.append(pool.submit(step, item))
                    while waiting:
                        yield waiting.popleft().result()
                finally:
                    for future in waiting:
                        future.cancel()
        except BrokenProcessPool:
            raise WorkerLost(
                "a worker process ended, killed for want of memory most likely; try fewer workers"
            ) from None

    def once(self, step: Callable[..., B], *arguments: Any) -> B:
        """The step, here."""
        return step(*arguments)


def _start_fork_server() -> None:
    """The server that workers are forked from, deaf to Ctrl-C: while it imports this module it would print a traceback.

    The signal is blocked, not ignored: one that comes meanwhile reaches this process behind it.
    """
    resource_tracker.ensure_running()  # which lets the signal through when it has begun
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_in_pool(plugins: str) -> None:
    """A process of the pool collects seldom, and ends when the audit does, even by ``kill -9``: it would wait for ever.

    Ctrl-C reaches it too; it has nothing to say about that. Rules of the user's own may want frames.
    """
    if not plugins:
        lean.without_pandas()
    gc.set_threshold(OBJECTS)
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # see `_start_fork_server`

    def watch() -> None:
        parent = parent_process()
        if parent:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Python looks for cycles of objects seldom in the block."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(frozen=True)
class Shard:
    """What reading and surveying a shard gives."""

    articles: Parcel[list[Article]]
    ids: list[str]
    """Of the articles."""
    unreadable: list[Unreadable]
    tally: Tally
    used: dict[str, dict[str, str]]
    """As of an `Intake`."""


@dataclass(frozen=True)
class Work:
    """A shard with what stripping needs to know of the batch."""

    articles: list[Article]
    facts: Facts
    ignore: tuple[str, ...] = ()
    plugins: str = ""
    """The folder of rules of the user's own."""
    limits: Limits = Limits()  # noqa: RUF009  (frozen)


@dataclass(frozen=True)
class Examined:
    """What examining a shard gives."""

    dossiers: list[Parcel[Dossier]]
    findings: Parcel[list[Finding]]
    """Of the dossiers."""
    outlines: Parcel[list[Outline]]
    prints: Parcel[link.Printed]
    """What linking needs of each article."""
    unreadable: list[Unreadable]
    """Articles that took too long, or that examining failed of."""

    def __len__(self) -> int:
        """So many articles."""
        return len(self.dossiers) + len(self.unreadable)


@dataclass(frozen=True)
class Run:
    """A finished audit."""

    run_dir: Path
    facts: dict[str, Any]
    """What run.json holds."""
    tables: Mapping[str, list[tables.Row]] = field(repr=False)
    address: str = ""
    """Where it lies in a bucket, if it does: then `run_dir` is a copy, which is gone when nobody holds this any more."""

    @property
    def where(self) -> str:
        """Where it lies: a path or an address."""
        return self.address or str(self.run_dir)

    @property
    def report(self) -> Path:
        """The report's first page."""
        return self.run_dir / "index.html"


class Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Counts the time in the body for a step."""
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 3)


@dataclass(frozen=True)
class Asked:
    """What an audit was asked for."""

    names: tuple[str, ...]
    """The paths, sorted and printable."""
    settings: Settings
    started: datetime
    found: Found
    intake: Intake
    suites: Path
    """The folder of the suites."""
    waivers: Waivers
    clock: Clock = field(default_factory=Clock)

    def batch(
        self, dossiers: Sequence[Dossier], outlines: Iterable[Outline], unreadable: Sequence[Unreadable], facts: Facts
    ) -> Batch:
        """The batch before anything is linked."""
        nights = history.nights(Path(self.settings.out), self.names) if self.settings.history else ()
        today = self.started.date().isoformat()
        return Batch(dossiers, tuple(unreadable), facts=facts, today=today, nights=nights, outlines=outlines)


class Sources(Sequence[Item]):
    """The inputs of a shard, and how they are taken in."""

    def __init__(self, items: Sequence[Item], intake: Intake) -> None:
        self._items, self.intake = items, intake.bare()

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]


def read_shard(sources: Sources) -> Shard:
    """Read, weigh what is article on web pages, and survey."""
    articles, unreadable = read(sources, sources.intake)
    articles = second_opinion(articles)  # the evidence for it is larger than the page: it does not leave this process
    articles, tally, failed = _surveyed(articles)
    ids = [article.article_id for article in articles]
    return Shard(Parcel(articles), ids, [*unreadable, *failed], tally, sources.intake.used)


def _surveyed(articles: list[Article]) -> tuple[list[Article], Tally, list[Unreadable]]:
    """The articles that surveying does not fail of, their tally, and the others."""
    try:
        return articles, survey(articles), []
    except Exception as error:  # of an article that nobody thought of
        failed = [_unforeseen(article, error) for article in articles]
    if len(articles) > 1:
        each = [_surveyed([article]) for article in articles]
        articles = [article for some, _, _ in each for article in some]
        return articles, survey(articles), [one for _, _, some in each for one in some]
    return [], survey([]), failed


def examine_shard(work: Work) -> list[Dossier]:
    """Strip, normalise, and check each article."""
    strip_rules, article_rules, _ = instances(active(work.ignore, work.plugins))
    stripped = strip(work.articles, work.facts, strip_rules)
    dossiers = []
    for at in range(0, len(stripped), TOGETHER):
        some = list(zip(work.articles[at : at + TOGETHER], stripped[at : at + TOGETHER], strict=True))
        # A name alone on its line reads as furniture to a model that knows no names, and a note on the author says who
        # it was: fields are read as if neither had been taken out.
        guesses = ReadsAsFurniture.code, AuthorBio.code
        fields = normalise(((article, one.edited) for article, one in some), work.facts, guesses)
        bare = [
            Dossier(article, one.edited.edits, one.edited.clean, found)
            for (article, one), found in zip(some, fields, strict=True)
        ]
        findings = check_articles(bare, work.facts, article_rules, (one.hits for _, one in some))
        for dossier, found in zip(bare, findings, strict=True):
            kept = weightiest(found, work.limits.findings)
            dossiers.append(replace(dossier, findings=kept, left_out=len(found) - len(kept)))
    return dossiers


def examine_work(work: Work) -> Examined:
    """`examine_shard`, and what the batch as a whole wants to know of its articles; without those that `_in_time` names."""
    dossiers, outlines, unreadable = _in_time(work)
    prints = link.printed((d.article.article_id, link.body_for_linking(d.clean_text)) for d in dossiers)
    findings = [finding for dossier in dossiers for finding in dossier.findings]
    return Examined([*map(Parcel, dossiers)], Parcel(findings), Parcel(outlines), Parcel(prints), unreadable)


def examine_in_time(sent: tuple[Parcel[list[Article]], Work]) -> Examined:
    """`examine_work`, of articles that come as a parcel; the rest is as in the work."""
    articles, like = sent
    return examine_work(replace(like, articles=articles.item))


def _in_time(work: Work) -> tuple[list[Dossier], list[Outline], list[Unreadable]]:
    """`examine_shard`, and the outlines; where that fails, or takes longer than one article may, each article alone.

    Without those that it still fails of: nothing in one article ends an audit. A rule of the user's own that cannot be
    loaded is no fault of an article.
    """
    try:
        with deadline(work.limits.seconds):
            dossiers = examine_shard(work)
            return dossiers, _outlines(dossiers, work.ignore, work.plugins), []
    except TooLong:
        reason = f"examining it took more than {work.limits.seconds} seconds: limits.seconds"
        unreadable = [Unreadable(article.source, reason, article.raw_sha256) for article in work.articles]
    except ConfigError:
        raise
    except Exception as error:  # of an article that nobody thought of
        unreadable = [_unforeseen(article, error) for article in work.articles]
    if len(work.articles) < 2:
        return [], [], unreadable
    each = [_in_time(replace(work, articles=[article])) for article in work.articles]
    dossiers, outlines, unread = zip(*each, strict=True)
    return [*chain(*dossiers)], [*chain(*outlines)], [*chain(*unread)]


def _unforeseen(article: Article, error: Exception) -> Unreadable:
    """An article that a step failed of."""
    return Unreadable(article.source, f"examining it failed: {type(error).__name__}: {error}", article.raw_sha256)


def connect(
    batch: Batch,
    ignore: tuple[str, ...] = (),
    folder: str = "",
    reports: str = "",
    prints: Sequence[link.Printed] | None = None,
    workers: int = 1,
) -> Batch:
    """Link, make stories, and check the batch as a whole; with the earlier runs in `reports`, where that is given.

    On several cores where it does not fit into memory.
    """
    past = link.earlier(Path(reports), batch.by_id) if reports else link.Earlier()
    local = _local(batch, workers)
    with local.together():
        return joined(batch, past, link.linked(batch, past, prints, local.each), ignore, folder, local.each)


def _local(batch: Batch, workers: int) -> Local:
    """Runs steps over a batch: in this process where it fits into memory."""
    return Local(1 if isinstance(batch.dossiers, tuple) else workers)


def joined(
    batch: Batch,
    past: link.Earlier,
    done: link.Linked,
    ignore: tuple[str, ...] = (),
    folder: str = "",
    each: tables.Each = map,
) -> Batch:
    """`connect`, where the links have been found already."""
    batch = link.connected(batch, past, done, each)
    return replace(batch, findings=check_batch(batch, instances(active(ignore, folder))[2]))


def batch_of(dossiers: Sequence[Dossier], facts: Facts = Facts(), today: str = "", folder: str = "") -> Batch:  # noqa: B008
    """A batch of examined articles, in memory, as `connect` takes it."""
    return Batch(tuple(dossiers), facts=facts, today=today, outlines=_outlines(dossiers, (), folder))


def _outlines(dossiers: Sequence[Dossier], ignore: tuple[str, ...], folder: str) -> list[Outline]:
    rules = instances(active(ignore, folder))[2]
    return [outline(dossier, rules) for dossier in dossiers]


def accepted(settings: Settings, today: str) -> Waivers:
    """What the settings and the file of waivers accept, and the findings of the baseline.

    Raises ConfigError for a waiver that is wrong, FileNotFoundError for a baseline that is no finished run. Where the
    last run is to be the baseline and there is none yet, everything counts.
    """
    given = [read_waiver(values, f"presscheck.toml: waive {n}") for n, values in enumerate(settings.waive, 1)]
    path = Path(settings.waivers or WAIVERS)
    given += read_waivers(path) if settings.waivers or path.is_file() else []
    for waiver in given:
        if not any(rule.code.startswith(waiver.rule) for rule in plugins.rules(settings.plugins)):
            raise ConfigError(f"{waiver.origin}: there is no rule {waiver.rule!r}; presscheck rules lists them")
    known = frozenset[tuple[str, str]]()
    if settings.baseline:
        with buckets.runs(settings.out) as runs, suppress(history.NoneYet):
            found = runs.find(settings.baseline, ["findings"]).path
            with tables.sound(found):
                rows = tables.scan(found, "findings", ["rule", "fingerprint"])
                known = frozenset((row["rule"], row["fingerprint"]) for row in rows)
            return Waivers(given, known, today=today, baseline=found.name)
    return Waivers(given, known, today=today)


def waived(dossiers: Iterable[Dossier], waivers: Waivers) -> list[Dossier]:
    """The dossiers, their waived findings marked."""
    return [replace(dossier, findings=waivers.apply(dossier.findings)) for dossier in dossiers]


def settle(batch: Batch, waivers: Waivers) -> Batch:
    """The batch with its own findings waived too, and with findings on the waivers themselves. Last: all must be there."""
    batch = replace(batch, findings=waivers.apply(batch.findings))
    judged = replace(batch, expired_waivers=waivers.expired, stale_waivers=waivers.stale)
    return replace(batch, findings=(*batch.findings, *check_batch(judged, [ExpiredWaiver(), StaleWaiver()])))


def active(ignore: Sequence[str], folder: str = "") -> tuple[type[Rule], ...]:
    """The rules that run: all, plug-ins too, but those whose code begins with one of `ignore`."""
    return tuple(rule for rule in plugins.rules(folder) if not rule.code.startswith(tuple(ignore) or ("-",)))


def check_codes(settings: Settings) -> None:
    """Raises ConfigError for a plug-in that cannot be used, and for a code that no rule's code begins with.

    Also for `ignore` with a rule that reports what could not be read: nothing is lost in silence.
    """
    rules = plugins.rules(settings.plugins)
    for code in (*settings.select, *settings.ignore, *settings.hold_rules):
        if not any(rule.code.startswith(code) for rule in rules):
            raise ConfigError(f"there is no rule {code!r}; presscheck rules lists them")
    for code in settings.ignore:
        if UNREADABLE.startswith(code) or code.startswith(UNREADABLE):
            raise ConfigError(
                f"{code} cannot be ignored: {UNREADABLE} reports what could not be read; a waiver can accept it"
            )


def reported(batch: Batch, select: Sequence[str]) -> Batch:
    """The batch with only the findings whose code begins with one of `select`; all of them without any.

    Inputs that could not be read are reported always: nothing is lost in silence.
    """
    if not select:
        return batch
    wanted = (*select, UNREADABLE)
    return replace(
        batch,
        dossiers=changed(
            batch.dossiers,
            lambda d: replace(d, findings=tuple(f for f in d.findings if f.rule.startswith(wanted))),
        ),
        findings=tuple(f for f in batch.findings if f.rule.startswith(wanted)),
    )


def examine(
    articles: Sequence[Article],
    unreadable: Sequence[Unreadable] = (),
    today: str = "",
    select: Sequence[str] = (),
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
    return reported(settle(connect(batch, folder=folder), waivers), select)


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
        runs.stage(_names(paths), settings.history, settings.baseline)
        try:
            run = audited(replace(settings, out=str(runs.folder)))
        except Interrupted:  # what it could go on from is temporary too
            raise Interrupted(kept=False) from None
        facts = run.facts | {"settings": run.facts["settings"] | {"out": buckets.shown(settings.out)}}
        _write_last(run.run_dir / "run.json", facts)
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
    if settings.out != (name := tables.printable(settings.out)):
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
            counts = runner.once(write_tables, folder, batches.pop(), settings.workers)
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
        stack.enter_context(_few_collections())
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


def _linked(asked: Asked, surveyed: _Surveyed, kept: _Kept, runner: Runner) -> Batch:
    """The whole batch, its findings as they are reported."""
    settings = asked.settings
    unreadable = [*surveyed.unreadable, *kept.unreadable]
    batch = asked.batch(kept.dossiers.settled(), Chained(kept.outlines), unreadable, surveyed.facts)
    given = (settings.ignore, settings.plugins, settings.out if settings.history else "", kept.prints, settings.workers)
    return reported(settle(runner.once(connect, batch, *given), asked.waivers), settings.select)


@contextmanager
def _resumable(journal: Journal) -> Iterator[None]:
    """An interrupted audit says whether there is something to go on from."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(journal.kept) from None


def asked_for(paths: Sequence[str | Path], settings: Settings) -> Asked:
    """An audit that can begin: everything that can be wrong with what was asked is known now, not after an hour.

    Raises what `audit` raises for paths, settings and suites, and OSError where nothing can be written.
    """
    started = datetime.now(UTC)
    found = find(paths, settings.out)
    if not found.sources and not found.unreadable:
        raise NothingToRead(f"no {', '.join(TYPES)} file in {', '.join(without_password(str(path)) for path in paths)}")
    suites = Path(settings.expectations) if settings.expectations else resources.folder("expectations")
    load(suites, settings.thresholds)
    check_codes(settings)
    waivers = accepted(settings, started.date().isoformat())
    probe(Path(settings.out))  # the last thing: who asked for what cannot be leaves no folder
    return Asked(_names(paths), settings, started, found, Intake.of(settings), suites, waivers)


def _names(paths: Sequence[str | Path]) -> tuple[str, ...]:
    """The paths as they may be printed and kept, sorted."""
    return tuple(sorted(tables.printable(without_password(str(path))) for path in paths))


def published(
    asked: Asked,
    unreadable: Sequence[Unreadable],
    search: Search,
    write: Callable[[Path], tables.Counts],
    validate: Callable[[Path, Path | None], list[tables.Row]],
    once: Callable[..., Any] = lambda step, *arguments: step(*arguments),
) -> Run:
    """The run folder: tables, suites, report, and run.json at last; no folder where any of it fails.

    `unreadable` and `search` are those of the batch. `write` writes its tables into a folder, `validate` gives the
    results of the suites for a run folder, and writes Data Docs into the other one, where there is one; `once` makes
    the report.
    """
    settings, clock = asked.settings, asked.clock
    run_dir = _new_folder(Path(settings.out), asked.started, asked.found.sources)
    try:
        with clock("write"):
            counts = write(run_dir / "data")
        with clock("validate"):
            expectations = validate(run_dir, run_dir / "data_docs" if settings.data_docs else None)
            tables.write(run_dir / "data", {"expectations": expectations})
        facts = _facts_of_run(run_dir, asked.started, unreadable, search, counts, settings)
        facts |= _facts_of_reading(asked.found.left_out, asked.intake)
        facts |= {"paths": [*asked.names], "baseline": asked.waivers.baseline}
        facts["counts"] |= {
            "expectations": len(expectations),
            "expectations_failed": sum(not row["success"] for row in expectations),
        }
        with clock("report"):
            since = history.since(run_dir, facts) if settings.history else None
            once(build_report, run_dir, facts, since)
        facts["seconds"] = clock.seconds
        _write_last(run_dir / "run.json", facts)
    except BaseException:
        shutil.rmtree(run_dir, ignore_errors=True)
        raise
    return Run(run_dir, facts, tables.Written(run_dir))


def write_tables(folder: Path, batch: Batch, workers: int) -> tables.Counts:
    """The tables of a batch; on several cores where it does not fit into memory."""
    return tables.write_batch(folder, batch, _local(batch, workers).each)


def build_report(run_dir: Path, facts: dict[str, Any], since: history.Since | None) -> None:
    """The HTML report of a run folder. `since` is what earlier runs of the same paths found."""
    from presscheck.report import html  # Jinja2 is needed last, and by nothing else

    runner = Local(facts["settings"]["workers"])
    with runner.together():
        html.build(run_dir, facts, since, runner.each)


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
        used = (rules, _versions("trafilatura", "lxml"))
        told = (self.digest, settings.ignore, asdict(settings.limits), sorted(settings.columns.items()), files, used)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _read(found: Found, intake: Intake, settings: Settings, runner: Runner, progress: Progress) -> _Surveyed:
    """Read and survey: the articles by shard, what could not be read, and what the whole batch has in common."""
    items: Iterable[Sources] = shards_of(inputs(found.sources, intake), intake)
    total = None
    if all(map(is_document, found.sources)):
        items, total = list(items), len(found.sources)
    done = runner.each(read_shard, items)
    shards = Spool[list[Article]](Path(settings.out), IN_MEMORY // SHARD)
    unreadable = [*found.unreadable]
    tallies: list[Tally] = []
    digest = hashlib.sha256()
    for shard in _counted(done, progress, "read", total, lambda shard: len(shard.ids) + len(shard.unreadable)):
        shards.put(shard.articles)
        unreadable += shard.unreadable
        tallies.append(shard.tally)
        intake.note(shard.used)
        digest.update("".join(shard.ids).encode())
    return _Surveyed(shards, unreadable, facts_of(tallies), digest.hexdigest())


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
    kept = _Kept(Spool(out, IN_MEMORY), Spool(out, IN_MEMORY // SHARD), Spool(out, IN_MEMORY // SHARD), [])
    like = Work([], surveyed.facts, settings.ignore, settings.plugins, settings.limits)
    shards = surveyed.shards
    sent = Changed(range(len(shards)), lambda place: (shards.parcel(place), like))
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


def shards_of(items: Iterable[Item], intake: Intake) -> Iterator[Sources]:
    """The inputs, cut into shards."""
    shard: list[Item] = []
    held = 0
    for item in items:
        shard.append(item)
        held += len(item.raw) if isinstance(item, Record | Row) else 0
        if len(shard) == SHARD or held > SHARD_BYTES:
            yield Sources(shard, intake)
            shard, held = [], 0
    if shard:
        yield Sources(shard, intake)


def _counted(
    results: Iterator[B], progress: Progress, step: str, total: int | None, size: Callable[[B], int]
) -> Iterator[B]:
    done = 0
    for result in results:
        done += size(result)
        progress(step, done, total)
        yield result


def this_day() -> str:
    """Today, ISO, in UTC."""
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
    unreadable: Sequence[Unreadable],
    search: Search,
    counts: tables.Counts,
    settings: Settings,
) -> dict[str, Any]:
    findings = counts.severities.total()
    return {
        "run": run_dir.name,
        "version": __version__,
        "started": started.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "unreadable": tables.unreadable_rows(unreadable),
        "settings": {
            **asdict(settings),
            "fail_on": str(settings.fail_on),
            "baseline": buckets.shown(settings.baseline),
        },
        "plugins": {plugin.rule.code: plugin.origin for plugin in plugins.find(settings.plugins)},
        "linking": asdict(search),
        "libraries": _versions("great-expectations", "pyarrow", "trafilatura", "duckdb"),
        "counts": {
            "inputs": tables.count_inputs(run_dir, unreadable),
            "articles": counts.rows["articles"],
            "unreadable": len(unreadable),
            "edits": counts.rows["ledger"],
            "chars_removed": counts.chars_removed,
            "findings": findings,
            "errors": counts.severities["error"],
            "warnings": counts.severities["warning"],
            "infos": counts.severities["info"],
            "waived": counts.rows["findings"] - findings,
            "links": counts.rows["links"],
            "stories": counts.rows["stories"],
        },
    }


def _versions(*libraries: str) -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in libraries}


def _facts_of_reading(left_out: Sequence[str], intake: Intake) -> dict[str, Any]:
    return {
        "left_out": [tables.printable(name) for name in (*left_out, *intake.left_out)],
        "no_pages": {tables.printable(name): count for name, count in intake.no_pages.items()},
        "columns": {tables.printable(name): used for name, used in intake.used.items()},
    }


def _write_last(path: Path, facts: dict[str, Any]) -> None:
    """run.json, by atomic rename: a folder without it is an unfinished run."""
    place(path, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
