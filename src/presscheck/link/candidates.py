"""Which pairs of texts to compare: those that share winnowed fingerprints which few texts have, joined in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from presscheck.duck import Duck
from presscheck.link.prints import Printed

MIN_SHARED_PRINTS = 2
"""Winnowed fingerprints two texts must share to be looked at: one can be a stock phrase."""
MANY_SHARED_PRINTS, MIN_SHARE = 14, 0.2
"""... and so many of them, or so large a share of the text's that has fewer (those in too many articles left aside). Of
the labelled pairs of the development half that are linked without this none is lost, and 425 of 2,715 comparisons are
saved; of 10,000 generated articles, where a background paragraph ties each to 20 others, 8,131 of 10,547."""
MAX_ARTICLES_PER_PRINT = 200
"""A fingerprint in more articles than this makes no candidates: pairs grow with the square."""
PARTS, FEW = 16, 50
"""The prints of a batch are counted in so many parts, one after the other, where they come in more pieces than so many:
those of 10,000 articles. To count those of a million at once takes 1.4 GB."""

# The search, over a table `prints` (article, print): the number of an article, and one of its fingerprints. Numbers of
# new articles are below those of earlier ones. DuckDB and Spark read it alike.
OFTEN = "select print, count(*) as times from prints group by print having count(*) > 1"
"""The table `often`: fingerprints in several articles."""
RARE = """
    select article, print from prints semi join (select print from often where times <= ?) using (print)
"""
"""The table `rare`: the rows whose fingerprints make candidates. ?: `MAX_ARTICLES_PER_PRINT`."""
PAIRS = """
    with prints_of as (
        select article, count(*) as prints from prints
        anti join (select print from often where times > ?) using (print) group by article
    ),
    shared as (
        select a.article as a, b.article as b, count(*) as prints
        from rare a join rare b on a.print = b.print and a.article < b.article
        where a.article < ? group by a.article, b.article having count(*) >= ?
    )
    select a, b from shared
    join prints_of one on one.article = a join prints_of other on other.article = b
    where shared.prints >= ? or shared.prints >= ? * least(one.prints, other.prints)
"""
"""Numbers of the articles to compare. ?: `MAX_ARTICLES_PER_PRINT`, the least number of an earlier article,
`MIN_SHARED_PRINTS`, `MANY_SHARED_PRINTS`, `MIN_SHARE`."""
COMMON = "select count(*) from often where times > ?"
"""How many fingerprints are in too many articles. ?: `MAX_ARTICLES_PER_PRINT`."""
MOSTLY_COMMON = """
    select count(*) from (
        select article from prints left join often using (print)
        group by article having count(*) filter (where times > ?) > count(*) / 2)
"""
"""How many articles have mostly such. ?: `MAX_ARTICLES_PER_PRINT`."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to compare, and what was left out of the search for them."""

    pairs: tuple[tuple[str, str], ...]
    """Ordered by id, each too; never two earlier ones."""
    common_prints: int = 0
    """Fingerprints in more than `MAX_ARTICLES_PER_PRINT` articles, that made no candidates."""
    mostly_common: int = 0
    """Articles more than half of whose fingerprints are such: copies of theirs may have been missed."""


def candidates(new: Sequence[Printed], earlier: Sequence[Printed] = ()) -> Candidates:
    """Pairs of articles that share rare fingerprints; earlier ones are paired with new ones, not among themselves."""
    articles: list[str] = []
    parts = PARTS if len(new) + len(earlier) > FEW else 1
    with Duck(preserve_insertion_order="false") as duck:
        for part in range(parts):
            duck.ask(f"create table prints_{part} (article integer, print ubigint)")
        _insert(duck, new, articles, parts)
        count = len(articles)
        _insert(duck, earlier, articles, parts)
        duck.ask(
            "create table rare (article integer, print ubigint); create table common (print ubigint, times bigint)"
        )
        for part in range(parts):  # all rows of a fingerprint are in one
            duck.ask(f"create or replace view prints as select * from prints_{part}")  # noqa: S608  (a number)
            duck.ask(f"create or replace table often as {OFTEN}")
            duck.ask(f"insert into rare {RARE}", [MAX_ARTICLES_PER_PRINT])
            duck.ask("insert into common select * from often where times > ?", [MAX_ARTICLES_PER_PRINT])
        every = " union all ".join(f"select * from prints_{part}" for part in range(parts))  # noqa: S608  (numbers)
        duck.ask(f"create or replace view prints as {every}; drop table often; alter table common rename to often")
        limits = MAX_ARTICLES_PER_PRINT, count, MIN_SHARED_PRINTS, MANY_SHARED_PRINTS, MIN_SHARE
        rows = duck.ask(PAIRS, limits)
        [(common,)] = duck.ask(COMMON, [MAX_ARTICLES_PER_PRINT])
        [(held,)] = duck.ask(MOSTLY_COMMON, [MAX_ARTICLES_PER_PRINT]) if common else [(0,)]
    pairs = sorted((min(articles[a], articles[b]), max(articles[a], articles[b])) for a, b in rows)
    return Candidates(tuple(pairs), common, held)


def _insert(duck: Duck, printed: Sequence[Printed], articles: list[str], parts: int) -> None:
    """Rows (number of the article, fingerprint), by fingerprint; numbers go on from the length of `articles`, which grows."""
    for start in range(0, len(printed), FEW):
        some = printed[start : start + FEW]
        here = [article for part in some for article in part.articles]
        numbers = np.arange(len(articles), len(articles) + len(here), dtype=np.int32)
        numbers = np.repeat(numbers, np.concatenate([part.sizes for part in some]))
        prints = np.concatenate([part.prints for part in some])
        for part in range(parts):
            ours = prints % np.uint64(parts) == part
            duck.connection.register("part", pa.table({"article": numbers[ours], "print": prints[ours]}))
            duck.ask(f"insert into prints_{part} select * from part")  # noqa: S608  (a number)
            duck.connection.unregister("part")
        articles += here
