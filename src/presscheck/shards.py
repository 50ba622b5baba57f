"""The steps on a shard: read and survey it, then strip, normalise and check its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from presscheck import link
from presscheck.check import check_articles, outline, weightiest
from presscheck.config import ConfigError, Limits
from presscheck.model import Article, Dossier, Facts, Finding, Outline, Unreadable
from presscheck.normalise import normalise
from presscheck.read import Intake, Item, Record, Row, read
from presscheck.read.deadline import TooLong, deadline
from presscheck.rules import instances
from presscheck.rules.bp21_author_bio import AuthorBio
from presscheck.rules.bp40_reads_as_furniture import ReadsAsFurniture
from presscheck.selection import active
from presscheck.spool import Parcel
from presscheck.strip import second_opinion, strip
from presscheck.survey import Tally, survey

SHARD = 200
"""Inputs in a shard: the unit of the process pool and of a Prefect task."""
SHARD_BYTES = 20_000_000
"""A shard ends where it holds more, of what was read out of tables and archives."""
TOGETHER = 25
"""Articles that a reader of fields, or a rule, goes over before the next one does."""


class Sources(Sequence[Item]):
    """The inputs of a shard, and how they are taken in."""

    def __init__(self, items: Sequence[Item], intake: Intake) -> None:
        self._items, self.intake = items, intake.bare()

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]


def shards_of(items: Iterable[Item], intake: Intake) -> Iterator[Sources]:
    """The inputs, cut into shards."""
    shard: list[Item] = []
    held = 0
    for item in items:
        shard.append(item)
        held += len(item.raw) if isinstance(item, Record | Row) else 0
        if len(shard) == SHARD or held > SHARD_BYTES:
            yield Sources(shard, intake)
            shard, held = [], 0
    if shard:
        yield Sources(shard, intake)


@dataclass(frozen=True)
class Shard:
    """What reading and surveying a shard gives."""

    articles: Parcel[list[Article]]
    ids: list[str]
    """Of the articles."""
    unreadable: list[Unreadable]
    tally: Tally
    used: dict[str, dict[str, str]]
    """As of an `Intake`."""


def read_shard(sources: Sources) -> Shard:
    """Read, weigh what is article on web pages, and survey."""
    articles, unreadable = read(sources, sources.intake)
    articles = second_opinion(articles)  # the evidence for it is larger than the page: it does not leave this process
    articles, tally, failed = _surveyed(articles)
    ids = [article.article_id for article in articles]
    return Shard(Parcel(articles), ids, [*unreadable, *failed], tally, sources.intake.used)


def _surveyed(articles: list[Article]) -> tuple[list[Article], Tally, list[Unreadable]]:
    """The articles that surveying does not fail of, their tally, and the others."""
    try:
        return articles, survey(articles), []
    except Exception as error:  # of an article that nobody thought of
        failed = [_unforeseen(article, error) for article in articles]
    if len(articles) > 1:
        each = [_surveyed([article]) for article in articles]
        articles = [article for some, _, _ in each for article in some]
        return articles, survey(articles), [one for _, _, some in each for one in some]
    return [], survey([]), failed


@dataclass(frozen=True)
class Work:
    """A shard with what stripping needs to know of the batch."""

    articles: list[Article]
    facts: Facts
    ignore: tuple[str, ...] = ()
    plugins: str = ""
    """The folder of rules of the user's own."""
    limits: Limits = Limits()  # noqa: RUF009  (frozen)


@dataclass(frozen=True)
class Examined:
    """What examining a shard gives."""

    dossiers: list[Parcel[Dossier]]
    findings: Parcel[list[Finding]]
    """Of the dossiers."""
    outlines: Parcel[list[Outline]]
    prints: Parcel[link.Printed]
    """What linking needs of each article."""
    unreadable: list[Unreadable]
    """Articles that took too long, or that examining failed of."""

    def __len__(self) -> int:
        """So many articles."""
        return len(self.dossiers) + len(self.unreadable)


def examine_in_time(sent: tuple[Parcel[list[Article]], Work]) -> Examined:
    """`examine_work`, of articles that come as a parcel; the rest is as in the work."""
    articles, like = sent
    return examine_work(replace(like, articles=articles.item))


def examine_work(work: Work) -> Examined:
    """`examine_shard`, and what the batch as a whole wants to know of its articles; without those that `_in_time` names."""
    dossiers, outlines, unreadable = _in_time(work)
    prints = link.printed((d.article.article_id, link.body_for_linking(d.clean_text)) for d in dossiers)
    findings = [finding for dossier in dossiers for finding in dossier.findings]
    return Examined([*map(Parcel, dossiers)], Parcel(findings), Parcel(outlines), Parcel(prints), unreadable)


def _in_time(work: Work) -> tuple[list[Dossier], list[Outline], list[Unreadable]]:
    """`examine_shard`, and the outlines; where that fails, or takes longer than one article may, each article alone.

    Without those that it still fails of: nothing in one article ends an audit. A rule of the user's own that cannot be
    loaded is no fault of an article.
    """
    try:
        with deadline(work.limits.seconds):
            dossiers = examine_shard(work)
            return dossiers, outlined(dossiers, work.ignore, work.plugins), []
    except TooLong:
        reason = f"examining it took more than {work.limits.seconds} seconds: limits.seconds"
        unreadable = [Unreadable(article.source, reason, article.raw_sha256) for article in work.articles]
    except ConfigError:
        raise
    except Exception as error:  # of an article that nobody thought of
        unreadable = [_unforeseen(article, error) for article in work.articles]
    if len(work.articles) < 2:
        return [], [], unreadable
    each = [_in_time(replace(work, articles=[article])) for article in work.articles]
    dossiers, outlines, unread = zip(*each, strict=True)
    return [*chain(*dossiers)], [*chain(*outlines)], [*chain(*unread)]


def examine_shard(work: Work) -> list[Dossier]:
    """Strip, normalise, and check each article."""
    strip_rules, article_rules, _ = instances(active(work.ignore, work.plugins))
    stripped = strip(work.articles, work.facts, strip_rules)
    dossiers = []
    for at in range(0, len(stripped), TOGETHER):
        some = list(zip(work.articles[at : at + TOGETHER], stripped[at : at + TOGETHER], strict=True))
        # A name alone on its line reads as furniture to a model that knows no names, and a note on the author says who
        # it was: fields are read as if neither had been taken out.
        guesses = ReadsAsFurniture.code, AuthorBio.code
        fields = normalise(((article, one.edited) for article, one in some), work.facts, guesses)
        bare = [
            Dossier(article, one.edited.edits, one.edited.clean, found)
            for (article, one), found in zip(some, fields, strict=True)
        ]
        findings = check_articles(bare, work.facts, article_rules, (one.hits for _, one in some))
        for dossier, found in zip(bare, findings, strict=True):
            kept = weightiest(found, work.limits.findings)
            dossiers.append(replace(dossier, findings=kept, left_out=len(found) - len(kept)))
    return dossiers


def outlined(dossiers: Sequence[Dossier], ignore: tuple[str, ...], folder: str) -> list[Outline]:
    """What the batch as a whole wants to know of each article."""
    rules = instances(active(ignore, folder))[2]
    return [outline(dossier, rules) for dossier in dossiers]


def _unforeseen(article: Article, error: Exception) -> Unreadable:
    """An article that a step failed of."""
    return Unreadable(article.source, f"examining it failed: {type(error).__name__}: {error}", article.raw_sha256)
