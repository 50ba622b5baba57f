from presscheck.model import Severity
from presscheck.rule import LineRule

PART = (
    r"(?:AI CONTENT|CONTENT|ADV?|ADS|ADVERT|ARTICLE|BANNER|WIDGET|BODY|BLOCK|SIDEBAR|HEADER|FOOTER|SLIDER|LIGHTBOX|JAVASCRIPT"
    r"|SCRIPT|CODE|TAG|EMBED|PAYWALL|NEWSLETTER|PLAYER|GALLERY|MODULE|SECTION|CONTAINER|PIXEL|TRACKING|SLOT|IFRAME|MENU)"
)


class CmsComment(LineRule):
    """A comment in the page's source, left in the text.

    ## What it checks
    Short lines in capitals that say where a part of the page begins or ends (“AI CONTENT END 1”, “BEGIN SIDEBAR ADV”),
    the same in small letters where the part is code (“START Lightbox Javascript”), conditions for old browsers
    (`[if lt IE 9]>`), and comments that were cut at their beginning or end.

    ## Why it matters
    The text was taken with patterns instead of a parser, and more of the source may stand in it.

    ## What to do
    Parse the page as HTML.

    ## When it is wrong
    A headline in capitals such as “TAG END”.

    ## History
    Since 0.1.
    """

    code = "MK06"
    name = "cms-comment"
    severity = Severity.WARNING
    message = "comment of the page's source left as text"
    tip = "Parse the page as HTML."
    pattern = (
        rf"^\W*(?:[A-Z0-9_-]+ )*{PART} (?:START|END|BEGIN|STOP|STARTS|ENDS|BEGINS)(?: HERE)?(?: \d+)?\W*$"
        rf"|^\W*(?:START|END|BEGIN|STOP)(?: OF)?(?: [A-Z0-9_-]+)* {PART}(?: \d+)?\W*$"
        r"|^\W*(?i:start|end|begin|stop)(?i: of)?(?: \S+)? (?i:lightbox|javascript|script|ad code|adsense|tag manager|tracking code|google analytics|iframe|shortcode|widget)(?: (?i:javascript|script|code|tag|container|div|snippet))?\W*$"
        r"|^\W*[A-Z]+ ADV\W*$"
        r"|^\W*(?i:\[if (?:lt |gt |lte |gte |!)?(?:ie|mso)\b.*\]|(?:<!)?\[endif\])\W*$"
        r"|^\s*<!--[^>]*$|^[^<]*\s-->\s*$"
    )
    max_chars = 120
