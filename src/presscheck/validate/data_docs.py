"""Great Expectations' own pages for a run (Data Docs), made to open offline.

Its templates load fifteen assets from six hosts. Here all of that is taken out again, scripts too, and a short style
sheet stands in for Bootstrap's; what scripts would have folded is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import great_expectations
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view.view import DefaultJinjaPageView
from lxml import etree
from lxml import html as lxml_html

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_LOADING = "//script | //link | //img | //iframe | //form | //button | //object | //embed | //base | //noscript | //svg"
_UNUSED = (
    "//nav[contains(@class, 'navbar')] | //*[contains(@class, 'ge-walkthrough-modal')] | //footer | //*[@id='cta-footer']"
    " | //*[contains(@class, 'cloud-footer')] | //*[contains(@class, 'popover')]"
    " | //div[contains(@class, 'sticky')] | //a[@data-toggle] | //tr[td//text()[normalize-space() = '__none__']]"
)
_STYLE = """
:root { color-scheme: light dark; --line: #ccc; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem clamp(1rem, 3vw, 3rem); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
  background: light-dark(#fffefb, #171512); color: light-dark(#1e1c19, #e9e4da); }
a { color: light-dark(#1c4f8c, #9fc3f3); }
h1 { font-size: 1.6rem; }
h2, h3 { font-size: 1.15rem; margin: 1rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; table-layout: auto; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; }
.table-wrap { overflow-x: auto; }
.badge { border: 1px solid; border-radius: 3px; padding: 0 .3em; font-size: .9em; }
.alert { border: 1px solid var(--line); padding: .5rem .8rem; }
.fas { font-style: normal; white-space: nowrap; }
.fas.text-success::before { content: "\\2713  met"; }
.fas.text-danger::before { content: "\\2715  failed"; }
.fas.text-warning::before { content: "\\25b2  warning"; }
ul { padding-inline-start: 1.2rem; }
"""


def write(folder: Path, answers: Mapping[str, Sequence[ExpectationValidationResult]]) -> None:
    """Write a page for each suite, and ``index.html``. `answers` are by suite, in the order of the index."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for suite, results in answers.items():
        passed = sum(bool(result.success) for result in results)
        (folder / f"{suite}.html").write_bytes(_page(suite, results, passed))
        rows.append(
            f'<tr><th scope="row"><a href="{escape(suite)}.html">{escape(suite)}</a></th>'
            f"<td>{len(results) - passed} of {len(results)} failed</td></tr>"
        )
    table = (
        '<table><thead><tr><th scope="col">Suite</th><th scope="col">Result</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    body = f'<body><main><h1>Data Docs</h1><p><a href="../index.html">The report</a></p>{table}</main></body>'
    (folder / "index.html").write_bytes(_document("Data Docs", body))


def _page(suite: str, results: Sequence[ExpectationValidationResult], passed: int) -> bytes:
    whole = ExpectationSuiteValidationResult(
        suite_name=suite,
        success=passed == len(results),
        results=list(results),
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(results) - passed,
            "success_percent": 100 * passed / len(results),
        },
        meta={"great_expectations_version": great_expectations.__version__},
    )
    view: Any = DefaultJinjaPageView()
    drawn = view.render(ValidationResultsPageRenderer().render(whole))
    return _document(f"suite {suite}", _still(lxml_html.document_fromstring(drawn)))


def _still(tree: lxml_html.HtmlElement) -> str:
    """The body of a page without anything that loads or acts."""
    for element in tree.xpath(f"{_LOADING} | {_UNUSED}"):
        if element.getparent() is not None:
            element.drop_tree()
    for old, new in (("h4", "h1"), ("h5", "h2"), ("h6", "h3")):
        for heading in tree.body.iter(old):
            heading.tag = new
    for element in tree.body.iter(etree.Element):
        for name in element.attrib:
            if name.startswith("on") or name in ("src", "srcset", "background"):
                del element.attrib[name]
        if not element.get("href", "#").startswith("#"):
            element.attrib["href"] = "index.html"
    main = tree.body.makeelement("main")
    main.extend(list(tree.body))
    tree.body.extend([lxml_html.fragment_fromstring('<nav><a href="index.html">All suites</a></nav>'), main])
    body: str = lxml_html.tostring(tree.body, encoding="unicode")
    return body


def _document(title: str, body: str) -> bytes:
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{_STYLE}</style>'
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n{body}</html>\n'.encode("utf-8", "replace")
