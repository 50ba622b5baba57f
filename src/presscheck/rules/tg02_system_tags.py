from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.tags import stated_tags
from presscheck.patterns import lone, phrases_of
from presscheck.rule import ArticleRule, Hit, regex

MACHINE = (
    r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$|^[0-9a-f]*(?:[0-9][a-f]|[a-f][0-9])[0-9a-f]{6,}$"  # ids
    r"|^(?:\d{1,3}|[\d._:/-]{5,})$|^(?:https?://|www\.)\S+$|^[a-z0-9-]+\.(?:com|org|net|info|co\.[a-z][a-z]|example|[a-z][a-z])$"  # numbers, addresses
    r"|^[\w.-]+=\S*$|^(?:type|channel|section|page|content|template|category|source|flag|is|has|show|hide|ece)_\w+$"  # settings
    rf"|{lone(*phrases_of('TG02'))}"
)
MAX_NAMED = 3


class SystemTags(ArticleRule):
    """Tags that the site's own machinery reads: ids, addresses, settings.

    ## What it checks
    The tags in the page's markup and on its tag lines: hexadecimal ids, numbers other than years, addresses and domains,
    `name=value`, `type_news`, and words such as “regwall” and “noindex” from `lexicons/phrases/TG02.txt`.

    ## Why it matters
    They name no subject, and group articles by how a site charges for them.

    ## What to do
    Drop them.

    ## When it is wrong
    An article about a site that is called by its domain.

    ## History
    Since 0.1.
    """

    code = "TG02"
    name = "system-tags"
    severity = Severity.INFO
    tip = "Drop them."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such tag where it stands in the text."""
        tags = stated_tags(dossier)
        found = {tag: place for tag, place in tags.items() if regex(MACHINE).search(tag)}
        if found:
            named = ", ".join(list(found)[:MAX_NAMED])
            said = f"{len(found)} of {len(tags)} tags are for the site's machinery: {named}"
            yield Hit(*next(iter(found.values())), said, evidence=named)
