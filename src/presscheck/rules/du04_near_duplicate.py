from collections.abc import Container, Iterator, Sequence

from presscheck.model import Batch, Dossier, EarlierLink, Link, Severity
from presscheck.normalise.pointing import MAX_PLACES, file_name, hit_on, in_order, name_in_run, pointer
from presscheck.rule import BatchRule, Hit

COPIES = ("same text", "abridged", "extended", "shares wire")
_Place = tuple[str, str]
"""Source and id of an article: with their texts, the copies of a large batch are too many to keep."""


class NearDuplicate(BatchRule):
    """Much of the text stands in another article of the batch too.

    ## What it checks
    Articles that share runs of words with an earlier one: the same text but for edits, an abridged or extended version, or
    two texts made from one. The message names the origin of the story, or else the copy that holds most of the text; it
    says what the article is to that one, how much of each stands in the other, measured in 5-word runs, and how many
    more copies there are. Where dates do not say which is earlier, the origin is. Articles of earlier runs in the same
    folder of reports count too, but not what this article was before.

    ## Why it matters
    Copies are no independent sources: ten outlets with one dispatch are one voice.

    ## What to do
    Count the story once. The story's page shows the copies side by side.

    ## When it is wrong
    Two reports on one speech may share long quotations without a common source.

    ## History
    Since 0.1.
    """

    code = "DU04"
    name = "near-duplicate"
    severity = Severity.INFO
    tip = "Count the story once."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article with an earlier copy in the batch, and one for each with copies in earlier runs."""
        origins = {story.origin for story in batch.stories}
        copies: dict[_Place, list[tuple[_Place, Link]]] = {}
        for link in batch.links:
            if link.relation in COPIES:
                first, later = map(_place, in_order(batch, link.article_a, link.article_b, origins))
                copies.setdefault(later, []).append((first, link))
        for place in sorted(copies):
            yield _hit(batch, place, copies[place], origins)
        before: dict[str, list[EarlierLink]] = {}
        for earlier in batch.earlier:
            article = batch.by_id[earlier.article_id]
            if earlier.relation in ("identical", *COPIES, "rewrite") and not earlier.is_version_of(article.article):
                before.setdefault(earlier.article_id, []).append(earlier)
        for here, found in before.items():
            best = min(found, key=lambda one: (-one.containment, one.other_source, one.other_id))
            yield hit_on(
                batch.by_id[here],
                f"{100 * best.containment:.0f} % of this text stands in {name_in_run(best)} "
                f"({best.relation}){_more(len(found) - 1)}",
                evidence=best.other_id,
            )


def _place(dossier: Dossier) -> _Place:
    return dossier.article.source, dossier.article.article_id


def _hit(batch: Batch, article: _Place, copies: Sequence[tuple[_Place, Link]], origins: Container[str]) -> Hit:
    """The hit on an article: beside the origin of its story, or else the copy that holds most of it."""
    here = batch.by_id[article[1]]

    def shares(link: Link) -> tuple[float, float]:
        both = link.containment_a, link.containment_b
        return both if article[1] == link.article_a else both[::-1]

    found = sorted(copies, key=lambda one: (one[0][1] not in origins, -shares(one[1])[0], one[0][0]))
    shown = [(batch.by_id[known], link) for (_, known), link in found[:MAX_PLACES]]
    other, link = shown[0]
    mine, theirs = shares(link)
    return hit_on(
        here,
        f"{_relation(link, here, other)} {file_name(other)}: {100 * mine:.0f} % of this text stands there, "
        f"{100 * theirs:.0f} % of that one here{_more(len(found) - 1)}",
        related=tuple(pointer(one, link.relation) for one, link in shown),
        evidence=other.article.source,
    )


def _more(count: int) -> str:
    return f"; {count:,} more {'articles share' if count > 1 else 'article shares'} its text" if count else ""


def _relation(link: Link, here: Dossier, other: Dossier) -> str:
    """What the article `here` is to the other one."""
    if link.relation == "same text":
        return f"same text, {'but for small edits' if link.is_one_text else 'with changes'}, as"
    if link.relation == "shares wire":
        return f"shares {'wire copy' if here.first('agency') or other.first('agency') else 'text'} with"
    shorter = link.article_a if link.relation == "abridged" else link.article_b
    return "abridged version of" if here.article.article_id == shorter else "extended version of"
