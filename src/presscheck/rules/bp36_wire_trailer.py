from presscheck.model import Severity
from presscheck.rule import LineRule, tail


class WireTrailer(LineRule):
    """The trailer that a wire service hangs under its copy.

    ## What it checks
    Among the last lines: a pointer to further coverage with its address, the mark of the end (“ENDS”, “-30-”,
    “###”), or a service's name alone behind two dashes.

    ## Why it matters
    It is no part of the story, and newspapers cut it: two copies of one report then differ in their last line.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    Credits that say who wrote (“contributed to this report”) are left alone: they are evidence.

    ## History
    Since 0.1.
    """

    code = "BP36"
    name = "wire-trailer"
    severity = Severity.INFO
    message = "trailer of a wire service"
    pattern = (
        r"(?i)^[\s_–—-]*(?:follow|read|see|find|more)\b.*\b(?:coverage|news|stories|report|reports|here|sports"
        r"|elections?|olympics|football|basketball|on|at|:)\b?.*\bhttps?://\S+[\s.]*$"
        r"|^[\s_–—-]*[^:/]{2,40}:\s?https?://\S+[\s.]*$"
        r"|^\s*[-–—]{2}\s?[A-Z][^.,:;!?\d]{2,40}$"
        r"|^\s*[-–—(\[]*\s?(?:ends|end|-30-|30|more|more to follow|mtf|ende|fin|fine|fim|koniec"
        r"|einde)\s?[-–—)\]]+\s*$"
        r"|^\s*[-–—(\[]+\s?(?:ends|end|30|more|more to follow)\s?[-–—)\]]*\s*$|^\s*ENDS\.?\s*$"
        r"|^\s*#{2,}\s*(?:end\s*#{2,})?$"
        r"|^[\s_–—-]*(?:follow|for more|more) (?:ap|afp|upi)\b.*$"
    )
    where = tail(10)
    max_chars = 220
