import re

from presscheck.model import Page, Severity
from presscheck.normalise.dateline import FIRST_UNSPACED
from presscheck.normalise.names import is_capitalised, kind_of, split_names
from presscheck.normalise.roles import person_beside_role
from presscheck.patterns import EDGE, phrases_of
from presscheck.rule import LineRule, ends, regex
from presscheck.strip.shapes import corrects, quotes

ROLE = rf"(?:{'|'.join(phrases_of('BP37'))})"
NAMES = r"[^:：.!?]+"
COLON = re.compile("[:：]")
ASIDE = re.compile(r"\([^()]*+\)")
"""What is said of a name in brackets: ``Jo Brandt (Norrhaven)``."""
NAMED = frozenset(("person", "agency", "outlet", "desk", "email"))
"""What stands behind the colon: kinds of names. A noun or a number does not."""
ARTICLES = frozenset("a an the der die das ein eine les un une los las il het een".split())
"""First words of titles and headlines; no person's name begins with one."""
MAX_UNCASED_WORDS = 3
MAX_UNSPACED = 6
"""Characters of a Chinese, Japanese or Korean name."""


class StaffCredits(LineRule):
    """Who edited, translated, drew or produced the article, left in the text.

    ## What it checks
    Lines at the top or the end that are nothing but such a task, a colon, and names of people, outlets, agencies or desks:
    “Redaktion: …, Übersetzung: …”, “Producer: …”, “责任编辑：…” (`lexicons/phrases/BP37.txt`). Who wrote or reported
    (“Reporting by …”) stays, since it is evidence of the author; so does a correction (“Correction: …”,
    `lexicons/correction_words.txt`), whatever follows.

    ## Why it matters
    The names are taken for the author's.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A review's list of who made the film or the book; two capitalised nouns behind the colon, which look like a name.
    People who are named by one word stay, since any noun looks like theirs.

    ## History
    Since 0.1.
    """

    code = "BP37"
    name = "staff-credits"
    severity = Severity.INFO
    message = "credits of editors and producers"
    pattern = rf"(?i)^{EDGE}{ROLE}\s?[:：]{NAMES}(?:[:：]{NAMES})*{EDGE}$"
    where = ends(10, 25)
    max_chars = 200

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's, a correction the outlet's; names stand behind every colon."""
        text = page.lines[index].text
        return not quotes(text) and not corrects(text) and _names_only(text)


def _names_only(text: str) -> bool:
    """Whether nothing but names stands behind the colons of a line, each list of them before the next task."""
    _, *lists = COLON.split(text)
    *inner, last = lists
    return all(map(_are_names, (*map(_before_task, inner), last)))


def _before_task(text: str) -> str:
    """The names in ``Jo Brandt, Übersetzung`` and ``Jo Brandt / Schnitt``: the task of the next colon is left out."""
    found = regex(rf"(?i)^(?P<names>.*\PL){ROLE}\s?$").search(text)
    return str(found["names"]) if found else text


def _are_names(text: str) -> bool:
    names = [name.strip(" ()（）[]") for _, _, name in split_names(ASIDE.sub("", text))]
    return bool(names) and all(map(_is_name, names))


def _is_name(text: str) -> bool:
    """Whether a text is a name; in scripts without case, where capitals do not tell names from sentences, a short one."""
    name = person_beside_role(text) or text
    kind = kind_of(name)
    if kind == "person" and name.split()[0].casefold() in ARTICLES:
        return False
    if kind not in NAMED or (kind in ("outlet", "desk") and not is_capitalised(name)):
        return False
    long = len(name.split()) > MAX_UNCASED_WORDS or (max(name) >= FIRST_UNSPACED and len(name) > MAX_UNSPACED)
    return not (name.lower() == name.upper() and long)
