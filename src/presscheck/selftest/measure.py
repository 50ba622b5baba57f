"""Plant, run the pipeline, count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from presscheck.batches import batch_of, connect
from presscheck.model import Article, Batch, Dossier, Facts, Finding, Severity
from presscheck.pipeline import Progress, this_day
from presscheck.rule import StripRule
from presscheck.runner import Local, Runner
from presscheck.selection import active
from presscheck.selftest.clean import Clean
from presscheck.selftest.planters import COPIES, Planted, Planter, planters
from presscheck.shards import Work, examine_shard
from presscheck.survey import facts_of, survey

PER_RULE = 40
"""Articles that get the defect of a rule, at most; languages take turns."""
RECALL = 0.95
"""Share of the planted defects that a rule must find."""
FALSE_ALARMS = 1 / 200
"""Articles that a rule of severity warning or above may be wrong about, by all articles."""
SHARD = 200
"""Articles that are examined at a time."""


@dataclass(frozen=True)
class Recall:
    """Of the defects of one rule that were planted in articles of one language, those that were found."""

    rule: str
    language: str
    planted: int
    found: int
    """By this rule, or, where the defect is furniture, taken out by another."""
    instead: dict[str, int]
    """Those others, and how often."""


@dataclass(frozen=True)
class Result:
    """What a self-test found out."""

    articles: int
    """Articles that were looked at without any defect planted in them."""
    clean: int
    """Those of them without a finding of severity warning or above: defects went into these."""
    languages: dict[str, int]
    recalls: list[Recall]
    alarms: dict[str, list[str]]
    """Rule of severity warning or above -> sources of the articles without a defect that it had a finding on."""

    def recall(self) -> dict[str, tuple[int, int]]:
        """Rule -> found and planted, over all languages."""
        found: Counter[str] = Counter()
        planted: Counter[str] = Counter()
        for row in self.recalls:
            found[row.rule] += row.found
            planted[row.rule] += row.planted
        return {code: (found[code], planted[code]) for code in sorted(planted)}

    def missed(self) -> list[str]:
        """Rules that find less than `RECALL` of their defects."""
        return [code for code, (found, planted) in self.recall().items() if found < RECALL * planted]

    def alarming(self) -> list[str]:
        """Rules with more than `FALSE_ALARMS`; a single one is always allowed."""
        allowed = max(1.0, FALSE_ALARMS * self.articles)
        return sorted(code for code, sources in self.alarms.items() if len(sources) > allowed)

    @property
    def passed(self) -> bool:
        """Whether every rule is as good as it should be."""
        return not self.missed() and not self.alarming()


def measure(
    articles: Sequence[Clean],
    seed: int = 0,
    runner: Runner | None = None,
    progress: Progress = lambda step, done, total: None,
    like: Work = Work([], Facts()),  # noqa: B008  (frozen)
) -> Result:
    """Look at articles as they are, plant defects in those that are clean, and look again. Writes nothing.

    `like` says which rules are ignored, where those of the user's own are, and the limits.
    """
    runner = runner or Local(plugins=like.plugins)
    with runner.together():
        return _measured(articles, seed, runner, progress, like)


def _measured(articles: Sequence[Clean], seed: int, runner: Runner, progress: Progress, like: Work) -> Result:
    bare = [article.article() for article in articles]
    like = replace(like, facts=facts_of([survey(bare)]))
    dossiers = list(_examined(bare, like, runner, progress, "look"))
    alarms = _alarms(_connected(dossiers, like))
    noisy = {source for sources in alarms.values() for source in sources}
    clean = [one for one, article in zip(articles, bare, strict=True) if article.source not in noisy]

    planted = [one for code, plant in _active(planters(), like) for one in _plant(code, plant, clean, seed)]
    renamed = [replace(one.article, key=f"{one.article.key}~{one.code}").article() for one in planted]
    looked = _examined(renamed, like, runner, progress, "plant")
    taking = frozenset(rule.code for rule in active(like.ignore, like.plugins) if issubclass(rule, StripRule))
    seen = [(one, _verdict(one, dossier.findings, taking)) for one, dossier in zip(planted, looked, strict=True)]
    seen += _copies(clean, dossiers, like, seed, runner, progress)
    return Result(
        articles=len(articles),
        clean=len(clean),
        languages=dict(Counter(one.language for one in clean).most_common()),
        recalls=_recalls(seen),
        alarms=alarms,
    )


def _active(plants: Mapping[str, Planter], like: Work) -> list[tuple[str, Planter]]:
    """The defects of rules that run."""
    return [(code, plant) for code, plant in plants.items() if not code.startswith(tuple(like.ignore) or ("-",))]


def _connected(dossiers: Sequence[Dossier], like: Work) -> Batch:
    batch = batch_of(dossiers, facts=like.facts, today=this_day(), folder=like.plugins)
    return connect(batch, like.ignore, like.plugins)


FOUND, LOST = "", "-"
"""Verdicts on a planted defect; otherwise the code of another rule that took it out."""


def _verdict(planted: Planted, findings: Sequence[Finding], taking: Container[str] = ()) -> str:
    """Whether the rule has a finding at the defect, or another one, of those that are `taking` furniture out, has."""
    start, end = planted.span
    there = [
        finding
        for finding in findings
        if finding.start is None or (finding.start < end and start < (finding.end or finding.start + 1))
    ]
    if any(finding.rule == planted.code for finding in there):
        return FOUND
    return next((finding.rule for finding in there if planted.furniture and finding.rule in taking), LOST)


def _plant(code: str, plant: Planter, articles: Sequence[Clean], seed: int) -> Iterator[Planted]:
    """The defect in `PER_RULE` articles, chosen so that the languages take turns."""
    random = Random(f"{seed} {code}")  # noqa: S311 -- a sample, no secret
    by_language: dict[str, list[Clean]] = {}
    for article in articles:
        by_language.setdefault(article.language, []).append(article)
    queues = [iter(random.sample(members, len(members))) for _, members in sorted(by_language.items())]
    done = 0
    while queues and done < PER_RULE:
        for queue in list(queues):
            made = next((made for article in queue if (made := plant(article, random))), None)
            if made is None:
                queues.remove(queue)
            elif done < PER_RULE:
                done += 1
                yield made


def _copies(
    clean: Sequence[Clean],
    dossiers: Sequence[Dossier],
    like: Work,
    seed: int,
    runner: Runner,
    progress: Progress,
) -> list[tuple[Planted, str]]:
    """Second articles of stories of the batch: each kind of copy in a batch of its own."""
    seen = []
    for code, plant in _active(COPIES, like):
        planted = list(_plant(code, plant, clean, seed))
        copies = [replace(one.article, key=f"{one.article.key}~{code}").article() for one in planted]
        added = tuple(_examined(copies, like, runner, progress, code))
        batch = _connected([*dossiers, *added], like)
        of_batch: dict[str, list[Finding]] = {}
        for finding in batch.findings:
            of_batch.setdefault(finding.article_id, []).append(finding)
        seen += [
            (one, _verdict(one, of_batch.get(copy.article_id, ()))) for one, copy in zip(planted, copies, strict=True)
        ]
    return seen


def _examined(
    articles: Sequence[Article], like: Work, runner: Runner, progress: Progress, step: str
) -> Iterator[Dossier]:
    """Articles through the pipeline, by what is known of the batch that they come from."""
    works = [replace(like, articles=list(articles[i : i + SHARD])) for i in range(0, len(articles), SHARD)]
    done = 0
    for dossiers in runner.each(examine_shard, works):
        done += len(dossiers)
        progress(step, done, len(articles))
        yield from dossiers


def _alarms(batch: Batch) -> dict[str, list[str]]:
    """Rule of severity warning or above -> sources with a finding of it."""
    findings = [*batch.findings, *(finding for dossier in batch.dossiers for finding in dossier.findings)]
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.severity.rank >= Severity.WARNING.rank:
            found.setdefault(finding.rule, set()).add(finding.source)
    return {code: sorted(sources) for code, sources in sorted(found.items())}


def _recalls(seen: Sequence[tuple[Planted, str]]) -> list[Recall]:
    groups: dict[tuple[str, str], Counter[str]] = {}
    for planted, verdict in seen:
        groups.setdefault((planted.code, planted.article.language), Counter())[verdict] += 1
    return [
        Recall(
            code,
            language,
            verdicts.total(),
            verdicts.total() - verdicts[LOST],
            {rule: n for rule, n in sorted(verdicts.items()) if rule not in (FOUND, LOST)},
        )
        for (code, language), verdicts in sorted(groups.items())
    ]


def sample(articles: Sequence[Clean], size: int, seed: int) -> list[Clean]:
    """So many of the articles, the same ones for the same seed."""
    ordered = sorted(articles, key=lambda article: article.key)
    return ordered if len(ordered) <= size else Random(seed).sample(ordered, size)  # noqa: S311
