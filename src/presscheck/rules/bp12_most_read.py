from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.strip.headed_list import HeadedList


class MostRead(HeadedList):
    """A list of the outlet's most read stories with its heading, left in the article.

    ## What it checks
    Lines that are nothing but the heading of such a list (“Most read”, “Trending now”, “Meistgelesen”), in a dozen
    languages, and the list below, as in BP11.

    ## Why it matters
    The list is the outlet's front page on the day of the scrape, not the story's surroundings.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    An article that ends in a ranking of its own, without a sentence below it, under a heading such as “Most popular”.

    ## History
    Since 0.1.
    """

    code = "BP12"
    name = "most-read"
    severity = Severity.INFO
    message = "list of most read stories"
    pattern = lone(*phrases_of("BP12"))
