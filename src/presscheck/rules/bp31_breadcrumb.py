from collections.abc import Iterator, Mapping, Sequence

from presscheck.lexicons import folded
from presscheck.model import Facts, Page, Severity
from presscheck.normalise.bylines import byline
from presscheck.patterns import EDGE, anywhere, phrases_of
from presscheck.rule import Hit, LineRule, head, remove_line

ARROWS = " \t\xa0»›>→▸►❯⟩/|·•"
"""What stands between, and is left of, the steps of a breadcrumb."""


class Breadcrumb(LineRule):
    """The path from the home page to the article, left above the headline.

    ## What it checks
    Among the first 12 lines: lone arrows, paths such as “Home > News > UK”, lines that open with “You are here:”; and
    the lone section words (“Story”, “News”) directly above, between or below them. “News | By Ana Soler” is a byline.

    ## Why it matters
    The breadcrumb comes before the headline, so that title finders that take the first line take it.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    A headline of two parts with an arrow between them, when it opens with a section word.

    ## History
    Since 0.1.
    """

    code = "BP31"
    name = "breadcrumb"
    severity = Severity.INFO
    message = "breadcrumb"
    matches_only = True
    pattern = anywhere(
        r"^[\s»›>→▸►❯⟩]+$",
        rf"^{EDGE}(?:{'|'.join(phrases_of('BP31'))})",
        r"^[^>»›→▸►❯⟩.!?:]+(?:\s[>»›→▸►❯⟩]\s[^>»›→▸►❯⟩!?]+){2}",
    )
    where = head(12)
    max_chars = 200

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of the path, and for the section words that touch it."""
        if self.code not in matched:
            return
        places = {line.start + len(line.text) - len(line.text.lstrip()): i for i, line in enumerate(page.lines[:20])}
        found = {places[hit.start or 0] for hit in super().find(page, matched, facts)}
        path = {index for index in found if not any(byline(page.lines[index]))}
        for start in sorted(path):
            for step in (-1, 1):
                index = start + step
                while 0 <= index < len(page.lines) and _section_word(page.lines[index].text):
                    path.add(index)
                    index += step
        for index in sorted(path):
            yield remove_line(page.lines[index], self.message)


def _section_word(text: str) -> bool:
    return text.strip(ARROWS).casefold() in folded("navigation")
