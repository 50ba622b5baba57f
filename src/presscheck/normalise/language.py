"""Which language the article is in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from presscheck.language_model import classify
from presscheck.model import Field
from presscheck.normalise.reading import Reading

MIN_CHARS = 40
"""Shorter texts are not judged; the markup may still say."""
SAMPLE_CHARS = 800


def read(reading: Reading) -> Iterator[Field]:
    """The language of the clean text (fastText, py3langid), and the one the markup claims."""
    sample = reading.edited.clean[:SAMPLE_CHARS]
    if next(islice(filter(str.isalpha, sample), MIN_CHARS - 1, None), None):
        code, sure = classify(sample)
        yield Field("language", code, round(min(0.99, sure), 3), "language-model")
    for claim in reading.article.claims:
        if claim.field == "language" and claim.value:
            yield Field("language", claim.value, 0.7, claim.source, evidence=claim.value)
