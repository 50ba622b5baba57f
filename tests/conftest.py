"""For all tests: audits in the process of the tests share one process that checks contracts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest

from presscheck import pipeline
from presscheck.validate import Validator


@pytest.fixture(scope="session", autouse=True)
def one_validator() -> Iterator[None]:
    """Great Expectations takes seconds to import. Commands that tests run, and their own `Validator`s, start theirs."""
    started: list[Validator] = []

    class Shared(Validator):
        @classmethod
        def start(cls) -> AbstractContextManager[Validator]:  # type: ignore[override]
            if not started or not started[-1].alive:
                started.append(Validator())
            return nullcontext(started[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Validator", Shared)
        yield
    for validator in started:
        validator.close()
