from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.strip.headed_list import HeadedList


class RelatedList(HeadedList):
    """A list of other stories with its heading, left in the article.

    ## What it checks
    Lines that are nothing but the heading of such a list (“Related stories”, “More Business Stories”, “Das könnte
    Sie auch interessieren”), in a dozen languages. With the heading go the headlines below it: everything, where no
    running text follows; else the bulleted lines right below, or the headlines right below but for the last, which
    may be the next subhead.

    ## Why it matters
    Headlines of other stories bring their names, places and numbers into this one, and change every day.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    An article that ends in a short list of its own under a heading such as “Further reading” loses that list.

    ## History
    Since 0.1.
    """

    code = "BP11"
    name = "related-list"
    severity = Severity.INFO
    message = "list of other stories"
    max_chars = 80
    pattern = lone(*phrases_of("BP11"))
