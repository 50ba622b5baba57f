"""Great Expectations at work: contracts and tables in, result rows out.

Only this module and `data_docs` import great_expectations. That takes seconds, so `presscheck.validate` runs this one
in a process of its own; `presscheck.cluster`, for which seconds are few, in the one that has the Spark session.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Protocol

import great_expectations as gx
from great_expectations.core.expectation_suite import ExpectationSuite
from great_expectations.data_context.types.base import ProgressBarsConfig

from presscheck.config import Thresholds
from presscheck.validate import data_docs, suites
from presscheck.validate.rows import MAX_NAMED, row
from presscheck.validate.suites import Contract, ValidationError
from presscheck.validate.tables import Tables

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.expectations.expectation import Expectation


class Frames(Protocol):
    """The views on the tables of a run, as data frames of a `Kind`."""

    def prepare(self, view: str, contracts: Sequence[Contract]) -> None:
        """Compute a view for the contracts that look at it. Raises ValidationError for what is missing."""
        ...

    def frame(self, view: str, columns: Sequence[str]) -> Any:
        """These columns of a view that is prepared, or all of them where none is named."""
        ...

    def articles(self, view: str, rows: Sequence[Any]) -> tuple[list[str], list[str]]:
        """The article ids and the sources of failing rows, as `Kind.failing` gives them; each once, in order."""
        ...


@dataclass(frozen=True)
class Kind:
    """A kind of data frames, and what is asked about them."""

    source: str
    """The data source of Great Expectations."""
    asked: dict[str, Any]
    """The format of the results of all expectations."""
    failing: dict[str, Any]
    """The format in which those that fail are asked again, for their rows; empty where `asked` gives the rows already."""


# The positions of failing rows, of all of them, come at no cost on pandas. Names for them (unexpected_index_column_names) take
# 270 s for nine failing expectations on a million rows, so they are looked up by position afterwards.
PANDAS = Kind("pandas", {"result_format": "SUMMARY", "partial_unexpected_count": sys.maxsize}, {})
# Rows of Spark have no positions. All counts of a view are one query; rows are a query for each expectation, so only
# those that fail are asked for them. The count is a Java int.
SPARK = Kind(
    "spark",
    {"result_format": "BASIC", "partial_unexpected_count": 0},
    {
        "result_format": "SUMMARY",
        "partial_unexpected_count": (1 << 31) - 1,
        "unexpected_index_column_names": ["source", "article_id"],
        "exclude_unexpected_values": True,
    },
)


class Engine:
    """Great Expectations in a context that lives in memory only; serves any number of runs."""

    def __init__(self, kind: Kind = PANDAS) -> None:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        source = getattr(context.data_sources, f"add_{kind.source}")("presscheck")
        asset = source.add_dataframe_asset("view")
        self._kind = kind
        self._whole: BatchDefinition[Any] = asset.add_batch_definition_whole_dataframe("whole")

    def check(
        self,
        run_dir: Path,
        suites_dir: Path,
        thresholds: Thresholds = suites.NO_THRESHOLDS,
        docs: Path | None = None,
    ) -> list[dict[str, Any]]:
        """Check every contract of a folder of suites against the tables of a run, on pandas: see `check_frames`."""
        with Tables(run_dir) as tables:
            return self.check_frames(tables, suites_dir, thresholds, docs)

    def check_frames(
        self,
        tables: Frames,
        suites_dir: Path,
        thresholds: Thresholds = suites.NO_THRESHOLDS,
        docs: Path | None = None,
    ) -> list[dict[str, Any]]:
        """Check every contract of a folder of suites against views; Data Docs go to `docs`.

        Rows in the shape of ``SCHEMAS["expectations"]``, in the order of the files. Raises ValidationError
        where a contract cannot be checked: that is never counted as a contract that is not met.
        """
        contracts = suites.load(suites_dir, thresholds)
        expectations = {contract.label: _understood(contract) for contract in contracts}
        done: dict[str, dict[str, Any]] = {}
        answers: dict[str, ExpectationValidationResult] = {}
        for view in dict.fromkeys(contract.table for contract in contracts):
            looking = [contract for contract in contracts if contract.table == view]
            for contract, answer in self._answers(tables, view, looking, expectations):
                result = _result(contract, answer)
                done[contract.label] = _row(tables, contract, expectations[contract.label], result)
                answers[contract.label] = _shortened(answer)
        if docs:
            by_suite: dict[str, list[ExpectationValidationResult]] = {}
            for contract in contracts:
                by_suite.setdefault(contract.suite, []).append(answers[contract.label])
            data_docs.write(docs, by_suite)
        return [done[contract.label] for contract in contracts]

    def _answers(
        self, tables: Frames, view: str, contracts: list[Contract], expectations: dict[str, Expectation]
    ) -> Iterator[tuple[Contract, ExpectationValidationResult]]:
        """Each contract on one view with what Great Expectations says, in the order of the contracts."""
        tables.prepare(view, contracts)
        frame = tables.frame(view, _needed(contracts))
        batch = self._whole.get_batch({"dataframe": frame})

        def answers_to(labels: Sequence[str], result_format: dict[str, Any]) -> dict[str, ExpectationValidationResult]:
            together = ExpectationSuite(name=view, expectations=[expectations[label] for label in labels])
            # Great Expectations answers in an order of its own; the label in `meta` says which is which.
            return {
                result.expectation_config.meta["label"]: result
                for result in batch.validate(together, result_format=result_format).results
                if result.expectation_config
            }

        answers = answers_to([contract.label for contract in contracts], self._kind.asked)
        failing = [label for label, answer in answers.items() if not answer.success]
        if failing and self._kind.failing:
            answers |= answers_to(failing, self._kind.failing)
        for contract in contracts:
            if contract.label not in answers:
                raise ValidationError(f"{contract.label}: Great Expectations gave no result for it")
            yield contract, answers[contract.label]


def _needed(contracts: list[Contract]) -> list[str]:
    """The columns to load; none stands for all, for contracts on the columns of the table themselves."""
    if any(contract.type.startswith("expect_table_column") for contract in contracts):
        return []
    return list(dict.fromkeys(name for contract in contracts for name in contract.columns)) or ["article_id"]


def _understood(contract: Contract) -> Expectation:
    """A contract as Great Expectations understands it.

    Loaded one by one: a suite loses an expectation of a type it does not know, and says so in a log only.
    """
    given = {
        "type": contract.type,
        "kwargs": dict(contract.kwargs),
        "severity": contract.severity,
        "description": contract.description or None,
        "notes": contract.notes,
        "meta": {"label": contract.label},
    }
    try:
        loaded = ExpectationSuite(name=contract.suite, expectations=[given]).expectations
    except Exception as error:
        raise ValidationError(f"{contract.label}: Great Expectations refuses it: {error}") from error
    if len(loaded) != 1:
        raise ValidationError(f"{contract.label}: Great Expectations has no expectation of the type {contract.type}")
    return loaded[0]


def _result(contract: Contract, answer: ExpectationValidationResult) -> dict[str, Any]:
    """What was found, with `success` in it. Raises ValidationError where the check itself broke."""
    raised = answer.exception_info or {}
    if raised.get("raised_exception") is not False:
        messages = {
            str(one["exception_message"])
            for one in (raised, *raised.values())
            if isinstance(one, dict) and one.get("exception_message")
        }
        raise ValidationError(f"{contract.label} could not be checked: {'; '.join(sorted(messages)) or raised}")
    return {**answer.result, "success": bool(answer.success)}


def _row(tables: Frames, contract: Contract, expectation: Expectation, result: dict[str, Any]) -> dict[str, Any]:
    failing = [] if result["success"] else result.get("partial_unexpected_index_list") or []
    named = tables.articles(contract.table, failing)
    return row(contract, contract.description or _rendered(expectation), result, *named)


def _shortened(answer: ExpectationValidationResult) -> ExpectationValidationResult:
    """The answer with as many failing values as a page can show."""
    for values in answer.result.values():
        if isinstance(values, list):
            del values[MAX_NAMED:]
    return answer


def _rendered(expectation: Expectation) -> str:
    """The contract in the words of Great Expectations, for a suite that gives it no description."""
    expectation.render()
    for content in expectation.rendered_content or []:
        value: Any = content.to_json_dict()["value"]
        if isinstance(value, dict) and value.get("template"):
            filled = {name: param["value"] for name, param in (value.get("params") or {}).items()}
            return Template(value["template"]).safe_substitute(filled)
    return expectation.expectation_type.replace("_", " ")
