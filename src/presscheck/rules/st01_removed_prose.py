import re
from collections import Counter
from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Dossier, Finding, Line, Related, Severity
from presscheck.rule import BatchRule, Hit, trimmed
from presscheck.strip.shapes import ends_sentence, is_prose

MIN_CHARS = 120
"""A line of a removed teaser or caption is mostly shorter."""
GUESSED = frozenset({"BP39", "BP40", "BP41"})
"""Rules that go by how a line looks; the others know its words, or that it is repeated."""
OUTSIDE = "BP39"
SURENESS = re.compile(r"(?<!\d)(\d++) ?%")
MAX_RELATED = 4


class RemovedProse(BatchRule):
    """Text that was removed reads like a reporter's sentence.

    ## What it checks
    Lines that were taken out for their looks (BP40, BP41) or as no part of the article (BP39, only those with article
    above and below): of 120 characters or more, ending as a sentence ends, and standing in this article only, as
    furniture seldom does. One finding for an article, at the line that the scorer was least sure of, or else at the
    longest; the next ones are related.

    ## Why it matters
    A sentence that is missing is not seen in the clean text. This is the list to look through before one trusts it.

    ## What to do
    Look at the line. If it belongs to the article, `--ignore` the rule that took it, for this batch.

    ## When it is wrong
    Most of these lines are rightly gone: teasers with a summary, readers' comments, notes on authors, descriptions of
    the outlet. Text that was cut off behind the last line that stayed, by BP39, is not listed.

    ## History
    Since 0.2.
    """

    code = "ST01"
    name = "removed-prose"
    severity = Severity.INFO
    confidence = Confidence.LOW
    tip = "Look at it; if it is article, ignore the rule that took it."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that lost such lines."""
        removed = [(dossier, line, finding) for dossier in batch.dossiers for line, finding in _removed(dossier)]
        times = Counter(line.text.strip() for _, line, _ in removed)
        by_article: dict[str, list[tuple[Line, Finding]]] = {}
        for dossier, line, finding in removed:
            if times[line.text.strip()] == 1 and line.text.strip() not in dossier.clean_text:
                by_article.setdefault(dossier.article.article_id, []).append((line, finding))
        for article, lines in by_article.items():
            lines.sort(key=lambda item: (_sureness(item[1]), -len(item[0].text), item[0].start))
            (riskiest, by), *others = lines
            start, end = trimmed(riskiest)
            count = f"{len(lines)} lines read" if others else "the line reads"
            yield Hit(
                start,
                end,
                f"removed by {by.rule}, and {count} like the article's own text",
                article_id=article,
                related=tuple(Related(article, *trimmed(line), "and this") for line, _ in others[:MAX_RELATED]),
            )


def _removed(dossier: Dossier) -> Iterator[tuple[Line, Finding]]:
    """The long lines of prose that are gone, each with the finding behind it."""
    found = [finding for finding in dossier.findings if finding.rule in GUESSED]
    if not found:
        return
    lines = [line for line in dossier.article.page.lines if len(line.text) >= MIN_CHARS]
    kept = [line.start for line in dossier.kept if is_prose(line.text)]
    for finding in found:
        for line in lines:
            start, end = trimmed(line)
            inside = (finding.start or 0) <= start and end <= (finding.end or 0)
            if inside and finding.rule == OUTSIDE and not (kept and kept[0] < start < kept[-1]):
                continue
            if inside and is_prose(line.text) and ends_sentence(line.text):
                yield line, finding


def _sureness(finding: Finding) -> int:
    """How sure the scorer was, in percent; one that does not say was."""
    said = SURENESS.search(finding.message)
    return int(said[1]) if said else 100
