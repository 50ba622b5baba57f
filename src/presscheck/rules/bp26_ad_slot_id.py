from presscheck.model import Severity
from presscheck.rule import LineRule

SLOT = r"(?:billboard|leaderboard|skyscraper|halfpage|half-page|mpu|interstitial|sidebar|incontent|in-content|banner|rectangle|superbanner)"


class AdSlotId(LineRule):
    """The name of a place for advertisements, left in the text.

    ## What it checks
    Lines that are nothing but such a name: “Tag ID: outlet_billboard_3”, “div-gpt-ad-1234”, “/1234567/site/mpu”,
    “728x90”.

    ## Why it matters
    The name was written for a script; in the text it is a word of no language.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A lone “300x250” in a list of picture sizes.

    ## History
    Since 0.1.
    """

    code = "BP26"
    name = "ad-slot-id"
    severity = Severity.INFO
    message = "name of a place for advertisements"
    pattern = (
        r"(?i)^\W*(?:(?:ad|adv|dfp|gpt)[ _-]?)?(?:tag|slot|unit|zone|placement)[ _-]?id\s?[:=]\s?\S+\s*$"
        r"|^\W*(?:div-)?(?:gpt|dfp|google)[-_](?:ads?|unit|slot|iframe)[-_\w/]*\W*$"
        r"|^\W*(?:ad|ads|advert|adv)[-_](?:slot|unit|zone|box|placeholder|container|inline)[-_\w]*\W*$"
        rf"|^\W*\w*_{SLOT}(?:[-_]\w+)?\W*$|^\W*{SLOT}[-_]\w*\d\w*\W*$"
        rf"|^\W*/\d{{5,}}/[\w./-]+\W*$"
        r"|^\W*(?:728|970|300|160|320|336|468)\s?[x×]\s?(?:90|250|600|50|100|280|60)\W*$"
    )
    max_chars = 120
