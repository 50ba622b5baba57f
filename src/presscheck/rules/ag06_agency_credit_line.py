from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity, Spans
from presscheck.normalise.agencies import credits_picture
from presscheck.normalise.agency_credits import LAST_LINES, closing_agency, credit_line, find_credit, signature
from presscheck.rule import Hit, StripRule, remove_line
from presscheck.strip.shapes import is_prose, prose_follows

BRACKETS = "([/（【"


class AgencyCreditLine(StripRule):
    """A news agency's credit, left at the end of a paragraph or on a line of its own.

    ## What it checks
    The name of a known agency behind the end of a sentence, set off by a dash, a bar, a bracket or ©
    (``… the valley. - Norrhaven Wire``), or by nothing where the text ends with it, and the name alone, or behind a
    label (“Quelle:”, “źródło:”), on one of the last six lines, below all running text. Names that are words elsewhere (“भाषा”)
    count there right below the last paragraph.
    A name in brackets counts only at the end of the whole text: further up it mostly credits a picture, as names in
    figure captions and beside a photographer's do. "told Reuters" is a source and stays. So does a credit in words
    (“Reuters contributed to this report”, “avec AFP”): it says what is whose, and the agency is read from it all the same. An
    agency alone below the headline stays too, as bylines do.

    ## Why it matters
    The credit says where the text comes from; that belongs in the metadata, where it is kept. In the text it
    ends up in the last sentence of every copy and in word counts.

    ## What to do
    Nothing: the credit is removed and kept in the ledger, and the agency stays among the fields.

    ## When it is wrong
    A caption that was scraped as the last line, and ends in an agency's name, loses its picture credit. A bracketed
    credit above a second story in the same text stays.
    Agencies that are not in the word list stay in the text.

    ## History
    Since 0.1.
    """

    code = "AG06"
    name = "agency-credit-line"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """Credits that close a paragraph (inline edits), then those on lines of their own."""
        captions = Spans((mark.start, mark.end) for mark in page.marked("figcaption"))
        prose_above, last = 0, len(page.lines) - LAST_LINES
        for index, line in enumerate(page.lines):
            credit = find_credit(line.text)
            if (
                credit
                and not captions.meet(line.start, line.end)
                and not credits_picture(line.text[credit[2] : credit[3]])
            ):
                start, end = line.start + credit[0], line.start + credit[1]
                if page.text[start:end].strip()[0] in BRACKETS and prose_follows(page, index):
                    continue
                yield Hit(start, end, f"{credit[4]} is credited at the end of a paragraph", replacement="")
            elif (bare := closing_agency(line.text, prose_above)) and not captions.meet(line.start, line.end):
                if not prose_follows(page, index):
                    start = line.start + len(line.text[: bare[0]].rstrip())
                    message = f"{bare[2]} is credited behind the last sentence"
                    yield Hit(start, line.start + bare[1], message, replacement="")
            elif (
                prose_above
                and index >= last
                and (alone := credit_line(line.text) or signature(page.lines, index))
                and not prose_follows(page, index)
            ):
                yield remove_line(line, f"{alone[2]} is credited on a line of its own")
            prose_above += is_prose(line.text)
