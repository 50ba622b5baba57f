"""The runner of the shell command: a pool of processes gives what one process gives, in the same order."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from presscheck import run_folder, runner, selection, shards
from presscheck.config import ConfigError, Settings
from presscheck.read import Intake, find
from presscheck.run_folder import Run
from presscheck.survey import facts_of

SEEDS = Path(__file__).parents[1] / "seeds" / "raw"


def test_a_pool_gives_what_one_process_gives() -> None:
    sources = find([SEEDS]).sources
    cut = [shards.Sources(sources[i : i + 9], Intake()) for i in range(0, len(sources), 9)]
    one, pool = runner.Local(workers=1), runner.Local(workers=2)
    read = list(one.each(shards.read_shard, cut))
    pooled = list(pool.each(shards.read_shard, cut))
    assert [(shard.articles.item, shard.ids, shard.unreadable) for shard in pooled] == [
        (shard.articles.item, shard.ids, shard.unreadable) for shard in read
    ]
    assert sum(len(shard.ids) + len(shard.unreadable) for shard in read) == len(sources)
    facts = facts_of(shard.tally for shard in read)
    assert facts_of(shard.tally for shard in pooled) == facts
    work = [shards.Work(shard.articles.item, facts) for shard in read]
    assert list(pool.each(shards.examine_shard, work)) == list(one.each(shards.examine_shard, work))


def test_ignoring_a_family_switches_all_of_it_off() -> None:
    codes = {rule.code for rule in selection.active(("BP", "DT01"))}
    assert "DT01" not in codes
    assert "DT17" in codes
    assert not any(code.startswith("BP") for code in codes)


def test_codes_that_no_rule_has_are_refused() -> None:
    selection.check_codes(Settings(select=("DT", "BP01"), ignore=("BY",)))
    with pytest.raises(ConfigError, match="XX99"):
        selection.check_codes(Settings(ignore=("XX99",)))


def test_python_looks_for_cycles_as_before_when_an_audit_is_done(
    tmp_path: Path, audit_without_contracts: Callable[..., Run]
) -> None:
    (tmp_path / "a.txt").write_text("Ferry returns\n\nThe council voted on Monday.\n")
    before, during = gc.get_threshold(), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_folder, "build_report", lambda *_: during.append(gc.get_threshold()))
        audit_without_contracts([tmp_path / "a.txt"], Settings(out=str(tmp_path / "out"), history=False))
    assert during[0][0] == runner.OBJECTS != before[0]
    assert gc.get_threshold() == before
