"""What a report asks of columns is what one would count article by article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from presscheck import tables
from presscheck.model import SCHEMAS
from presscheck.report.explorer import shards
from presscheck.report.hits import in_turn, rule_hits
from presscheck.report.site import Site
from presscheck.report.tables import SEVERITIES, RunTables

Row = dict[str, Any]
OUTLETS, DAYS = (None, "", "Gazette", "Courier"), (None, "2026", "2026-01-05", "2026-01-09T10:00:00Z", "2026-02-01")
articles = st.lists(st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DAYS)), max_size=12)
findings = st.lists(
    st.tuples(st.integers(-1, 11), st.sampled_from(("BP01", "DT02")), st.sampled_from(SEVERITIES), st.booleans()),
    max_size=25,
)


def run(folder: Path, pages: Sequence[tuple[Any, Any]], found: Sequence[tuple[int, str, str, bool]]) -> RunTables:
    """The tables of a run with these articles (outlet, day) and findings (article, rule, severity, waived)."""
    empty = {name: dict.fromkeys(schema.names) for name, schema in SCHEMAS.items()}
    known = [f"{(7 * number) % 13:016x}" for number in range(len(pages))]
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    for number, (outlet, day) in enumerate(pages):
        row = {
            "article_id": known[number],
            "source": f"{number % 3}/{number}.txt",
            "publisher": outlet,
            "published": day,
        }
        rows["articles"].append(empty["articles"] | row)
    for number, (place, rule, severity, waived) in enumerate(found):
        here = (
            {"article_id": known[place], "source": "in"}
            if 0 <= place < len(pages)
            else {"article_id": "", "source": "x"}
        )
        about = {"rule": rule, "name": rule.lower(), "severity": severity, "waived": waived, "related": []}
        rows["findings"].append(empty["findings"] | here | about | {"message": "", "fingerprint": f"{number}"})
    tables.write(folder / "data", rows)
    return RunTables(folder)


def round_robin(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """The first of each, then the second of each."""
    longest = max(map(len, lists), default=0)
    return [some[turn] for turn in range(longest) for some in lists if turn < len(some)]


@settings(max_examples=60, deadline=None)
@given(articles, findings)
def test_columns_say_what_rows_say(pages: list[tuple[Any, Any]], found: list[tuple[int, str, str, bool]]) -> None:
    with TemporaryDirectory() as name:
        told = run(Path(name), pages, found)
        ids = [f"{(7 * number) % 13:016x}" for number in range(len(pages))]

        outlets: dict[str, dict[str, list[str]]] = {}
        for known, (outlet, day) in sorted(zip(ids, pages, strict=True)):
            outlets.setdefault(outlet or "", {}).setdefault((day or "")[:7], []).append(known)
        spread = [round_robin([months[month] for month in sorted(months)]) for _, months in sorted(outlets.items())]
        assert told.articles.named(in_turn(told.articles, np.arange(len(pages)))) == round_robin(spread)

        counted = Counter(
            (place, severity) for place, _, severity, waived in found if not waived and 0 <= place < len(pages)
        )
        for place, known in enumerate(ids):
            of = {severity: counted[place, severity] for severity in SEVERITIES}
            assert told.severities.get(known, dict.fromkeys(SEVERITIES, 0)) == of
        order = sorted(
            range(len(pages)),
            key=lambda place: (*(-counted[place, word] for word in SEVERITIES), f"{place % 3}/{place}.txt"),
        )
        assert told.order.tolist() == order
        assert told.rank[told.order].tolist() == list(range(len(pages)))

        for rule in rule_hits(told):
            mine = [one for one in found if one[1] == rule.code]
            open_ones = [place for place, _, _, waived in mine if not waived]
            assert (rule.findings, rule.waived) == (len(open_ones), len(mine) - len(open_ones))
            assert sorted(rule.articles.tolist()) == sorted({place for place in open_ones if 0 <= place < len(pages)})
            assert rule.unread == sum(not 0 <= place < len(pages) for place in open_ones)
        assert {rule.code for rule in rule_hits(told)} == {rule for _, rule, _, _ in found}

        *parts, heads = [json.loads(script[script.index("(") + 1 : -2]) for _, script in shards(told, Site())]
        rows = [row for part in parts for row in part]
        assert [row[0] for row in rows] == [ids[place] for place in order]
        for row, place in zip(rows, order, strict=True):
            kinds = [heads["kinds"][kind] for kind in row[5][::2]]
            assert kinds == sorted(kinds, key=lambda kind: (kind[2], kind[0]))
            of = Counter(
                (rule, SEVERITIES.index(severity)) for at, rule, severity, waived in found if at == place and not waived
            )
            assert dict(zip([(kind[0], kind[2]) for kind in kinds], row[5][1::2], strict=True)) == of
