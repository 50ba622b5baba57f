from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Field, Related, Severity
from presscheck.normalise.agencies import agencies_named, is_dashed, of_the_text
from presscheck.normalise.kept import body_lines
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose

NO_CONFLICT = ("credit-in-words", "copyright")
"""Credits of an agency beside others, and notices that may be of a picture."""


class AgencyConflict(ArticleRule):
    """Two places of one article credit two different agencies.

    ## What it checks
    The agencies of byline, dateline, and the credits of the text. Two places conflict when they have no agency
    in common; a joint credit (``AP/Reuters``) agrees with either. A bracketed credit in mid-text is left
    out, since it may be a picture's, as may a notice of copyright, and so is one in words (“Reuters contributed to this
    report”): it says itself that there are two.

    ## Why it matters
    One of the two is wrong, or the text was made of two: either way its origin is not what one field says.

    ## What to do
    Read the text at both places, and record both agencies if it was merged.

    ## When it is wrong
    Outlets that add "with AFP" to a dispatch of another agency are reported; both did contribute.

    ## History
    Since 0.1.
    """

    code = "AG09"
    name = "agency-conflict"
    severity = Severity.WARNING
    tip = "Read both places; record both agencies if the text was merged."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the second of the two places; the first is related."""
        places = _places(dossier)
        for number, other in enumerate(places):
            for one in places[:number]:
                if set(_named(one)) & set(_named(other)):
                    continue
                related = (
                    (Related(dossier.article.article_id, one.start, one.end, f"credits {one.value}"),)
                    if one.start is not None and one.end is not None
                    else ()
                )
                message = f"{_where(other)} credits {other.value}, {_where(one)} {one.value}"
                yield Hit(other.start, other.end, message, related=related)
                return


def _places(dossier: Dossier) -> list[Field]:
    """The credits that speak for the text, those in the markup first, then by place; none where fewer than two are."""
    credited = dossier.chosen("agency")
    if len(credited) < 2:
        return []
    paragraphs = [line for line in body_lines(dossier) if is_prose(line.text)]
    last = paragraphs[-1].start if paragraphs else 0
    loose = [f for f in of_the_text(dossier) if is_dashed(dossier, f) or (f.start or 0) >= last]
    found = [f for f in credited if f.rule not in NO_CONFLICT and (f.rule != "credit-in-text" or f in loose)]
    return sorted(found, key=lambda f: (f.start is not None, f.start or 0, f.value))


def _named(field: Field) -> tuple[str, ...]:
    return (field.value, *agencies_named(field.evidence.strip("()[]/ ")))


def _where(field: Field) -> str:
    if field.rule == "dateline":
        return "the dateline"
    return "the text" if field.rule.startswith("credit") else "the byline"
