"""What a run measured, as a table for the terminal, and as docs/accuracy.md with the table in README.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

import calibration
import targets
from pages import ROOT, SOURCES, STYLES

DOCUMENT = ROOT / "docs" / "accuracy.md"
README = ROOT / "README.md"
HANDED_OVER = (
    "What is scored: as body the clean text without the headline, which presscheck keeps and the labels do not; as "
    "authors the people, and where nobody is named the outlet, desk or agency that signed, which presscheck keeps in "
    "fields of their own and the labels count as authors."
)
CONFIDENCE = ROOT / "src" / "presscheck" / "lexicons" / "confidence.json"
PLANTED = "## Planted defects"
"""The last section."""
SELFTEST = ROOT / "benchmarks" / "selftest.json"
OPEN, CLOSE = "<!-- accuracy: written by make bench -->", "<!-- /accuracy -->"
TOOLS = ("keep all", "C4 rules", "jusText", "trafilatura", "trafilatura fast")
HEADS = ("keep", "C4", "jusText", "trafil.", "fast")
FEW = 20
"""Kinds of evidence that were seen less often are left out of the calibration table: their shares say nothing."""
FEW_PAGES = 4
"""Groups of fewer pages are left out of the tables."""
FIELD_NAMES = {"html": "HTML", "container": "text (container)", "dateline": "datelines"}

Scores = dict[str, Any]


@dataclass(frozen=True)
class Results:
    """One run of the benchmark. Scores are as the scorer gives them for one half: family -> group -> measure."""

    version: str
    day: str
    pages: str
    held_out: bool
    """Whether learned models had not seen the site of the page they read."""
    ours: Scores
    peers: dict[str, Scores]
    languages: dict[str, Scores]
    calibration: list[calibration.Line]


def console(results: Results) -> str:
    """The numbers beside others' and the targets, and the calibration by field; 100 columns."""
    ours = targets.numbers(results.ours)
    others = {tool: targets.numbers(scores) for tool, scores in results.peers.items()}
    lines = [f"{'':36}{'ours':>7}" + "".join(f"{head:>8}" for head in HEADS) + f"{'stated':>7}{'target':>7}"]
    for target in targets.TARGETS:
        if target.name in ours:
            value = ours[target.name]
            cells = (others.get(tool, {}).get(target.name) for tool in TOOLS)
            mark = "+" if target.reached(value) else " "
            lines.append(
                f"{target.name:36}{value:7.3f}"
                + "".join(" " * 8 if cell is None else f"{cell:8.3f}" for cell in cells)
                + ("" if target.stated is None else f"{target.stated:.3f}").rjust(7)
                + f"{target.bar:7.3f}{mark}"
            )
    reached = sum(target.reached(ours[target.name]) for target in targets.TARGETS if target.name in ours)
    lines.append(f"+ reached: {reached} of {len(ours)}. stated, not run: the best in the labelled pages' README\n")
    lines.append(f"{'confidence of chosen values':46}{'n':>6}{'stated':>9}{'right':>9}{'ECE':>9}")
    for line in results.calibration:
        if line.rule == "all" or line.n >= FEW:
            name = f"{line.medium} {line.field}" if line.rule == "all" else f"    {line.rule}"
            mark = "  above the bar" if line.rule == "all" and line.ece > calibration.BAR else ""
            lines.append(f"{name:46}{line.n:6}{line.confidence:9.3f}{line.right:9.3f}{line.ece:9.3f}{mark}")
    return "\n".join(lines)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def headline(results: Results) -> str:
    """The table that README and docs/accuracy.md share."""
    rows = []
    ours = targets.numbers(results.ours)
    for target in targets.TARGETS:
        if target.name in ours:
            value = ours[target.name]
            measured = {tool: targets.numbers(scores).get(target.name) for tool, scores in results.peers.items()}
            best = target.best({name: found for name, found in measured.items() if found is not None})
            other = f"{best[1]:.3f} {best[0]}" if best else "not known"
            reached = "reached" if target.reached(value) else ""
            rows.append((target.name, f"{value:.3f}", other, f"{target.bar:.3f}", reached))
    return markdown(("measured on", "presscheck", "best other tool", "target", ""), rows)


def document(results: Results) -> str:
    """docs/accuracy.md."""
    models = (
        "Learned weights were trained on this half; each page was read with weights trained without its site "
        "(five folds of sites, `benchmarks/folds.py`)."
        if results.held_out
        else "Nothing in this version is learned from these pages."
    )
    parts = [
        "# Accuracy",
        f"Written by `make bench` on {results.day}, presscheck {results.version}, on the development half of the labelled "
        f"pages (fingerprint {results.pages}). The pages are other people's and not in this repository. {models}",
        headline(results),
        "Best other tool: of those that the same run measured and those marked *, which the README of the labelled "
        "pages states. Lower is better for false places, errors, and dates claimed where there are none.",
        HANDED_OVER,
        "## Other tools, same pages, same run",
        _peers(results),
        "## By language",
        f"Groups of fewer than {FEW_PAGES} pages are not shown, here and below.",
        *_by_language(results),
        "## By source",
        *_by_source(results),
        "## Confidence",
        "Of the values given at 0.9, nine in ten should be right. `error` is the expected calibration error over ten "
        f"bins of equal width (Guo et al. 2017); the bar is {calibration.BAR} for a field. Only chosen values are judged, "
        f"only on pages whose labels have the field. Kinds of evidence seen fewer than {FEW} times are left out. "
        "Confidences were measured on these pages (`make calibrate`); the last column is the error when those of a site "
        "are measured on other sites only.",
        _calibration(results.calibration),
        *_selftest(),
    ]
    return joined(parts)


def joined(parts: Iterable[str]) -> str:
    """Headings and tables as they are, paragraphs in lines, an empty line between them."""
    return "\n\n".join(part if part.startswith(("#", "|")) else wrapped(part) for part in parts) + "\n"


def wrapped(text: str) -> str:
    """A paragraph in lines of at most 120 characters."""
    return fill(text, 120, break_long_words=False, break_on_hyphens=False)


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _rows(groups: dict[str, Scores], measures: Sequence[str]) -> list[list[str]]:
    """A row for each group of `FEW_PAGES` or more: its name and the measures."""
    return [
        [name, *(_number(found.get(measure)) for measure in measures)]
        for name, found in groups.items()
        if found.get("docs", FEW_PAGES) >= FEW_PAGES and any(found.get(measure) is not None for measure in measures[1:])
    ]


LINES = ("docs", "boiler_F1", "content_F1", "tok_F1", "tok_R", "within2pct")
LINE_HEADS = ("pages", "boiler F1", "content F1", "tokens F1", "content kept", "within 2 %")
BODY = ("docs", "bag_P", "bag_R", "bag_F1", "ge98")
BODY_HEADS = ("pages", "bag precision", "bag recall", "bag F1", "pages at 0.98")
META = ("docs", "title_exact", "auth_F1", "auth_exactset", "date_same", "topic_F1")
META_HEADS = ("pages", "title exact", "authors F1", "authors exact set", "same day", "topics F1")
TEXT_META = ("docs", "auth_F1", "auth_exactset", "date_same", "date_in_text_same", "date_absent_claimed")
TEXT_META_HEADS = ("pages", "authors F1", "authors exact set", "same day", "where in text", "claimed, none there")
WHOLE = ("inscriptis", "bs4")
"""Styles that dump a page with all of its menus."""
WHOLE_META = (
    "docs",
    "title_exact",
    "auth_F1",
    "auth_exactset",
    "date_same",
    "date_in_text_same",
    "date_absent_claimed",
)
WHOLE_META_HEADS = (META_HEADS[0], "title exact", *TEXT_META_HEADS[1:])
SEGMENTS = ("docs", "seg_P", "seg_R", "seg_F1")
SEGMENT_HEADS = ("pages", "precision", "recall", "F1")


def _peers(results: Results) -> str:
    ours = targets.numbers(results.ours)
    tools = {tool: targets.numbers(scores) for tool, scores in results.peers.items()}
    rows = [
        [name, _number(value), *(_number(tools[tool].get(name)) for tool in tools)]
        for name, value in ours.items()
        if any(name in found for found in tools.values())
    ]
    return markdown(("measured on", "presscheck", *tools), rows)


def _by_language(results: Results) -> list[str]:
    everybody = {"all": results.ours, **results.languages}

    def groups(family: str, name: str) -> dict[str, Scores]:
        return {code: scores.get(family, {}).get(name, {}) for code, scores in everybody.items()}

    return [
        *(
            part
            for style in STYLES
            for part in (
                f"Lines, {style}:",
                markdown(("language", *LINE_HEADS), _rows(groups("lines", f"style/{style}"), LINES)),
            )
        ),
        "HTML, body:",
        markdown(("language", *BODY_HEADS), _rows(groups("body", "all"), BODY)),
        "HTML, wanted and unwanted segments (trafilatura's pages):",
        markdown(("language", *SEGMENT_HEADS), _rows(groups("body", "traf-segments"), SEGMENTS)),
        "HTML, metadata of news pages:",
        markdown(("language", *META_HEADS), _rows(groups("meta", "html/all-news"), META)),
        "Text (container), metadata of news pages:",
        markdown(("language", *TEXT_META_HEADS), _rows(groups("meta", "container/all-news"), TEXT_META)),
    ]


def _by_source(results: Results) -> list[str]:
    lines, body, meta = (results.ours.get(family, {}) for family in ("lines", "body", "meta"))
    dumps = {
        f"{style}, {source}": lines.get(f"src/{style}/{source}") or lines.get(f"style-{source}/{style}") or {}
        for style in STYLES
        for source in SOURCES
    }
    forms = {
        form: {measure: value for measure, value in found.items() if form != "none" or measure in ("n", "false_place")}
        for form, found in results.ours.get("dateline", {}).items()
    }
    copies = results.ours.get("dups", {})
    found = copies.get("synth", {}).items()
    kinds = [(measure.removeprefix("R_"), _number(value)) for measure, value in found if measure.startswith("R_")]
    return [
        "Lines:",
        markdown(("style, source", *LINE_HEADS), _rows(dumps, LINES)),
        "HTML, body:",
        markdown(("source", *BODY_HEADS), _rows({source: body.get(source, {}) for source in SOURCES}, BODY)),
        "HTML, metadata:",
        markdown(("source", *META_HEADS), _rows({source: meta.get(f"html/{source}", {}) for source in SOURCES}, META)),
        "Text (container), metadata:",
        markdown(
            ("source", *TEXT_META_HEADS),
            _rows({source: meta.get(f"container/{source}", {}) for source in SOURCES}, TEXT_META),
        ),
        "Whole pages with their menus (inscriptis, BeautifulSoup), metadata:",
        markdown(
            ("style, source", *WHOLE_META_HEADS),
            _rows(
                {f"{style}, {source}": meta.get(f"{style}/{source}", {}) for style in WHOLE for source in SOURCES},
                WHOLE_META,
            ),
        ),
        "Datelines, by the form they are written in:",
        markdown(
            ("form", "stories", "place", "false places", "day", "agency"),
            _rows(forms, ("n", "place_exact", "false_place", "date_ok", "agency_ok")),
        ),
        "Copies, by set:",
        markdown(
            ("set", "articles", "pair precision", "pair recall", "pair F1", "ARI", "template alarms", "quote alarms"),
            _rows(copies, ("docs", "pair_P", "pair_R", "pair_F1", "ARI", "fp_template", "fp_quote")),
        ),
        "Constructed copies, share of pairs found by what was done to the second article:",
        markdown(("kind", "pairs found"), kinds),
    ]


def _calibration(lines: Sequence[calibration.Line]) -> str:
    apart = json.loads(CONFIDENCE.read_text("utf-8"))["card"]["error on sites left out"]
    rows = []
    for line in lines:
        if line.rule == "all" or line.n >= FEW:
            name = f"**{FIELD_NAMES[line.medium]}, {line.field}**" if line.rule == "all" else line.rule
            medium = "html" if line.medium == "html" else "text"
            errors = (
                (_number(line.ece), _number(apart.get(f"{medium} {line.field}"))) if line.rule == "all" else ("", "")
            )
            rows.append((name, str(line.n), _number(line.confidence), _number(line.right), *errors))
    return markdown(("field, and what it was read from", "n", "stated", "right", "error", "on sites left out"), rows)


def _selftest() -> list[str]:
    """What `make selftest-bench` left: recall of planted defects, and false alarms."""
    if not SELFTEST.is_file():
        return []
    found = json.loads(SELFTEST.read_text("utf-8"))
    rules: dict[str, list[Scores]] = {}
    for row in found["recall"]:
        rules.setdefault(row["rule"], []).append(row)
    recall = [
        (
            code,
            str(sum(row["planted"] for row in rows)),
            str(sum(row["found"] for row in rows)),
            ", ".join(
                f"{row['language']} {row['found']}/{row['planted']}" for row in rows if row["found"] < row["planted"]
            ),
        )
        for code, rows in rules.items()
    ]
    alarms = [(row["rule"], str(row["articles"]), f"{row['share']:.4f}") for row in found["false_alarms"]]
    return [
        PLANTED,
        f"From `make selftest-bench`: {found['articles']} labelled bodies, each with a headline, a byline and a day on "
        f"top; defects went into the {found['clean']} without a finding of severity warning or above. Furniture counts "
        "as found when any rule takes it out. The wordings are presscheck's own samples: the table shows what "
        "surroundings do to a rule, not how many wordings it knows.",
        markdown(("rule", "planted", "found", "languages with misses"), recall),
        "False alarms of rules of severity warning or above; the bar is 0.005. Some are right: labelled bodies have "
        "defects too.",
        markdown(("rule", "articles", "share"), alarms),
    ]


def block(text: str) -> str:
    """What stands between the markers of a text. Raises ValueError without them."""
    return text[text.index(OPEN) + len(OPEN) : text.index(CLOSE)].strip()


def filled(text: str, table: str) -> str:
    """A text with a table between its markers. Raises ValueError without them."""
    return f"{text[: text.index(OPEN)]}{OPEN}\n{table}\n{text[text.index(CLOSE) :]}"


def write_selftest() -> None:
    """Write the last section of docs/accuracy.md anew."""
    rest = DOCUMENT.read_text("utf-8").partition(PLANTED)[0].rstrip("\n")
    DOCUMENT.write_text(f"{rest}\n\n{joined(_selftest())}", "utf-8")


def write(results: Results) -> None:
    """Write docs/accuracy.md, and the headline table between README's markers."""
    DOCUMENT.write_text(document(results), "utf-8")
    README.write_text(filled(README.read_text("utf-8"), headline(results)), "utf-8")
