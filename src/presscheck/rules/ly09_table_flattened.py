import re
from collections.abc import Iterator
from itertools import groupby

from presscheck.model import Dossier, Facts, Line, Severity
from presscheck.rule import ArticleRule, Hit, in_a_line, regex

NUMBER = r"[-+−–]?[\d][\d.,:/%]*"
ROWS_ON_A_LINE = rf"(?:[^\d\s]\S* +(?:{NUMBER} +){{3}}.*){{2}}[^\d\s]\S* +(?:{NUMBER}[ ]*){{3}}"
"""A name and three numbers, at least three times on one line."""
CELL = re.compile(r"(?!\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$)[-+−–]?\d[\d.,:/%]*")
"""A number, and not a date: dates alone on lines are those of a list of articles."""
TWO_NUMBERS = r"^\d[\d.,:/%]*\n+\d[\d.,:/%]*$"
MIN_CELLS, MIN_NUMBERS = 12, 0.5
MAX_CELL_WORDS = 3
SHOWN_CHARS = 80


class TableFlattened(ArticleRule):
    """A table whose rows and columns are lost.

    ## What it checks
    Lines that hold three rows of a table or more, each a name and three numbers at least; and runs of twelve lines or
    more that are single cells, half of them numbers. Rows that stand on lines of their own are left alone: a reader can
    tell them, as the scores of a round.

    ## Why it matters
    What a number says is told by its column; without it the figures are noise in the text.

    ## What to do
    Take tables apart from the text, or leave them out.

    ## When it is wrong
    Line-ups and code numbers that are printed as running text.

    ## History
    Since 0.1.
    """

    code = "LY09"
    name = "table-flattened"
    severity = Severity.INFO
    tip = "Take tables apart from the text."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each line or run of lines that was a table."""
        text = dossier.clean_text
        if regex(ROWS_ON_A_LINE).search(text):
            for line in dossier.kept:
                if found := regex(ROWS_ON_A_LINE).search(line.text):
                    start = min(line.start + found.start(), line.end)
                    yield Hit(start, min(line.end, start + SHOWN_CHARS), "rows of a table on one line")
        if in_a_line(TWO_NUMBERS, text):
            for cells in _runs(dossier.kept):
                yield Hit(
                    cells[0].start,
                    cells[-1].end,
                    f"a table, one cell to a line: {len(cells)} lines",
                    evidence=cells[0].text,
                )


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines that are cells of a table."""
    for short, run in groupby(lines, lambda line: len(line.text.split()) <= MAX_CELL_WORDS):
        cells = list(run)
        if short and len(cells) >= MIN_CELLS:
            numbers = sum(bool(CELL.fullmatch(cell.text)) for cell in cells)
            if numbers >= MIN_NUMBERS * len(cells):
                yield cells
