"""Who executes the steps: this process, or a pool of processes. Prefect's runner is in ``flows/audit.py``."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain, islice
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from multiprocessing.util import get_temp_dir
from threading import Thread
from typing import Any, Protocol, TypeVar

from presscheck import lean

A = TypeVar("A")
B = TypeVar("B")
STEPS = "presscheck.pipeline"
"""What imports all of them: the server that workers are forked from does, so that each begins with them."""
OBJECTS = 50_000
"""Python looks for cycles of objects when so many were made, not at every 700: looking takes 7 % of an audit of web pages."""

LONGEST = 70
"""Bytes of a folder for sockets: an address has 107 on Linux and 103 on macOS, and Python puts 32 behind the folder."""


class WorkerLost(OSError):
    """A process of the pool is gone. No file is to blame for sure, and nothing of the run is kept."""


class Runner(Protocol):
    """Executes steps. Each step is a function of a module: other processes find it by its name."""

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
        context.set_forkserver_preload([STEPS])
        _start_fork_server()
        with ProcessPoolExecutor(self.workers, context, _begin_in_pool, (self._plugins,)) as pool:
            self._pool = pool
            try:
                yield pool
            finally:
                self._pool = None

    def each(self, step: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The step over every item; in order, as they are ready. Raises WorkerLost where a process of the pool is killed."""
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


def _sockets_in_a_short_folder() -> None:
    """The server's socket is made in the system's own temporary folder where `TMPDIR` is too long for an address of one."""
    folder = tempfile.gettempdir()
    if len(os.fsencode(folder)) > LONGEST:
        tempfile.tempdir = "/tmp"  # noqa: S108 - the folder in it is made by mkdtemp
        try:
            get_temp_dir()  # made once, for all sockets of this process
        finally:
            tempfile.tempdir = folder


def _start_fork_server() -> None:
    """The server that workers are forked from, deaf to Ctrl-C: while it imports the steps it would print a traceback.

    The signal is blocked, not ignored: one that comes meanwhile reaches this process behind it.
    """
    _sockets_in_a_short_folder()
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
def few_collections() -> Iterator[None]:
    """Python looks for cycles of objects seldom in the block."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
