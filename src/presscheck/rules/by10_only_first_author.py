from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.lines import letters
from presscheck.rule import ArticleRule, Hit

SHOWN = ("byline", "byline element")
STRUCTURED = ("json-ld author", "meta author", "meta article:author", "meta parsely-author", "microdata author")


class OnlyFirstAuthor(ArticleRule):
    """The markup names one author where the byline names several.

    ## What it checks
    Bylines of several people that are shown around the headline, against each kind of structured data that names
    authors. One that names a single person, and one of those, is incomplete.

    ## Why it matters
    Tools that trust the markup credit the first author with what several wrote.

    ## What to do
    Nothing here: the byline is believed. Tell whoever else reads this outlet's markup.

    ## When it is wrong
    Bylines that name an editor or a photographer without saying so.

    ## History
    Since 0.1.
    """

    code = "BY10"
    name = "only-first-author"
    severity = Severity.INFO
    tip = "Take the authors from the byline wherever else this outlet's markup is read."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the byline's first name."""
        chosen = dossier.chosen("author")
        if len(chosen) < 2:
            return
        claims: dict[str, set[str]] = {}
        for field in dossier.candidates("author"):
            if field.rule in STRUCTURED:
                claims.setdefault(field.rule, set()).add(letters(field.value))
        shown = _shown(dossier)
        names = {letters(field.value) for field in shown}
        for source, claimed in sorted(claims.items()):
            if len(claimed) == 1 and claimed < names:
                listed = ", ".join(dict.fromkeys(field.value for field in shown))
                message = f"{source} names one author of {len(names)}; the byline names {listed}"
                yield Hit(shown[0].start, shown[0].end, message, evidence=listed)
                return


def _shown(dossier: Dossier) -> list[Field]:
    """The authors that the byline shows and that are believed, in order of place."""
    believed = {letters(field.value) for field in dossier.chosen("author")}
    fields = [f for f in dossier.candidates("author") if f.rule in SHOWN and letters(f.value) in believed]
    return sorted((f for f in fields if f.start is not None), key=lambda f: f.start or 0)
