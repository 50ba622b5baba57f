"""The page of a rule: its docstring, with an example from its cases and what presscheck says of it.

``python -m presscheck.explain docs`` writes the pages of all rules to ``docs/rules``, with an index, and the JSON
schema beside them.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from presscheck import plugins, resources, testing
from presscheck.report.schema import audit_schema
from presscheck.report.text import diagnostic
from presscheck.rule import Rule, StripRule
from presscheck.rules import RULES
from presscheck.selection import UNREADABLE

MEASURED = "precision.json"
"""What ``make bench-rules`` writes: ``{"rules": {CODE: {"n": lines that it took, "precision": share that is right}}}``."""


def page(rule: type[Rule], folder: str = "") -> str:
    """The page as Markdown, headings in the order in which a reader asks. `folder` is that of plug-ins.

    The example is run, so it shows what the rule says today.
    """
    summary, sections = _sections(rule.page())
    example = _example(rule, folder)
    if example:
        sections = _before(sections, "What to do", "Example", example)
    sections["When it is wrong"] = f"{sections.get('When it is wrong', '')}\n\n{precision(rule)}".strip()
    if "Options" not in sections:
        sections = _before(sections, "History", "Options", _options(rule))
    head = f"# {rule.code} {rule.name}\n\nSeverity {rule.severity}, confidence {rule.confidence}.\n\n{summary}\n\n"
    return head + "\n\n".join(f"## {heading}\n{text}" for heading, text in sections.items()) + "\n"


def pages() -> dict[str, str]:
    """Every generated file below ``docs``, by its path there: a page a rule of ours, their index, the JSON schema."""
    ordered = sorted(RULES, key=lambda rule: rule.code)
    made = {f"rules/{rule.code}.md": page(rule) for rule in ordered}
    made["rules/index.md"] = _index(ordered)
    made["audit.schema.json"] = json.dumps(audit_schema(), indent=2) + "\n"
    return made


def write(docs: Path) -> None:
    """Write `pages`, and remove pages of rules that are no more."""
    made = pages()
    (docs / "rules").mkdir(parents=True, exist_ok=True)
    for path in (docs / "rules").glob("*.md"):
        if f"rules/{path.name}" not in made:
            path.unlink()
    for name, text in made.items():
        (docs / name).write_text(text, "utf-8")


def precision(rule: type[Rule]) -> str:
    """How often it is right on labelled pages, with n, in a sentence; or why that is not known."""
    if measured := _measured().get(rule.code):
        return f"Precision on labelled pages: {measured['precision']:.3f} (n = {measured['n']:,} lines that it took)."
    if not issubclass(rule, StripRule):
        return "Precision is not measured: labelled pages say which lines are article, and this is no rule about lines."
    if rule not in RULES:
        return "Precision is not measured: it is no rule of presscheck's own."
    return "Precision is not measured: no line that it takes is labelled."


@cache
def _measured() -> dict[str, dict[str, float]]:
    """What was measured; nothing where it was not."""
    try:
        path = resources.folder("pages", "docs/rules") / MEASURED
        loaded: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))["rules"]
    except FileNotFoundError:
        return {}
    return loaded


def _sections(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first heading, and the text below each."""
    summary, *parts = f"\n{text}".split("\n## ")
    cut = (part.partition("\n") for part in parts)
    return summary.strip(), {heading.strip(): body.strip() for heading, _, body in cut}


def _before(sections: dict[str, str], behind: str, heading: str, text: str) -> dict[str, str]:
    """The sections with one more, before `behind`; at the end where that is missing."""
    done: dict[str, str] = {}
    for known, body in sections.items():
        if known == behind:
            done[heading] = text
        done[known] = body
    return done if heading in done else {**done, heading: text}


def _options(rule: type[Rule]) -> str:
    if rule.code.startswith(UNREADABLE):
        return "None of its own, and it cannot be ignored: nothing is lost in silence. A waiver can accept what it reports."
    left = "; what it removes then stays in the text" if issubclass(rule, StripRule) else ""
    return f'None of its own. `ignore = ["{rule.code}"]` in `presscheck.toml` switches it off{left}.'


def _example(rule: type[Rule], folder: str) -> str:
    """The first case that fires, its text and the diagnostics; empty where there are no cases."""
    path = plugins.cases_of(rule, folder) or _own_cases(rule)
    if path is None or not path.is_file():
        return ""
    for case in testing.load_cases(path).values():
        if case["expect"]:
            shown = "\n\n".join(f"    {line}" for article in testing.articles_of(case) for line in _lines(article.text))
            said = "\n".join(f"    {diagnostic(found)}" for found in testing.findings_of(rule, case, folder))
            return f"{shown}\n\npresscheck says:\n\n{said}"
    return ""


def _own_cases(rule: type[Rule]) -> Path | None:
    try:
        return resources.folder("cases", "tests/rules") / f"{rule.code}.yml"
    except FileNotFoundError:
        return None


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _index(ordered: list[type[Rule]]) -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {rule.summary().replace('|', '&#124;')} |"
        for rule in ordered
    ]
    return "\n".join(
        [
            "# Rules",
            "",
            f"{len(ordered)} rules, written by `make rule-pages` from `src/presscheck/rules` and `tests/rules`.",
            "",
            "| code | name | severity | about |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m presscheck.explain docs")
    write(Path(sys.argv[1]))
