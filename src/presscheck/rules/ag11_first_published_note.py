from collections.abc import Iterator

from presscheck.dates import find_dates
from presscheck.model import Dossier, Facts, Line, Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import ArticleRule, Hit, ends, in_a_line, regex

NOTE = opening(*phrases_of("AG11"))
WHERE = ends(6, 8)
MAX_CHARS = 300
LABEL_WORDS = 4
"""So many words stand in ``First published on``, with a time of day."""


class FirstPublishedNote(ArticleRule):
    """A note says that the text was first published elsewhere, by somebody else, or on another day.

    ## What it checks
    Lines among the first six or last eight of the page that open like “This report by The Canadian Press was first
    published …”, “Dieser Artikel erschien zuerst in …”, “Cet article a été initialement publié …”.

    ## Why it matters
    The note is the best evidence there is of where a copy comes from. The day of publication that the page shows is then
    this outlet's, and not the text's.

    ## What to do
    Record the first outlet as the source, and the first day as the text's own.

    ## When it is wrong
    Sentences about another report that open in the same words.

    ## History
    Since 0.1.
    """

    code = "AG11"
    name = "first-published-note"
    severity = Severity.INFO
    tip = "Record the first outlet as the source, and the first day as the text's own."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each note."""
        lines = [line for line in WHERE.of(dossier.article.page.lines) if len(line.text) <= MAX_CHARS]
        if not in_a_line(NOTE, "\n".join([line.text for line in lines])):
            return
        for line in lines:
            if regex(NOTE).search(line.text) and not _is_date_label(line.text):
                yield Hit(line.start, line.end, _message(dossier, line))


def _is_date_label(text: str) -> bool:
    """Whether a line says when it was first published and no more, as papers do of their own pages."""
    dates = find_dates(text)
    for date in reversed(dates):
        text = text[: date.start] + text[date.end :]
    return bool(dates) and text.isascii() and sum(word.isalpha() for word in text.split()) <= LABEL_WORDS


def _message(dossier: Dossier, line: Line) -> str:
    published = (dossier.value("published") or "")[:10]
    first = next((date.iso[:10] for date in find_dates(line.text)), "")
    when = f", on {first}" if first else ""
    other = f"; the page is dated {published}" if first and published and first != published else ""
    return f"a note says where the text was first published{when}{other}"
