from collections.abc import Iterable, Iterator

import numpy as np

from presscheck.addresses import page_of
from presscheck.model import Batch, Dossier, Outline, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit

SAME = ("identical", "same text")


class ChangedAtAddress(BatchRule):
    """Another text was found at the same address.

    ## What it checks
    Articles that give the same address and do not have the same text: in the batch, and in earlier runs of the same
    folder of reports, where the same file counts as the same address and any change of the text as another. `www.`, `m.` and `amp.`, `http` or
    `https`, a closing slash and parameters for tracking make no other address; what an archive keeps has the address that
    it was kept from. How much of the text is new, and the days of both fetches, are said where they are known.

    ## Why it matters
    The page was changed after it was published, or the address is that of a page that changes every day. Either way an
    address alone does not say which text is meant.

    ## What to do
    Cite the day of the fetch with the address, and keep both versions.

    ## When it is wrong
    Scrapers that write the address of the front page beside every article.

    ## History
    Since 0.1.
    """

    code = "DU09"
    name = "changed-at-address"
    severity = Severity.INFO
    tip = "Cite the day of the fetch with the address, and keep both versions."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article whose address an article of an earlier source, or of an earlier run, has."""
        links = {frozenset((link.article_a, link.article_b)): link for link in batch.links}
        for first, *others in _at_one_address(batch.outlines):
            known = batch.by_id[first]
            for here in others:
                dossier, link = batch.by_id[here], links.get(frozenset((first, here)))
                if known.clean_text == dossier.clean_text or (link and link.relation in SAME):
                    continue
                share = (link.containment_a if link.article_a == here else link.containment_b) if link else 0.0
                message = f"{file_name(known)} has the same address and another text{_days(known, dossier)}"
                yield _hit(dossier, message, share, known)
        for earlier in batch.earlier:
            dossier = batch.by_id[earlier.article_id]
            if earlier.is_version_of(dossier.article):
                place = "of this file" if earlier.other_source == dossier.article.source else "at this address"
                yield _hit(dossier, f"the text {place} was another in run {earlier.run}", earlier.containment)


def _at_one_address(outlines: Iterable[Outline]) -> Iterator[list[str]]:
    """The ids of articles that give one address, for each that several give; by source."""
    hashes = np.fromiter((hash(page_of(outline.url)) for outline in outlines), np.int64)
    values, counts = np.unique(hashes, return_counts=True)
    shared = values[(counts > 1) & (values != hash(page_of(None)))]
    groups: dict[str, list[tuple[str, str]]] = {}
    for outline, is_shared in zip(outlines, np.isin(hashes, shared), strict=True) if len(shared) else ():
        if is_shared:
            groups.setdefault(page_of(outline.url), []).append((outline.source, outline.article_id))
    return ([known for _, known in sorted(group)] for group in groups.values() if len(group) > 1)


def _days(known: Dossier, dossier: Dossier) -> str:
    there, here = known.value("scraped_day"), dossier.value("scraped_day")
    return f" (fetched on {there}, this one on {here})" if there and here and there != here else ""


def _hit(dossier: Dossier, message: str, share: float, known: Dossier | None = None) -> Hit:
    return hit_on(
        dossier,
        f"{message}: {100 * (1 - share):.0f} % of this one is new" if share else message,
        related=(pointer(known, "the same address"),) if known else (),
        evidence=dossier.article.url or dossier.article.source,
    )
