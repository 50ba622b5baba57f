from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class AgencyDateline(ArticleRule):
    """The opening of the story names the agency it comes from.

    ## What it checks
    The dateline, in the first paragraphs, where it holds the name of a known agency: “WASHINGTON, March 4 (Reuters) -”,
    “Berlin (dpa) -”, “МОСКВА, 4 марта. /ТАСС/.”, “【東京共同】”, “新华社北京3月4日电”. Without a dash behind the agency a day, a
    known place or a place in capitals has to stand before it. An agency that somebody told something, or that a sentence is about, is no dateline.

    ## Why it matters
    The text is the agency's, whoever's page it stands on. The dateline ends up in the first sentence of every copy.

    ## What to do
    Nothing: place, day and agency are among the fields. Leave the dateline out where first sentences are compared.

    ## When it is wrong
    Outlets that put their own letters where an agency's would stand.

    ## History
    Since 0.1.
    """

    code = "AG01"
    name = "agency-dateline"
    severity = Severity.INFO
    tip = "Leave the dateline out where first sentences are compared."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its dateline."""
        line = dossier.first("dateline")
        agency = next((f.value for f in dossier.chosen("agency") if f.rule == "dateline"), None)
        if line and agency:
            yield Hit(line.start, line.end, f"the dateline credits {agency}: the text is the agency's")
