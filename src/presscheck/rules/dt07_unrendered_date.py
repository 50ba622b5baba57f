from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule


class UnrenderedDate(LineRule):
    """Where the date should stand, the page shows the pattern for it, or what a script makes of none.

    ## What it checks
    Lines of nothing but patterns of a date (`[hour]:[minute] [AMPM]`, `dd/mm/yyyy`, `%d %B %Y`), `Invalid Date`,
    `NaN NaN, NaN`, `01 Jan 1970` or `00/00/0000`, with or without a label (`lexicons/phrases/DT07.txt`).

    ## Why it matters
    The page was scraped before its script filled the date in, or the date was never stored.

    ## What to do
    Scrape the page after its script has run, or read the date from the markup.

    ## When it is wrong
    Forms that tell readers how to type a date.

    ## History
    Since 0.1.
    """

    code = "DT07"
    name = "unrendered-date"
    severity = Severity.INFO
    message = "date that was never filled in"
    tip = "Scrape the page after its script has run, or read the date from the markup."
    pattern = lone(*phrases_of("DT07"))
    max_chars = 120
