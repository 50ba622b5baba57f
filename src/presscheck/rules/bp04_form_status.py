from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class FormStatus(LineRule):
    """A label, button or status message of a form, left in the text.

    ## What it checks
    Lines that are nothing but a form's field label, button or message: “E-mail address”, “Submit”, “Something went
    wrong. Please try again later.”, in eight languages.

    ## Why it matters
    Form texts are not visible to a reader until something fails, so nobody notices them but the model that trains
    on them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a single such word (Success, Error) is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP04"
    name = "form-status"
    severity = Severity.INFO
    message = "text of a form"
    pattern = lone(*phrases_of("BP04"))
    max_chars = 90
    stays_if = (like_subhead,)
