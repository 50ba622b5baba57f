from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.normalise.tags import LABELLED, find_tag_line
from presscheck.rule import Hit, LineRule, found_in, remove_line
from presscheck.strip.shapes import last_prose, lone, phrases_of

LABEL = lone(*phrases_of("TG01"))
MAX_ITEM_CHARS = 40
LAST_LINES = 6
"""A tag line so near the end is one even if a paragraph of boilerplate follows."""


class TagListTail(LineRule):
    """The list of tags under an article, left in the text.

    ## What it checks
    Lines below the last running text, or among the last six, that are a label (“Tags”, “Topics”, “Schlagworte”,
    “Mots-clés” …) with the tags behind it; and such a label alone with short lines below it.

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
                taken = index
                while taken + 1 < len(page.lines) and len(page.lines[taken + 1].text) <= MAX_ITEM_CHARS:
                    taken += 1
                for item in page.lines[index : taken + 1]:
                    yield remove_line(item, self.message)
