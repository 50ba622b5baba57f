import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from presscheck.model import Batch, Confidence, Dossier, Finding, Line, Related, Severity
from presscheck.rule import BatchRule, Hit, trimmed
from presscheck.strip.shapes import GUESSED, ends_sentence, is_prose

MIN_CHARS = 120
"""A line of a removed teaser or caption is mostly shorter."""
SURENESS = re.compile(r"(?<!\d)(\d++) ?%")
MAX_RELATED = 4


class _Gone(NamedTuple):
    """A line that is gone. Offsets: page text."""

    digest: bytes
    start: int
    end: int
    stays: bool
    """Whether the clean text has it in another place."""
    rule: str
    sureness: int


class RemovedProse(BatchRule):
    """Text that was removed reads like a reporter's sentence.

    ## What it checks
    Lines that were taken out for their looks (BP40, BP41) or as no part of the article (BP39): of 120 characters or more,
    ending as a sentence ends, standing in this article only, as furniture seldom does, and alone: the line above and the
    line below stay. One finding for an article, at the line that the scorer was least sure of, or else at the
    longest; the next ones are related.

    ## Why it matters
    A sentence that is missing is not seen in the clean text. This is the list to look through before one trusts it.

    ## What to do
    Look at the line. If it belongs to the article, `--ignore` the rule that took it, for this batch.

    ## When it is wrong
    Many of these lines are rightly gone: teasers with a summary, notes on authors, descriptions of the outlet. Several
    paragraphs that were taken in a row, and text at either end of what stayed, are not listed.

    ## History
    Since 0.1.
    """

    code = "ST01"
    name = "removed-prose"
    severity = Severity.INFO
    confidence = Confidence.LOW
    tip = "Look at it; if it is article, ignore the rule that took it."

    def note(self, dossier: Dossier) -> list[_Gone] | None:
        """Such lines."""
        return [
            _Gone(_digest(text), *trimmed(line), text in dossier.clean_text, finding.rule, _sureness(finding))
            for line, finding in _removed(dossier)
            if (text := line.text.strip())
        ] or None

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that lost such lines."""
        times = Counter(line.digest for _, lines in batch.noted(self.code) for line in lines)
        for outline, noted in batch.noted(self.code):
            lines = [line for line in noted if times[line.digest] == 1 and not line.stays]
            if not lines:
                continue
            riskiest, *others = sorted(lines, key=lambda line: (line.sureness, line.start - line.end, line.start))
            count = f"{len(lines)} lines read" if others else "the line reads"
            yield Hit(
                riskiest.start,
                riskiest.end,
                f"removed by {riskiest.rule}, and {count} like the article's own text",
                article_id=outline.article_id,
                related=tuple(
                    Related(outline.article_id, line.start, line.end, "and this") for line in others[:MAX_RELATED]
                ),
            )


def _removed(dossier: Dossier) -> Iterator[tuple[Line, Finding]]:
    """The long lines of prose that are gone, each with the finding behind it."""
    found = [finding for finding in dossier.findings if finding.rule in GUESSED]
    if not found:
        return
    stays = {line.number for line in dossier.kept}
    page = dossier.article.page.lines
    lines = [
        line
        for before, line, behind in zip(page, page[1:], page[2:], strict=False)
        if len(line.text) >= MIN_CHARS and before.number in stays and behind.number in stays
    ]
    for finding in found:
        for line in lines:
            start, end = trimmed(line)
            inside = (finding.start or 0) <= start and end <= (finding.end or 0)
            if inside and is_prose(line.text) and ends_sentence(line.text):
                yield line, finding


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _sureness(finding: Finding) -> int:
    """How sure the scorer was, in percent; one that does not say was."""
    said = SURENESS.search(finding.message)
    return int(said[1]) if said else 100
