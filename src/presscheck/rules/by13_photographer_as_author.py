from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.written import once, unnamed
from presscheck.rule import ArticleRule, Hit


class PhotographerAsAuthor(ArticleRule):
    """Who made a picture stands where the author's name would.

    ## What it checks
    Bylines and authors claimed by the markup that are a picture's credit: “Photo: Ana Soler”, “© Jo Brandt”, “(Image:
    Getty Images)”, “Fotos von Ana Soler”.

    ## Why it matters
    Somebody is credited with a text that is somebody else's.

    ## What to do
    Nothing in the data: it is not taken as an author. Look for the writer's name elsewhere on the page.

    ## When it is wrong
    Photographers who also wrote the text, and are named once for both.

    ## History
    Since 0.1.
    """

    code = "BY13"
    name = "photographer-as-author"
    severity = Severity.INFO
    tip = "Look for the writer's name elsewhere on the page."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each credit, at its first place."""
        for field in once(unnamed(dossier, "photographer")):
            message = f"{field.value} stands where the author would: it credits a picture"
            yield Hit(field.start, field.end, message, evidence=field.value)
