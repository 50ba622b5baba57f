from collections.abc import Iterator

from presscheck.dates import find_dates
from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.first_published import Note, notes
from presscheck.rule import ArticleRule, Hit

LABEL_WORDS = 4
"""So many words stand in ``First published on``, with a time of day."""


class FirstPublishedNote(ArticleRule):
    """A note says that the text was first published elsewhere, by somebody else, or on another day.

    ## What it checks
    Lines among the first six or last eight of the page, or around the end of the article, that open like “This report by
    The Canadian Press was first published …”, “Dieser Artikel erschien zuerst in …”, “Cet article a été initialement
    publié …”. The outlet that a note names is the `origin` of the article, where it is not the outlet of the page itself; it may
    stand on the next line, where a link stood.

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
        kept = dossier.kept
        for note in notes(dossier.article.page.lines, kept[-1].start if kept else 0):
            if note.name or not _is_date_label(note.line.text):
                yield Hit(note.line.start, note.end, _message(dossier, note))


def _is_date_label(text: str) -> bool:
    """Whether a line says when it was first published and no more, as papers do of their own pages."""
    dates = find_dates(text)
    for date in reversed(dates):
        text = text[: date.start] + text[date.end :]
    return bool(dates) and text.isascii() and sum(word.isalpha() for word in text.split()) <= LABEL_WORDS


def _message(dossier: Dossier, note: Note) -> str:
    first = next((field.value for field in _named(dossier) if note.line.start <= (field.start or 0) < note.end), "")
    told = f"says that the text was first published by {first}" if first else "tells of a first publication"
    published = (dossier.value("published") or "")[:10]
    day = next((date.iso[:10] for date in find_dates(note.line.text)), "")
    when = f", on {day}" if day else ""
    other = f"; the page is dated {published}" if day and published and day != published else ""
    return f"a note {told}{when}{other}"


def _named(dossier: Dossier) -> list[Field]:
    return [field for field in dossier.fields if field.field in ("origin", "agency") and field.start is not None]
