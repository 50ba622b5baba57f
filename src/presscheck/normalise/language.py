"""Which language the article is in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from presscheck.model import Field
from presscheck.normalise.reading import Reading

MIN_CHARS = 40
"""Shorter texts are not judged; the markup may still say."""
SAMPLE_CHARS = 2_000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model: 0.3 s

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def read(reading: Reading) -> Iterator[Field]:
    """The language of the clean text (py3langid), and the one the markup claims."""
    sample = reading.edited.clean[:SAMPLE_CHARS]
    if sum(char.isalpha() for char in sample) >= MIN_CHARS:
        code, sure = _identifier().classify(sample)
        yield Field("language", str(code), round(min(0.99, float(sure)), 3), "py3langid")
    for claim in reading.article.claims:
        if claim.field == "language" and claim.value:
            yield Field("language", claim.value, 0.7, claim.source, evidence=claim.value)
