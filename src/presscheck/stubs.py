"""Stubs of a rule of the user's own: a rule file, and cases that pass as they are."""

from __future__ import annotations

from pathlib import Path

from presscheck import plugins
from presscheck.plugins import CODE, NAME, PluginError

_PAGE = '''
    """What is wrong, in one sentence.

    ## What it checks
    Where it looks, and for what.

    ## Why it matters
    What goes wrong for somebody who uses the article as it is.

    ## What to do
    What the reader of the finding should do.

    ## When it is wrong
    What it takes for this and is not, and what it misses.

    ## History
    Written today.
    """

    code = "{code}"
    name = "{name}"
    severity = Severity.INFO
'''

_LINE = (
    """from presscheck.model import Severity
from presscheck.rule import LineRule, tail


class {cls}(LineRule):"""
    + _PAGE
    + """    message = "what the finding says"
    pattern = r"(?i)^\\W*replace this pattern\\W*$"
    where = tail(12)
"""
)

_ARTICLE = (
    """from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class {cls}(ArticleRule):"""
    + _PAGE
    + '''
    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each line that says so."""
        for line in dossier.kept:
            if "replace this test" in line.text.casefold():
                yield Hit(line.start, line.end, "what the finding says")
'''
)

_BATCH = (
    """from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.rule import BatchRule, Hit


class {cls}(BatchRule):"""
    + _PAGE
    + '''
    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article of a title that another has too."""
        seen: set[str] = set()
        for dossier in batch.dossiers:
            title = dossier.value("title") or ""
            if title and title in seen:
                yield Hit(None, None, "what the finding says", article_id=dossier.article.article_id)
            seen.add(title)
'''
)

_STORY = "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring."

_TEXTS = {"line": "Replace this pattern", "article": "Somebody said: replace this test, and so they did."}

_CASES = """# Spans are written as the quoted text, so that a reviewer can read the case. Invent outlets and people.
fires_on_the_line:
  text: |
    Council votes to reopen the harbour baths

    {story}

    {said}
  expect:
    - {{span: "{said}"{edit}}}

fires_in_another_article_too:
  text: |
    Ferry to Ostholm sails again

    The ferry to Ostholm sailed again on Friday after a winter in the dock, its owners said.

    {said}
  expect:
    - {{span: "{said}"{edit}}}

is_silent_on_an_article:
  text: |
    Council votes to reopen the harbour baths

    {story}
  expect: []

is_silent_on_a_near_miss:
  text: |
    Council votes to reopen the harbour baths

    {story} Nobody said anything about replacing patterns or tests.
  expect: []
"""

_BATCH_CASES = """# Spans are written as the quoted text; null is the whole article. Invent outlets and people.
fires_on_the_second_of_two:
  articles:
    - {{source: batch/a.txt, text: "Harbour baths to reopen\\n\\n{story}\\n"}}
    - {{source: batch/b.txt, text: "Harbour baths to reopen\\n\\nSwimmers brought towels to the meeting on Friday.\\n"}}
  expect:
    - {{span: null, source: batch/b.txt}}

fires_on_the_second_and_the_third:
  articles:
    - {{source: batch/a.txt, text: "Ferry sails again\\n\\nThe ferry to Ostholm sailed again on Friday, its owners said.\\n"}}
    - {{source: batch/b.txt, text: "Ferry sails again\\n\\nPassengers for Ostholm waited on the pier from six o'clock.\\n"}}
    - {{source: batch/c.txt, text: "Ferry sails again\\n\\nA winter in the dock has ended for the old ship, they said.\\n"}}
  expect:
    - {{span: null, source: batch/b.txt}}
    - {{span: null, source: batch/c.txt}}

is_silent_on_one_article:
  articles:
    - {{source: batch/a.txt, text: "Harbour baths to reopen\\n\\n{story}\\n"}}
  expect: []

is_silent_on_a_near_miss:
  articles:
    - {{source: batch/a.txt, text: "Harbour baths to reopen\\n\\n{story}\\n"}}
    - {{source: batch/b.txt, text: "Harbour baths to reopen soon\\n\\nSwimmers brought towels to the meeting on Friday.\\n"}}
  expect: []
"""

_RULES = {"line": _LINE, "article": _ARTICLE, "batch": _BATCH}


def write(code: str, name: str, kind: str, folder: Path) -> tuple[Path, Path]:
    """Write ``folder/xx01_the_name.py`` and ``folder/cases/XX01.yml``; returns both paths.

    `kind` is ``line``, ``article`` or ``batch``. Raises PluginError for a code or a name that is none or is taken,
    FileExistsError where a file is there already, and OSError where one cannot be written.
    """
    if not CODE.fullmatch(code):
        raise PluginError(f"{code!r} is no code: two capitals and two digits, XX01")
    if not NAME.fullmatch(name):
        raise PluginError(f"{name!r} is no name: small words joined by hyphens, the-name")
    for rule in plugins.rules(str(folder.absolute()) if folder.is_dir() else ""):
        if rule.code == code or rule.name == name:
            raise PluginError(f"there is a rule {rule.code} {rule.name} already: {rule.summary()}")
    stub = folder / f"{code.lower()}_{name.replace('-', '_')}.py", folder / "cases" / f"{code}.yml"
    texts = _rule(code, name, kind), _cases(kind)
    stub[1].parent.mkdir(parents=True, exist_ok=True)
    for path, text in zip(stub, texts, strict=True):
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    return stub


def _rule(code: str, name: str, kind: str) -> str:
    """The text of a rule file."""
    cls = "".join(word.capitalize() for word in name.split("-"))
    return _RULES[kind].replace("{cls}", cls).replace("{code}", code).replace("{name}", name)


def _cases(kind: str) -> str:
    """The text of a file of cases."""
    if kind == "batch":
        return _BATCH_CASES.format(story=_STORY)
    return _CASES.format(story=_STORY, said=_TEXTS[kind], edit=", edit: remove" if kind == "line" else "")
