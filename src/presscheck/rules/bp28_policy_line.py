from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead

NAME = f"(?:{'|'.join(phrases_of('BP28'))})"
AND = f"(?:{'|'.join(phrases_of('and'))}) "
"""Before the last of several names."""


class PolicyLine(LineRule):
    """Links to terms and policies, alone on a line.

    ## What it checks
    Lines that hold nothing but names of policies: privacy, terms, imprint, accessibility and the like, one or
    several, in thirty languages.

    ## Why it matters
    Footers differ between outlets but not within one: they make unrelated articles look alike.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is one of these names is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP28"
    name = "policy-line"
    severity = Severity.INFO
    message = "links to policies"
    pattern = lone(rf"{NAME}(?:[\s|/·,、，•&.;–—-]+(?:{AND})?{NAME})*(?: apply)?")
    max_chars = 260
    stays_if = (like_subhead,)
