from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import hit_on, pointer
from presscheck.rule import BatchRule, Hit

CREDITS = ("agency", "author", "byline", "dateline_place")
MIN_OUTLETS = 2


class CopyWithoutOrigin(BatchRule):
    """No member of a story says where the text comes from.

    ## What it checks
    Stories that two or more outlets, as far as outlets are known, carry, and of which no member credits an agency,
    names an author or has a dateline, nor any copy in an earlier run an agency.

    ## Why it matters
    The origin lies outside of the batch: the copies are no evidence of who reported it.

    ## What to do
    Search the text elsewhere, or in the agencies' archives, before you attribute it to any of the outlets.

    ## When it is wrong
    Outlets that print no bylines and share one newsroom.

    ## History
    Since 0.1.
    """

    code = "PR07"
    name = "copy-without-origin"
    severity = Severity.INFO
    tip = "Search the text elsewhere before you attribute it to one of the outlets."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each such story, on the member that is likely nearest to the origin; the others are related."""
        credited = {one.article_id for one in batch.earlier if one.relation and one.other_agencies}
        for story in batch.stories:
            members = [batch.by_id[article] for article in story.ordered]
            outlets = {(d.value("publisher") or d.article.source).casefold() for d in members}
            if (
                len(outlets) < MIN_OUTLETS
                or any(_credits(d) for d in members)
                or not credited.isdisjoint(story.ordered)
            ):
                continue
            first = batch.by_id[story.origin]
            others = [d for d in members if d is not first]
            yield hit_on(
                first,
                f"the likely origin of {len(members)} copies, and none of them names an author, an agency or a dateline",
                related=tuple(pointer(d, "a copy") for d in others),
                evidence=story.story_id,
            )


def _credits(dossier: Dossier) -> bool:
    return any(dossier.first(field) for field in CREDITS)
