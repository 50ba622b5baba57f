from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit, in_a_line, regex

MARKUP = (
    r"(!?\[[^\[\]\n]{1,200}\]\((?:https?://|/|#|mailto:)[^()\s]{1,300}\))|(\*\*[^*\s][^*\n]{0,200}\*\*)|^(#{1,6} \S)"
)
KEYED = r"^# [^:]{1,30}: ?\S"
MIN_KEYED = 2
"""So many lines such as ``# Level: 78`` are a list."""


class MarkdownLeft(ArticleRule):
    """Markdown is left in the text.

    ## What it checks
    Links and pictures (``[text](address)``), bold print (``**text**``) and headings (``## text``) in the clean text. Several
    lines such as ``# Level: 78`` are a list.

    ## Why it matters
    The marks are no part of the words: they end up in tokens, in matches and in quotations.

    ## What to do
    Render the text before it is stored, or drop the marks.

    ## When it is wrong
    Texts about Markdown; asterisks used to mask a swear word.

    ## History
    Since 0.1.
    """

    code = "MK10"
    name = "markdown-left"
    severity = Severity.INFO
    tip = "Render the text before it is stored, or drop the marks."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; the next ones are related."""
        if not in_a_line(MARKUP, dossier.kept_as_written):
            return
        text = dossier.article.text
        keyed = sum(bool(regex(KEYED).search(line.text)) for line in dossier.kept)
        places = [
            (line.start + found.start(), line.start + found.end())
            for line in dossier.kept
            for found in regex(MARKUP).finditer(text[line.start : line.end])
            if not (keyed >= MIN_KEYED and found[3] and regex(KEYED).search(line.text))
        ]
        if places:
            count = f"{len(places)} marks" if len(places) > 1 else "a mark"
            yield hit_at(dossier, places, f"{count} of Markdown left in the text")
