"""Verdicts of a reviewer, as the report exports them, turned into waivers or labelled cases."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from presscheck import tables
from presscheck.check.waivers import CODE
from presscheck.config import ConfigError, json_lines
from presscheck.files import place

VERDICTS = ("real", "not real", "unsure")
REQUIRED = ("article_id", "source", "rule", "fingerprint", "verdict")
UNEXPLAINED = "a reviewer found it not real"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of one finding."""

    article_id: str
    source: str
    rule: str
    fingerprint: str
    verdict: str
    note: str = ""


def read(path: Path) -> list[Decision]:
    """The decisions of a ``decisions.jsonl``, the last of each finding. Raises ConfigError that names file and line."""
    last: dict[tuple[str, str], Decision] = {}
    for told, origin in json_lines(path):
        one = _decision(told, origin)
        last[one.rule, one.fingerprint] = one
    return list(last.values())


def _decision(told: Any, origin: str) -> Decision:
    if not isinstance(told, Mapping) or not all(isinstance(told.get(key), str) and told[key] for key in REQUIRED):
        raise ConfigError(f"{origin}: a decision is an object with {', '.join(REQUIRED)}")
    if told["verdict"] not in VERDICTS:
        raise ConfigError(f"{origin}: verdict is one of {', '.join(VERDICTS)}, not {told['verdict']!r}")
    if not CODE.match(told["rule"]):
        raise ConfigError(f"{origin}: rule takes a code, not {told['rule']!r}")
    return Decision(**{key: told[key] for key in REQUIRED}, note=str(told.get("note") or ""))


def waivers(decisions: Iterable[Decision], owner: str) -> list[dict[str, str]]:
    """A waiver for each finding that is not real, as `check.waivers` reads it."""
    return [
        {"rule": one.rule, "reason": one.note or UNEXPLAINED, "owner": owner, "fingerprint": one.fingerprint}
        for one in decisions
        if one.verdict == "not real"
    ]


def add_waivers(path: Path, found: Iterable[Mapping[str, str]]) -> int:
    """Append to a file of waivers what it does not hold yet, by rule and fingerprint; how many that were."""
    text = path.read_text("utf-8") if path.exists() else ""
    held = [json.loads(line) for line in text.split("\n") if line.strip()]
    known = {(row.get("rule"), row.get("fingerprint")) for row in held}
    fresh = [row for row in found if (row["rule"], row["fingerprint"]) not in known]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in fresh)
    whole = text + ("" if not text or text.endswith("\n") else "\n") + lines
    place(Path(os.path.realpath(path)), whole.encode("utf-8", "backslashreplace"))
    return len(fresh)


def cases(
    decisions: Iterable[Decision], pages: Mapping[str, str], findings: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """Rule -> labelled cases as YAML, in the form that ``presscheck test-rules`` runs.

    `pages` has the page text of an article id, `findings` are the rows of the run. A case expects the findings of its
    rule in the article that were said to be real. Articles with a finding of the rule that nobody decided, or about
    which the reviewer is unsure, make no case: what is to be expected there is not known.
    """
    said = {(one.rule, one.fingerprint): one for one in decisions}
    by_page: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in findings:
        by_page.setdefault((row["rule"], row["article_id"]), []).append(row)
    made: dict[str, dict[str, Any]] = {}
    for (rule, article_id), rows in sorted(by_page.items()):
        verdicts = [said[key].verdict if (key := (rule, row["fingerprint"])) in said else "unsure" for row in rows]
        if article_id not in pages or "unsure" in verdicts:
            continue
        text = pages[article_id]
        expect = [
            {"span": text[row["start"] : row["end"]]}
            if row["start"] is not None
            else {"span": None, "message": row["message"]}
            for row, verdict in zip(rows, verdicts, strict=True)
            if verdict == "real"
        ]
        made.setdefault(rule, {})[f"reviewed_{article_id}"] = {"text": text, "expect": expect}
    return {rule: yaml.safe_dump(some, allow_unicode=True, sort_keys=False) for rule, some in made.items()}


def cases_of(decisions: Sequence[Decision], run_dir: Path) -> dict[str, str]:
    """`cases` from a run folder."""
    import pyarrow.compute as pc

    wanted = {one.article_id for one in decisions}
    findings = tables.scan(run_dir, "findings", where=pc.field("article_id").isin([*wanted]))
    return cases(decisions, tables.page_texts(run_dir, wanted), findings)
