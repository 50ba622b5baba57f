"""The page of a rule: its docstring, with an example from its cases and what presscheck says of it."""

from __future__ import annotations

from presscheck import resources, testing
from presscheck.rule import Rule

EXAMPLE_BEFORE = "## What to do"


def page(rule: type[Rule]) -> str:
    """The page as Markdown. The example is run, so it shows what the rule says today."""
    head = f"# {rule.code} {rule.name}\n\nSeverity {rule.severity}, confidence {rule.confidence}.\n\n"
    body = rule.page()
    example = _example(rule)
    return head + body.replace(EXAMPLE_BEFORE, f"{example}{EXAMPLE_BEFORE}", 1) + "\n"


def _example(rule: type[Rule]) -> str:
    """The first case that fires, its text and the diagnostics; empty where the cases are not installed."""
    try:
        path = resources.folder("cases", "tests/rules") / f"{rule.code}.yml"
    except FileNotFoundError:
        return ""
    for case in testing.load_cases(path).values() if path.is_file() else ():
        if case["expect"]:
            shown = "\n\n".join(
                f"    {line}" if line else "" for article in testing.articles_of(case) for line in _lines(article.text)
            )
            said = "\n".join(f"- {hit['message']}" for hit in testing.run_case(rule, case))
            return f"## Example\n{shown}\n\n{said}\n\n"
    return ""


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
