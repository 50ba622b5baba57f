from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from presscheck.model import Facts, Line, Page, Severity
from presscheck.normalise.tags import LABELLED, find_tag_line
from presscheck.patterns import lone, phrases_of
from presscheck.rule import Hit, LineRule, found_in, remove_line
from presscheck.strip.shapes import is_bullet, last_prose

LABEL = lone(*phrases_of("TG01"))
MAX_ITEM_CHARS = 40
LINES_ABOVE = 4
LAST_LINES = 6
"""A tag line so near the end is one even if a paragraph of boilerplate follows."""


class TagListTail(LineRule):
    """The list of tags under an article, left in the text.

    ## What it checks
    Lines below the last running text, or among the last six, that are a label (“Tags”, “Topics”, “Schlagworte”,
    “Mots-clés” …) with the tags behind it; and such a label alone with short lines below it, up to the first blank line
    or the end of the bulleted list.

    ## Why it matters
    Tags are metadata. In the text they repeat its names and change its end.

    ## What to do
    Nothing: the lines are removed and kept in the ledger; the tags become the field `tags`.

    ## When it is wrong
    A last line of the article's own such as “Subjects: chemistry, physics”.

    ## History
    Since 0.1.
    """

    code = "TG01"
    name = "tag-list-tail"
    severity = Severity.INFO
    message = "list of tags"
    matches_only = True
    max_chars = 400
    pattern = f"{LABEL}|{LABELLED}"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each tag line, or for a lone label and each short line below it."""
        taken = -1
        prose = last_prose(page) if self.code in matched else -1
        for index in matched.get(self.code, ()):
            line = page.lines[index]
            if index <= taken or len(line.text) > self.max_chars:
                continue
            if index < len(page.lines) - LAST_LINES and index < prose:
                continue
            if find_tag_line(line.text):
                yield remove_line(line, self.message)
            elif found_in(line.text, LABEL) and index >= prose:
                taken = _last_item(page.lines, index)
                for item in page.lines[index : taken + 1]:
                    yield remove_line(item, self.message)


def _last_item(lines: list[Line], label: int) -> int:
    """Index of the last tag below a label: of the short lines in one block, or in one bulleted list.

    Where blank lines part all lines around the label, they part the tags too.
    """
    around = lines[max(0, label - LINES_ABOVE) : label + 3]
    blanks = 1 if all(_blanks(one, other) for one, other in pairwise(around)) else 0
    bulleted = label + 1 < len(lines) and is_bullet(lines[label + 1].text)
    last = label
    while last + 1 < len(lines) and len(lines[last + 1].text) <= MAX_ITEM_CHARS:
        if last > label and (
            _blanks(lines[last], lines[last + 1]) > blanks or (bulleted and not is_bullet(lines[last + 1].text))
        ):
            break
        last += 1
    return last


def _blanks(line: Line, other: Line) -> int:
    """How many blank lines stand between two lines."""
    return other.number - line.number - 1
