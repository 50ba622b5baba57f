from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class CommentsPrompt(LineRule):
    """An invitation to comment, or the frame of the comment section, left in the text.

    ## What it checks
    Lines that are nothing but the comment section's own words: “Leave a comment”, “12 comments”, “Please enable
    JavaScript to view the comments”, in eight languages.

    ## Why it matters
    Counts and prompts differ between scrapes of one article and so hide exact duplicates.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    Comments themselves are not recognised, only their frame.

    ## History
    Since 0.1.
    """

    code = "BP15"
    name = "comments-prompt"
    severity = Severity.INFO
    message = "frame of the comment section"
    pattern = lone(*phrases_of("BP15"))
    max_chars = 160
    stays_if = (like_subhead,)
