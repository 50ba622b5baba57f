from collections.abc import Iterator

from presscheck.addresses import host_of, page_of, site_of
from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import file_name, hit_on, name_in_run, pointer
from presscheck.rule import BatchRule, Hit


class StatedOrigin(BatchRule):
    """The page itself says that its text comes from another site.

    ## What it checks
    A canonical link, `og:url` or column of a table that names another site than the page was fetched from; `original-source` and
    `syndication-source` among the meta elements; `isBasedOn` and `translationOfWork` in JSON-LD and microdata. Sites are told
    apart by the domain that somebody has registered. For canonical links, the same name under another country's end is one site,
    and addresses that only forward (`t.co`, `news.google.com`) are none. Where the batch or an earlier run in the same folder
    has the other article, it is named.

    ## Why it matters
    The outlet says so for search engines, and seldom to readers: of 1,206 labelled pages 27 say it, of two papers of one
    publisher mostly, of portals, of partners. Such a text counts once, and is cited from there.

    ## What to do
    Record the other address as the source.

    ## When it is wrong
    Sites that moved to another name, and platforms that print a blog under its own domain: the text is theirs all the same.

    ## History
    Since 0.1.
    """

    code = "PR11"
    name = "stated-origin"
    severity = Severity.INFO
    tip = "Record the other address as the source of the text."

    def note(self, dossier: Dossier) -> str | None:
        """The address; None where the markup names none."""
        return next(filter(site_of, dossier.values("origin")), None)

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that names one; the article at that address, if it is there, is related."""
        noted = [(outline.article_id, origin, page_of(origin)) for outline, origin in batch.noted(self.code)]
        wanted = {page for *_, page in noted}
        there = (
            {page: one.article_id for one in batch.outlines if (page := page_of(one.url)) in wanted} if wanted else {}
        )
        ours = {article for article, *_ in noted}
        earlier = {(one.article_id, page_of(one.other_url)): one for one in batch.earlier if one.article_id in ours}
        for article, address, page in noted:
            dossier = batch.by_id[article]
            field = next(field for field in dossier.chosen("origin") if field.value == address)
            origin = batch.by_id[there[page]] if there.get(page, article) != article else None
            before = earlier.get((article, page))
            name = file_name(origin) if origin else name_in_run(before) if before else ""
            also = f", which is {name}" if name else ""
            yield hit_on(
                dossier,
                f"the page says that its text comes from {host_of(field.value)} ({field.rule}: {field.value}){also}",
                related=(pointer(origin, "the origin that the page states"),) if origin else (),
                evidence=field.value,
            )
