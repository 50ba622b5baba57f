from collections.abc import Iterator

from presscheck.addresses import kept
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class ReadFromKeeper(ArticleRule):
    """The page was read from an archive, a cache, a proxy or a translator, and not from its publisher.

    ## What it checks
    The address that the page was fetched from, or that an archive wrote into it, where it holds the address of another
    page: `web.archive.org/web/20260309120000/https://…` and archives that write it alike, caches of search engines and
    of AMP pages, `translate.goog`, readers such as `r.jina.ai`, proxies of libraries. The page's own address becomes that of
    the article, and the moment that an archive names becomes the day of the scrape.

    ## Why it matters
    An archive's copy shows the page as it was on that day, which need not be what the publisher shows now. The text of a
    translator is not the publisher's at all.

    ## What to do
    Cite both addresses, with the day. Fetch the page itself where its own words matter.

    ## When it is wrong
    Sites that write the address of another page into their own without showing that page.

    ## History
    Since 0.1.
    """

    code = "PR10"
    name = "read-from-keeper"
    severity = Severity.INFO
    tip = "Cite both addresses, with the day; the publisher may show another text now."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article as a whole."""
        for field in dossier.candidates("address"):
            if page := kept(field.value):
                yield Hit(None, None, f"{page.how} {page.whose}; the page is {page.address}", evidence=field.value)
                return
