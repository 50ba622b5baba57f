from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.tags import stated_tags
from presscheck.patterns import lone, phrases_of
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import IDEOGRAPHS

NOISE = lone(*phrases_of("TG03"))
MAX_NAMED = 3


class TagNoise(ArticleRule):
    """Tags that say nothing of the article: “News”, “All topics”, a single letter.

    ## What it checks
    The tags in the page's markup and on its tag lines against the words that stand on any page of news
    (`lexicons/phrases/TG03.txt`, in twenty languages), and tags of a single letter. A single ideograph can be a word.

    ## Why it matters
    They put half of the batch into one group, and a letter is all that is left of a list that was split wrongly.

    ## What to do
    Drop them.

    ## When it is wrong
    An article about the news business, or about a party or film that is called by one letter.

    ## History
    Since 0.1.
    """

    code = "TG03"
    name = "tag-noise"
    severity = Severity.INFO
    tip = "Drop them."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such tag where it stands in the text."""
        tags = stated_tags(dossier)
        found = {tag: place for tag, place in tags.items() if _is_noise(tag)}
        if found:
            named = ", ".join(list(found)[:MAX_NAMED])
            yield Hit(
                *next(iter(found.values())),
                f"{len(found)} of {len(tags)} tags name no subject: {named}",
                evidence=named,
            )


def _is_noise(tag: str) -> bool:
    return (len(tag) == 1 and not IDEOGRAPHS.match(tag)) or bool(regex(NOISE).search(tag))
