"""What an audit shows while it runs: findings as they come, and how far it is."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from presscheck.config import Settings
    from presscheck.pipeline import Progress
    from presscheck.report.text import Printer
    from presscheck.run_folder import Run

T = TypeVar("T")


class Display:
    """Findings on standard output as they come, a progress bar on standard error while it takes long."""

    def __init__(self, form: str, output: Path | None, sources: int | None, reported: tuple[str, ...]) -> None:
        """`reported`: what the codes of the rules begin with whose findings are printed."""
        from rich.console import Console

        self._form = form
        self._reported = reported
        self._output = output
        self._draft = io.StringIO() if output else None
        self._console: Console = Console(file=self._draft)
        self._printer: Printer | None = None
        self._sources = sources
        self._bar = Bar()
        self.progress: Progress = self._bar.step

    def __enter__(self) -> Display:
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.close()

    def _print(self) -> Printer:
        if self._printer is None:
            from presscheck.report.text import Printer

            self._printer = Printer(self._console, self._sources)
        return self._printer

    def findings(self, findings: Iterable[Any]) -> None:
        """Print findings, where text is wanted."""
        if self._form == "text":
            self._bar.pause()
            self._print().findings(f for f in findings if f.rule.startswith(self._reported))
            sys.stdout.flush()

    def end(self, run: Run, settings: Settings) -> None:
        """Print what is known at the end only: suites and the place of the report, or everything in another form.

        Raises OSError where the file that it should go to cannot be written.
        """
        if self._form == "text":
            printer = self._print()
            printer.suites(run.tables["expectations"])
            printer.search(run.facts["linking"])
            printer.columns(run.facts["columns"])
            place = f"{run.where}/{run.report.name}"
            printer.end(run.facts["counts"], place, run.facts["left_out"], sum(run.facts["no_pages"].values()))
            text = self._draft.getvalue() if self._draft else ""
        else:
            from presscheck.report import formats
            from presscheck.selection import active

            rules = active(settings.ignore, settings.plugins)
            text = formats.render(self._form, run.where, run.tables, run.facts, rules)
        if self._output:
            from presscheck.report import formats

            formats.write(self._output, text)
        else:
            sys.stdout.write(text)


class Bar:
    """A progress bar on a terminal's standard error, shown from the second second on."""

    DELAY = 2.0

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._start = self._clock()
        self._begun = self._start
        self._live: Any = None
        self._task: Any = None
        self._step = ""

    def step(self, step: str, done: int, total: int | None) -> None:
        """So many of so many articles are through this step."""
        if not sys.stderr.isatty() or self._clock() - self._start < self.DELAY:
            return
        if self._live is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )
            self._live = Progress(*columns, console=Console(stderr=True), transient=True)
            self._live.start()
            self._task = self._live.add_task(step, total=total, rate="")
        if step != self._step:
            self._live.reset(self._task, total=total, description=step)
            self._step = step
            self._begun = self._clock()
        taken = self._clock() - self._begun
        rate = f"{done / taken:,.0f} a second" if taken > 1 else ""
        self._live.update(self._task, completed=done, rate=rate)

    def each(self, step: str, items: Iterable[T], total: int) -> Iterator[T]:
        """The items, counted."""
        for done, item in enumerate(items, 1):
            yield item
            self.step(step, done, total)

    def pause(self) -> None:
        """Out of the way of what is about to be printed."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    close = pause
