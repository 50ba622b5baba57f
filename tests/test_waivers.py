"""Waivers and the baseline: what they cover, what is said of them, and how wrong ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from invented import STORY
from presscheck import pipeline, tables
from presscheck.check import waivers
from presscheck.cli import main
from presscheck.config import ConfigError
from presscheck.read import Record, read

FERRY = (
    "Two painters have begun to scrape the hull of the night ferry, which has worn its grey coat since the war.\n"
    "Passengers will board the small boat until June, and the company has promised to keep to the old timetable.\n"
    "Nobody has settled on a colour yet: the captain wants red, and the painters would rather not say.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "baths.txt").write_text(f"Baths to reopen\nBy Ilse Marten\n{STORY}Share this article\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def audited(*more: str) -> Result:
    return CliRunner().invoke(main, ["audit", "batch", "--fail-on", "warning", *more])


def findings(here: Path) -> dict[str, bool]:
    run = max((here / "reports").iterdir())
    return {row["rule"]: row["waived"] for row in tables.read(run, "findings")}


def test_without_waivers_everything_counts(here: Path) -> None:
    result = audited()
    assert result.exit_code == 1
    assert "DT23" in result.output
    assert not any(findings(here).values())


def test_a_waived_finding_stays_in_the_tables_and_is_not_listed(here: Path) -> None:
    (here / "waivers.jsonl").write_text('{"rule": "DT23", "reason": "print archive", "owner": "I. Marten"}\n')
    result = audited()
    assert "DT23" not in result.output
    assert ", 1 waived; " in result.output
    assert findings(here)["DT23"]
    assert not findings(here)["BP13"]


def test_the_settings_waive_whole_rules(here: Path) -> None:
    (here / "presscheck.toml").write_text('[[waive]]\nrule = "BP"\nreason = "known"\nowner = "I. Marten"\n')
    audited()
    assert findings(here)["BP13"]


def test_a_day_without_quotes_is_a_day(here: Path) -> None:
    """TOML knows days: the run, which keeps its settings as JSON, has it as text."""
    told = '[[waive]]\nrule = "BP"\nreason = "known"\nowner = "I. Marten"\nexpires = 2127-01-01\n'
    (here / "presscheck.toml").write_text(told)
    audited()
    assert findings(here)["BP13"]
    facts = json.loads((max((here / "reports").iterdir()) / "run.json").read_text())
    assert facts["settings"]["waive"][0]["expires"] == "2127-01-01"


def test_the_file_of_settings_is_named_whatever_its_name(here: Path) -> None:
    (here / "nightly.toml").write_text('[[waive]]\nrule = "XX99"\nreason = "r"\nowner = "o"\n')
    assert "nightly.toml: waive 1: there is no rule 'XX99'" in audited("--config", "nightly.toml").output


@pytest.mark.parametrize("file", ["waivers.jsonl", "presscheck.toml"])
def test_a_waiver_of_no_rule_is_refused_at_once(here: Path, file: str) -> None:
    told = '{"rule": "XX99", "reason": "r", "owner": "o"}'
    toml = f"[[waive]]\n{told[1:-1].replace(chr(34) + ': ', chr(34) + ' = ').replace(', ', chr(10))}\n"
    (here / file).write_text(f"{told}\n" if file == "waivers.jsonl" else toml)
    result = audited()
    assert (result.exit_code, "there is no rule 'XX99'" in result.output) == (2, True)
    assert file in result.output
    assert not (here / "reports").exists()


def test_a_stale_waiver_is_a_finding(here: Path) -> None:
    (here / "waivers.jsonl").write_text('{"rule": "MK09", "reason": "known", "owner": "I. Marten"}\n')
    assert "waivers.jsonl:1 WV02 stale-waiver  no finding needs the waiver of MK09" in audited().output


BLOCKED = "Access denied\n\nPlease verify you are a human to continue.\n"
PAYWALL = "{}\n\nThe council of Norrhaven voted.\n\nSubscribe to continue reading this article.\n"
WHOLE = {
    "TR01": lambda n: PAYWALL.format(f"Pier {n} reopens in spring"),
    "TR04": lambda n: f"Pier {n} reopens in spring\n\nBy Ilse Marten\n",
    "TR06": lambda n: BLOCKED,
    "TR09": lambda n: "This article is no longer available.\n",
    "TT03": lambda n: (
        f"<html><head><title>Untitled</title></head><body><article><p>{STORY}</p></article></body></html>"
    ),
    "PI01": lambda n: f"Pier {n} reopens in spring\nBy Ilse Marten\n{STORY}Write to reader{n}@gmail.com for tickets.\n",
    "LY11": lambda n: "\n\n".join(f"Harbour baths of Norrhaven to reopen in {w} weeks" for w in range(n, n + 20)),
}
"""Articles of which a finding says something as a whole, by rule; all of one outlet."""


@pytest.mark.parametrize("rule", WHOLE)
def test_accepting_one_article_accepts_no_other(rule: str, tmp_path: Path) -> None:
    prints = {}
    for folder in ("night", "again"):
        for number in range(3):
            text = WHOLE[rule](number)
            name = f"{folder}/{number}.{'html' if text.startswith('<') else 'txt'}"
            [article], _ = read([Record(name, text.encode(), f".{name.rsplit('.', 1)[1]}")])
            [dossier] = pipeline.examine([article]).dossiers
            prints[name] = [found.fingerprint for found in dossier.findings if found.rule == rule]
    assert all(len(of) == 1 for of in prints.values()), prints
    assert len({one for of in prints.values() for one in of}) == 3  # from another folder they are the same


def test_against_a_baseline_only_what_is_new_counts(here: Path) -> None:
    audited()
    (here / "batch" / "ferry.txt").write_text(f"Ferry to be painted\nBy Jo Brandvold\n{FERRY}")
    result = audited("--baseline", "last")
    assert "baths.txt" not in result.output.replace("suite", "\nsuite").split("\nsuite")[0]
    assert "ferry.txt:1:1 DT23" in result.output
    assert audited("--baseline", "nowhere").output.startswith("presscheck: nowhere is not a finished run")


def test_a_waiver_of_what_the_baseline_has_too_is_not_stale(here: Path) -> None:
    audited()
    (here / "waivers.jsonl").write_text('{"rule": "DT23", "reason": "known", "owner": "I. Marten"}\n')
    assert "WV02" not in audited("--baseline", "last").output


def test_on_the_first_night_there_is_no_baseline_and_everything_counts(here: Path) -> None:
    for name in ("last", "last~1"):  # of the second one there are none before it
        result = audited("--baseline", name)
        assert result.exit_code == 1
        assert result.stderr == "presscheck: no earlier run to be the baseline: everything counts\n"
    _, second = sorted((here / "reports").iterdir())
    assert audited("--baseline", "last").stderr == ""
    facts = [json.loads((run / "run.json").read_text()) for run in sorted((here / "reports").iterdir())]
    assert [one["baseline"] for one in facts] == ["", "", second.name]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "w.jsonl:1: this is no JSON"),
        ("[]", "w.jsonl:1: a waiver is an object with rule, reason, owner"),
        ('{"rule": "BP13", "owner": "x"}', "w.jsonl:1: a waiver needs reason"),
        (
            '{"rule": "BP13", "reason": "x", "owner": "x", "expiry": "x"}',
            "unknown key 'expiry'; did you mean 'expires'?",
        ),
        ('{"rule": "all", "reason": "x", "owner": "x"}', "rule takes a code, or the letters of a family, not 'all'"),
        ('{"rule": "BP13", "reason": "x", "owner": "x", "source": ["a"]}', "source takes text, not ['a']"),
        ('{"rule": "BP13", "reason": "x", "owner": "x", "expires": "soon"}', "expires takes a day such as 2027-01-31"),
    ],
)
def test_a_wrong_waiver_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "w.jsonl").write_text(f"{line}\n")
    with pytest.raises(ConfigError) as raised:
        waivers.read(tmp_path / "w.jsonl")
    assert said in str(raised.value)


def test_a_file_of_waivers_that_is_not_there_is_named(here: Path) -> None:
    (here / "presscheck.toml").write_text('waivers = "accepted.jsonl"\n')
    assert audited().output.startswith("presscheck: accepted.jsonl: ")


def test_keys_that_are_null_are_left_out(tmp_path: Path) -> None:
    line = {"rule": "BP13", "reason": "x", "owner": "y", "expires": None}
    (tmp_path / "w.jsonl").write_text(f"{json.dumps(line)}\n\n")
    assert [waiver.expires for waiver in waivers.read(tmp_path / "w.jsonl")] == [""]
