"""Rules over the batch go from copy to copy without keeping what they have seen: a million articles have 50,000 copies."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from weakref import WeakSet

import pytest

from invented import article_of, prose
from presscheck import pipeline
from presscheck.model import Batch, Dossier
from presscheck.normalise.pointing import MAX_PLACES
from presscheck.rule import BatchRule
from presscheck.rules import instances

PAIRS = 40


class Fresh(Mapping[str, Dossier]):
    """Dossiers that are made anew for everybody who asks, as those of a large batch are, and which of them are alive."""

    def __init__(self, known: Mapping[str, Dossier]) -> None:
        self._known = known
        self.alive: WeakSet[Dossier] = WeakSet()

    def __getitem__(self, key: str) -> Dossier:
        made = replace(self._known[key])
        self.alive.add(made)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@pytest.fixture(scope="module")
def batch() -> Batch:
    """Pairs of copies under two headlines, of two days, one with an agency."""
    texts = {}
    for number in range(PAIRS):
        body = [prose(10 * number + part) for part in range(4)]
        texts[f"{number}-a.txt"] = ["Baths to reopen", "4 March 2024", f"NORRHAVEN (Reuters) - {body[0]}", *body[1:]]
        texts[f"{number}-b.txt"] = ["The council has voted", "14 March 2024", *body]
    return pipeline.examine([article_of("\n\n".join(lines), name) for name, lines in texts.items()])


@pytest.mark.parametrize("rule", instances()[2], ids=lambda rule: rule.code)
def test_few_dossiers_are_alive_at_once(batch: Batch, rule: BatchRule) -> None:
    fresh, batch = Fresh(batch.by_id), replace(batch)
    vars(batch)["by_id"] = fresh
    most = 0
    for _ in rule.find(batch):
        gc.collect()
        most = max(most, len(fresh.alive))
    assert most <= 2 + MAX_PLACES


def test_the_batch_has_what_they_look_for(batch: Batch) -> None:
    found = {finding.rule for finding in batch.findings}
    assert {"DU04", "DU05", "PR03", "DT30"} <= found
    assert len(batch.links) == PAIRS
