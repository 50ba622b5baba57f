"""Great Expectations at work: contracts and tables in, result rows out.

Only this module and `data_docs` import great_expectations. That takes seconds, so `presscheck.validate` runs this one
in a process of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

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

# The positions of failing rows, of all of them, come at no cost on pandas. Names for them (unexpected_index_column_names) take
# 270 s for nine failing expectations on a million rows, so they are looked up by position afterwards.
_RESULT_FORMAT: dict[str, Any] = {"result_format": "SUMMARY", "partial_unexpected_count": sys.maxsize}


class Engine:
    """Great Expectations in a context that lives in memory only; serves any number of runs."""

    def __init__(self) -> None:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        asset = context.data_sources.add_pandas("presscheck").add_dataframe_asset("view")
        self._whole: BatchDefinition[Any] = asset.add_batch_definition_whole_dataframe("whole")

    def check(
        self,
        run_dir: Path,
        suites_dir: Path,
        thresholds: Thresholds = suites.NO_THRESHOLDS,
        docs: Path | None = None,
    ) -> list[dict[str, Any]]:
        """Check every contract of a folder of suites against the tables of a run; Data Docs go to `docs`.

        Rows in the shape of ``SCHEMAS["expectations"]``, in the order of the files. Raises ValidationError
        where a contract cannot be checked: that is never counted as a contract that is not met.
        """
        contracts = suites.load(suites_dir, thresholds)
        expectations = {contract.label: _understood(contract) for contract in contracts}
        done: dict[str, dict[str, Any]] = {}
        answers: dict[str, ExpectationValidationResult] = {}
        with Tables(run_dir) as tables:
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
        self, tables: Tables, view: str, contracts: list[Contract], expectations: dict[str, Expectation]
    ) -> Iterator[tuple[Contract, ExpectationValidationResult]]:
        """Each contract on one view with what Great Expectations says, in the order of the contracts."""
        tables.prepare(view, contracts)
        frame = tables.frame(view, _needed(contracts))
        together = ExpectationSuite(name=view, expectations=[expectations[contract.label] for contract in contracts])
        batch = self._whole.get_batch({"dataframe": frame})
        # Great Expectations answers in an order of its own; the label in `meta` says which is which.
        answers = {
            result.expectation_config.meta["label"]: result
            for result in batch.validate(together, result_format=_RESULT_FORMAT).results
            if result.expectation_config
        }
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


def _row(tables: Tables, contract: Contract, expectation: Expectation, result: dict[str, Any]) -> dict[str, Any]:
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
