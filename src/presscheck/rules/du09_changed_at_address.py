from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import file_name, pointer, title_place
from presscheck.rule import BatchRule, Hit

SAME = ("identical", "same text")


class ChangedAtAddress(BatchRule):
    """Another text was found at the same address.

    ## What it checks
    Articles that give the same address and do not have the same text: in the batch, and in earlier runs of the same
    folder of reports, where the same file counts as the same address and any change of the text as another. How much of the text is new is said where it is known.

    ## Why it matters
    The page was changed after it was published, or the address is that of a page that changes every day. Either way an
    address alone does not say which text is meant.

    ## What to do
    Cite the day of the fetch with the address, and keep both versions.

    ## When it is wrong
    Scrapers that write the address of the front page beside every article.

    ## History
    Since 0.2.
    """

    code = "DU09"
    name = "changed-at-address"
    severity = Severity.INFO
    tip = "Cite the day of the fetch with the address, and keep both versions."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article whose address an article of an earlier source, or of an earlier run, has."""
        links = {frozenset((link.article_a, link.article_b)): link for link in batch.links}
        first: dict[str, Dossier] = {}
        for dossier in sorted(batch.dossiers, key=lambda d: d.article.source):
            url = dossier.article.url
            if not url:
                continue
            known = first.setdefault(url, dossier)
            link = links.get(frozenset((known.article.article_id, dossier.article.article_id)))
            if known is dossier or known.clean_text == dossier.clean_text or (link and link.relation in SAME):
                continue
            here = dossier.article.article_id
            share = (link.containment_a if link.article_a == here else link.containment_b) if link else 0.0
            yield _hit(dossier, f"{file_name(known)} has the same address and another text", share, known)
        for earlier in batch.earlier:
            dossier = batch.by_id[earlier.article_id]
            if earlier.is_version_of(dossier.article):
                place = "of this file" if earlier.other_source == dossier.article.source else "at this address"
                yield _hit(dossier, f"the text {place} was another in run {earlier.run}", earlier.containment)


def _hit(dossier: Dossier, message: str, share: float, known: Dossier | None = None) -> Hit:
    start, end = title_place(dossier)
    return Hit(
        start,
        end,
        f"{message}: {100 * (1 - share):.0f} % of this one is new" if share else message,
        article_id=dossier.article.article_id,
        related=(pointer(known, "the same address"),) if known else (),
        evidence=dossier.article.url or dossier.article.source,
    )
