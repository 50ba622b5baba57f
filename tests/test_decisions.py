"""Verdicts of a reviewer become waivers and labelled cases."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
import yaml

from presscheck import decisions
from presscheck.check import waivers
from presscheck.config import ConfigError

TOLD = {
    "article_id": "a",
    "source": "in/a.txt",
    "rule": "BY01",
    "fingerprint": "f1",
    "verdict": "not real",
    "note": "desk piece",
}


def written(path: Path, *told: object) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in told), "utf-8")
    return path


def test_what_is_not_real_is_waived_once(tmp_path: Path) -> None:
    file = written(tmp_path / "decisions.jsonl", TOLD, {**TOLD, "fingerprint": "f2", "verdict": "real"})
    found = decisions.waivers(decisions.read(file), "desk")
    target = tmp_path / "waivers.jsonl"
    assert decisions.add_waivers(target, found) == 1
    assert decisions.add_waivers(target, found) == 0
    (one,) = waivers.read(target)
    assert (one.rule, one.fingerprint, one.reason, one.owner) == ("BY01", "f1", "desk piece", "desk")


def test_waivers_are_added_on_lines_of_their_own(tmp_path: Path) -> None:
    target = tmp_path / "waivers.jsonl"
    by_hand = {"rule": "BY02", "reason": "r", "owner": "o", "fingerprint": "f0"}
    target.write_text(json.dumps(by_hand), "utf-8")  # an editor left out the last line break
    for fingerprint in ("f1", "f2"):
        assert decisions.add_waivers(target, [{**by_hand, "fingerprint": fingerprint}]) == 1
    assert [one.fingerprint for one in waivers.read(target)] == ["f0", "f1", "f2"]
    assert target.read_text("utf-8").count("\n") == 3


def test_a_note_may_hold_what_else_parts_lines(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"  # JSON.stringify leaves these as they are
    file.write_text(json.dumps({**TOLD, "note": "copied\u2028from\x85a page"}, ensure_ascii=False) + "\r\n", "utf-8")
    found = decisions.waivers(decisions.read(file), "desk")
    assert [one["reason"] for one in found] == ["copied\u2028from\x85a page"]
    target = tmp_path / "waivers.jsonl"
    assert decisions.add_waivers(target, found) == 1
    assert decisions.add_waivers(target, found) == 0
    assert len(waivers.read(target)) == 1


def test_waivers_stay_whole_when_they_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, link = tmp_path / "waivers.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(target)
    told = [{"rule": "BY01", "reason": "r", "owner": "o", "fingerprint": f} for f in ("f1", "f2")]
    assert decisions.add_waivers(link, told[:1]) == 1
    assert link.is_symlink()
    before = target.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OSError, match=r"No space left on device: '.*waivers\.jsonl'"):
        decisions.add_waivers(target, told)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.jsonl", "waivers.jsonl"]


def test_the_last_word_counts(tmp_path: Path) -> None:
    file = written(tmp_path / "decisions.jsonl", TOLD, {**TOLD, "verdict": "real"})
    assert [one.verdict for one in decisions.read(file)] == ["real"]


@pytest.mark.parametrize(
    "wrong", [[], {**TOLD, "verdict": "maybe"}, {**TOLD, "rule": "x"}, {**TOLD, "fingerprint": None}]
)
def test_a_wrong_line_is_named(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(ConfigError, match=r"decisions\.jsonl:2: "):
        decisions.read(written(tmp_path / "decisions.jsonl", TOLD, wrong))


def test_an_article_is_a_case_once_all_its_findings_are_decided() -> None:
    rows = [
        {"rule": "BY01", "article_id": "a", "fingerprint": f, "start": 0, "end": 3, "message": "m"}
        for f in ("f1", "f2")
    ]
    one = decisions.Decision("a", "s", "BY01", "f1", "real")
    assert decisions.cases([one], {"a": "The text"}, rows) == {}
    both = [one, decisions.Decision("a", "s", "BY01", "f2", "not real")]
    made = yaml.safe_load(decisions.cases(both, {"a": "The text"}, rows)["BY01"])
    assert made == {"reviewed_a": {"text": "The text", "expect": [{"span": "The"}]}}
