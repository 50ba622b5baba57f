"""Which language the article is in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

from presscheck.model import Field
from presscheck.normalise.reading import Reading

MIN_CHARS = 40
"""Shorter texts are not judged; the markup may still say."""
SAMPLE_CHARS = 2_000


_LOADING = threading.Lock()


@cache
def _load() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identifier() -> Any:
    with _LOADING:
        return _load()


def preload() -> None:
    """Load the model in a thread of its own: it takes half a second, most of it outside the interpreter's lock."""
    threading.Thread(target=_identifier, daemon=True).start()


def read(reading: Reading) -> Iterator[Field]:
    """The language of the clean text (py3langid), and the one the markup claims."""
    sample = reading.edited.clean[:SAMPLE_CHARS]
    if sum(char.isalpha() for char in sample) >= MIN_CHARS:
        code, sure = _identifier().classify(sample)
        yield Field("language", str(code), round(min(0.99, float(sure)), 3), "py3langid")
    for claim in reading.article.claims:
        if claim.field == "language" and claim.value:
            yield Field("language", claim.value, 0.7, claim.source, evidence=claim.value)
