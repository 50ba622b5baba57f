"""Rules of the user's own: found in packages and folders, run in every process, shown in the report; stubs and cases."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from presscheck import cli, config, explain, lexicons, pipeline, plugins, shards, stubs, testing
from presscheck.config import Settings
from presscheck.plugins import PluginError
from presscheck.rules import RULES
from presscheck.run_folder import Run

COMMAND = str(Path(sys.executable).with_name("presscheck"))

RULE = '''from presscheck.model import Severity
from presscheck.rule import LineRule
from presscheck.patterns import lone, phrases_of


class TideTable(LineRule):
    """The tide table of a harbour paper.

    ## What it checks
    A line that announces it.

    ## Why it matters
    It is no article.

    ## What to do
    Nothing.

    ## When it is wrong
    Never yet.

    ## History
    Since today.
    """

    code = "ZZ01"
    name = "tide-table"
    severity = Severity.WARNING
    message = "the tide table"
    pattern = lone(*phrases_of("ZZ01"))
'''
PHRASES = "# invented for this test\n[en]\ntide tables? for norrhaven\n"
CASES = """
takes_the_line:
  text: "Baths reopen\\n\\nThe harbour baths of Norrhaven reopened.\\n\\nTide table for Norrhaven\\n"
  expect: [{span: "Tide table for Norrhaven", edit: remove}]
takes_it_between_bullets:
  text: "Baths reopen\\n\\nThe harbour baths of Norrhaven reopened.\\n\\n* Tide tables for Norrhaven *\\n"
  expect: [{edit: remove}]
keeps_an_article:
  text: "Baths reopen\\n\\nThe harbour baths of Norrhaven reopened.\\n"
  expect: []
keeps_a_sentence_about_it:
  text: "Baths reopen\\n\\nThe tide table for Norrhaven was wrong for a week.\\n"
  expect: []
"""
STORY = "Baths reopen\n\nThe old harbour baths of Norrhaven reopened on Monday after a winter of work, number {}.\n\nTide table for Norrhaven\n"


def write_rules(folder: Path, rule: str = RULE) -> Path:
    for name, text in (
        ("zz01_tide_table.py", rule),
        ("cases/ZZ01.yml", CASES),
        ("lexicons/phrases/ZZ01.txt", PHRASES),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No plug-in of one test is known in another."""
    monkeypatch.setattr(lexicons, "_folders", [*lexicons._folders])
    modules = set(sys.modules)
    yield
    for name in set(sys.modules) - modules:
        if name.startswith(("presscheck_plugin_", "harbour_rules")):
            del sys.modules[name]
    for cached in (plugins.find, plugins.rules, lexicons.words, lexicons.phrases):
        cached.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_rules(tmp_path / "my_rules")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed package with an entry point, as pip leaves it."""
    site = tmp_path / "site"
    write_rules(site / "harbour_rules")
    (site / "harbour_rules" / "__init__.py").write_text("")
    info = site / "harbour_rules-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-rules\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[presscheck.rules]\ntides = harbour_rules.zz01_tide_table:TideTable\n")
    monkeypatch.syspath_prepend(str(site))
    plugins.find.cache_clear()
    plugins.rules.cache_clear()
    return "harbour-rules 1.2"


def write_batch(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.format(number))
    return folder


def audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin_folder: str) -> Run:
    """An audit with a shard for each file, and two processes."""
    monkeypatch.setattr(shards, "SHARD", 1)
    batch = write_batch(tmp_path / "in")
    return pipeline.audit([batch], Settings(out=str(tmp_path / "out"), workers=2, plugins=plugin_folder))


def check_run(run: Run, origin: str) -> None:
    assert sum(row["rule"] == "ZZ01" for row in run.tables["findings"]) == 3
    assert {row["rule"] for row in run.tables["ledger"]} == {"ZZ01"}
    assert run.facts["plugins"] == {"ZZ01": origin}
    [first, *_] = run.tables["articles"]
    page = (run.run_dir / "articles" / f"{first['article_id']}.html").read_text()
    assert "ZZ01" in page
    assert "the tide table" in page
    assert "ZZ01" in run.report.read_text()


def test_a_rule_of_a_package_is_found_run_and_shown(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_run(audited(tmp_path, monkeypatch, ""), package)


def test_a_rule_of_a_folder_is_found_run_and_shown(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_run(audited(tmp_path, monkeypatch, str(folder)), str(folder / "zz01_tide_table.py"))


def test_plug_ins_come_first_and_ours_follow(folder: Path) -> None:
    ours = plugins.rules(str(folder))
    assert ours[0].code == "ZZ01"
    assert ours[1:] == RULES


def test_an_entry_point_may_name_several(package: str, tmp_path: Path) -> None:
    """And the package may import its rules at once: the lexicons are there before."""
    site = tmp_path / "site"
    (site / "harbour_rules" / "__init__.py").write_text(
        "from harbour_rules.zz01_tide_table import TideTable\nRULES = (TideTable,)\n"
    )
    points = site / "harbour_rules-1.2.dist-info" / "entry_points.txt"
    points.write_text("[presscheck.rules]\nall = harbour_rules:RULES\n")
    assert [(plugin.rule.code, plugin.folder) for plugin in plugins.find()] == [("ZZ01", site / "harbour_rules")]
    plugins.find.cache_clear()
    points.write_text("[presscheck.rules]\nall = harbour_rules:__name__\n")
    with pytest.raises(PluginError, match=r"harbour-rules 1\.2: .* is no rule"):
        plugins.find()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("ZZ01", "BP01"), r"a rule BP01 is there already: presscheck's own BP01 newsletter-signup"),
        (("tide-table", "newsletter-signup"), r"a rule newsletter-signup is there already"),
        (('code = "ZZ01"', 'code = "Z1"'), r"TideTable\.code is 'Z1'; two capitals and two digits"),
        (("tide-table", "Tide Table"), r"TideTable\.name is 'Tide Table'; small words"),
        (("Severity.WARNING", '"bad"'), r"TideTable\.severity is 'bad'"),
        (('lone(*phrases_of("ZZ01"))', 'r"(?=x)"'), r"RE2 refuses the pattern"),
        (("(LineRule)", "(object)"), r"one rule is expected, not 0"),
        (("message =", "massage ="), r"no attribute 'message'"),
        (("import LineRule", "import NoSuchRule"), r"cannot import name 'NoSuchRule'"),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    folder = write_rules(tmp_path / "my_rules", RULE.replace(*change))
    for code, name in (("BP01", "tide_table"), ("ZZ01", "newsletter_signup")):
        if change[1] in (code, name.replace("_", "-")):
            (folder / "zz01_tide_table.py").rename(folder / f"{code.lower()}_{name}.py")
    with pytest.raises(PluginError, match=rf"{re.escape(str(folder))}.*{message}"):
        plugins.find(str(folder))


def test_two_plug_ins_of_one_code_are_named(package: str, folder: Path) -> None:
    (folder / "lexicons/phrases/ZZ01.txt").unlink()
    (folder / "zz01_tide_table.py").write_text(RULE.replace('lone(*phrases_of("ZZ01"))', '"x"'))
    with pytest.raises(PluginError, match=r"a rule ZZ01 is there already: that of harbour-rules 1\.2"):
        plugins.find(str(folder))


def test_a_file_is_named_like_its_rule(folder: Path) -> None:
    (folder / "zz01_tide_table.py").rename(folder / "tides.py")
    with pytest.raises(PluginError, match=r"tides\.py: the file of a rule is named like xx01_the_name\.py"):
        plugins.find(str(folder))


def test_a_lexicon_of_a_plug_in_hides_none_of_ours(folder: Path) -> None:
    (folder / "lexicons" / "agencies.txt").write_text("# mine\nNordpresse\n")
    with pytest.raises(PluginError, match=r"agencies\.txt: there is a lexicon agencies\.txt already"):
        plugins.find(str(folder))


def test_the_page_of_a_plug_in_has_its_example(folder: Path) -> None:
    [plugin] = plugins.find(str(folder))
    page = explain.page(plugin.rule, str(folder))
    assert "    case/0.txt:5:1 ZZ01 tide-table  the tide table\n" in page
    assert "no rule of presscheck's own" in page


def test_cases_of_a_plug_in_are_run(folder: Path) -> None:
    assert testing.failures(testing.folder_of_rules(folder)) == []
    cases = folder / "cases" / "ZZ01.yml"
    cases.write_text(CASES.replace("  expect: []", "  expect: [{span: null}]", 1))
    wrong = testing.failures(testing.folder_of_rules(folder))
    assert wrong[0] == "ZZ01: two cases that fire and two that must not are needed; there are 3 and 1"
    assert wrong[1].startswith("ZZ01: keeps_an_article: expected [{'span': None}], got []")
    cases.unlink()
    assert "it has no cases" in testing.failures(testing.folder_of_rules(folder))[0]


@pytest.mark.parametrize("kind", ["line", "article", "batch"])
def test_stubs_pass_their_own_cases(tmp_path: Path, kind: str) -> None:
    rule, _ = stubs.write("ZZ02", "spare-part", kind, tmp_path / "mine")
    assert rule.name == "zz02_spare_part.py"
    assert testing.failures(testing.folder_of_rules(tmp_path / "mine")) == []
    asked = ["--isolated", "--select", "E,F,I,D1", "--ignore", "D100", "--line-length", "120"]
    linted = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *asked, str(rule)], capture_output=True, text=True, check=False
    )
    assert linted.returncode == 0, linted.stdout
    plugins.find.cache_clear()
    plugins.rules.cache_clear()
    with pytest.raises(PluginError, match="there is a rule ZZ02 spare-part already"):
        stubs.write("ZZ02", "other-name", kind, tmp_path / "mine")


def test_stubs_refuse_what_is_taken_or_is_no_code(tmp_path: Path) -> None:
    for code, name, message in (
        ("BP01", "mine", "there is a rule BP01 newsletter-signup already"),
        ("ZZ1", "mine", "is no code"),
        ("ZZ01", "My Rule", "is no name"),
    ):
        with pytest.raises(PluginError, match=message):
            stubs.write(code, name, "line", tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_the_commands_know_the_folder_of_the_settings(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('[plugins]\nrules = "my_rules"\n')

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "ZZ01\ttide-table\twarning" in run("rules").stdout
    assert "# ZZ01 tide-table" in run("explain", "ZZ01").stdout
    assert run("test-rules", "my_rules").stdout == "1 rule in my_rules: every case holds\n"
    (tmp_path / "a.txt").write_text(STORY.format(1))
    assert "Removed by ZZ01 tide-table" in run("why", "a.txt:5").stdout
    assert run("new-rule", "ZZ03", "new-one", "--kind", "line").stdout.splitlines()[0].endswith("zz03_new_one.py")
    (folder / "zz01_tide_table.py").write_text("1 / 0\n")
    done = run("audit", "a.txt")
    assert (done.returncode, "division by zero" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_the_first_rule_makes_the_folder_that_the_settings_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first lines of docs/extend.md."""
    (tmp_path / "presscheck.toml").write_text('[plugins]\nrules = "my_rules"\n')
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.main, ["new-rule", "XX01", "tide-table", "--kind", "line"])
    assert (done.exit_code, done.output.count("\n")) == (0, 2), done.output
    done = CliRunner().invoke(cli.main, ["test-rules", "my_rules"])
    assert done.output == "1 rule in my_rules: every case holds\n"
    (tmp_path / "mistyped").mkdir()
    done = CliRunner().invoke(cli.main, ["test-rules", "mistyped"])
    assert (done.exit_code, done.output) == (2, "presscheck: there is no rule in mistyped\n")


def test_the_folder_is_found_from_where_the_settings_stand(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('[plugins]\nrules = "my_rules"\n')
    assert config.load(tmp_path / "presscheck.toml").plugins == str(folder)
    (tmp_path / "presscheck.toml").write_text('[plugins]\nrulez = "my_rules"\n')
    with pytest.raises(config.ConfigError, match=r"unknown setting plugins\.rulez; did you mean 'rules'\?"):
        config.load(tmp_path / "presscheck.toml")
    with pytest.raises(PluginError, match="there is no folder"):
        plugins.find(str(tmp_path / "gone"))
