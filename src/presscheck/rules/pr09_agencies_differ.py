from collections.abc import Iterator

from presscheck.lexicons import words
from presscheck.link.pairs import MIN_CONTAINMENT
from presscheck.model import Batch, Confidence, Dossier, Field, Related, Severity, story_of
from presscheck.normalise.agencies import agencies_named, is_dashed
from presscheck.normalise.pointing import MAX_PLACES, file_name, in_order, pointer, title_place
from presscheck.rule import BatchRule, Hit

FOR_A_PART = ("credit-in-words", "copyright")
"""Credits for a part of the text, and notices that may be of a picture."""

AROUND = " ()[]/"


class AgenciesDiffer(BatchRule):
    """Copies of one text credit different agencies.

    ## What it checks
    Linked articles of which one holds a quarter of the other or more, in the same words, and whose datelines, bylines and
    credits have no agency in common. Each two agencies of a story are told once, on a later copy. A joint credit (“AP/Reuters”)
    agrees with either. Left out are credits in words, which say that an agency gave a part (“Reuters contributed to this
    report”), services that spread press releases, and a national agency beside one that reports from all over the
    world (`lexicons/world_agencies.txt`): national agencies hand on what those send.

    ## Why it matters
    One of the two credits is wrong, or the text was made of two: which agency reported it is not what the fields say.

    ## What to do
    Look which copy is nearer to the origin, and whether the other adds to it. If it was merged, record both.

    ## When it is wrong
    Two agencies that report the same press conference with the same long quotations.

    ## History
    Since 0.1.
    """

    code = "PR09"
    name = "agencies-differ"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    tip = "Look which copy is nearer to the origin; record both agencies if the text was merged."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each two credits of a story, on the copy that shares most; the other credit is related, then more copies."""
        member, origins = story_of(batch.stories), {story.origin for story in batch.stories}
        found: dict[tuple[str, ...], list[tuple[float, Dossier, Dossier]]] = {}
        for link in batch.links:
            if not link.tells_of_origin or max(link.containment_a, link.containment_b) < MIN_CONTAINMENT:
                continue
            there, here = in_order(batch, link.article_a, link.article_b, origins)
            if not _contradict(there, here):
                continue
            names = sorted((_said(there), _said(here)))
            story = member.get(link.article_a)
            ends = (story,) if story and story == member.get(link.article_b) else (link.article_a, link.article_b)
            share = link.containment_a if here.article.article_id == link.article_a else link.containment_b
            found.setdefault((*ends, *names), []).append((share, here, there))
        for pairs in found.values():
            share, here, there = min(pairs, key=lambda pair: (-pair[0], pair[1].article.source, pair[2].article.source))
            others = {one.article.source: one for pair in pairs for one in pair[1:] if one not in (here, there)}
            start, end = _place(here)
            yield Hit(
                start,
                end,
                f"credits {_said(here)}, but {file_name(there)}, which holds {100 * share:.0f} % of this text, "
                f"credits {_said(there)}",
                article_id=here.article.article_id,
                related=(_credit(there), *(_credit(others[source]) for source in sorted(others)))[:MAX_PLACES],
                evidence=f"{_said(here)} {_said(there)} {there.article.source}",
            )


def _contradict(one: Dossier, other: Dossier) -> bool:
    """Whether the credits of two articles speak for another agency each."""
    if not _speaking(one) or not _speaking(other) or _named(one) & _named(other):
        return False
    worldwide = [not _named(each).isdisjoint(words("world_agencies")) for each in (one, other)]
    return worldwide[0] == worldwide[1] and _named(one).union(_named(other)).isdisjoint(words("press_wires"))


def _named(dossier: Dossier) -> set[str]:
    """All agencies that an article credits, for a part too."""
    fields = dossier.chosen("agency")
    return {name for one in fields for name in (one.value, *agencies_named(one.evidence.strip("()[]/ ")))}


def _speaking(dossier: Dossier) -> list[Field]:
    """The credits that speak for the whole text, by place; one in brackets in mid-text may be a picture's."""
    last = dossier.kept[-1].start if dossier.kept else 0
    speaking = [
        one
        for one in dossier.chosen("agency")
        if one.rule not in FOR_A_PART
        and (one.rule != "credit-in-text" or is_dashed(dossier, one) or (one.start or 0) >= last)
    ]
    return sorted(speaking, key=lambda one: (one.start is None, one.start or 0, one.value))


def _said(dossier: Dossier) -> str:
    return " and ".join(dict.fromkeys(one.value for one in _speaking(dossier)))


def _place(dossier: Dossier) -> tuple[int | None, int | None]:
    """Where the agency is named, without brackets, or else the headline."""
    first = _speaking(dossier)[0]
    if first.start is None or first.end is None:
        return title_place(dossier)
    written = dossier.article.text[first.start : first.end]
    start = first.start + len(written) - len(written.lstrip(AROUND))
    return start, start + len(written.strip(AROUND))


def _credit(dossier: Dossier) -> Related:
    start, end = _place(dossier)
    label = f"credits {_said(dossier)}"
    if start is None or end is None:
        return pointer(dossier, label)
    return Related(dossier.article.article_id, start, end, label)
