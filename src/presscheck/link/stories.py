"""Stories: articles held together by links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from presscheck.model import Link, Story


def stories(links: Iterable[Link]) -> list[Story]:
    """Connected groups of linked articles; the id is made of the members' ids."""
    parent: dict[str, str] = {}

    def root(article: str) -> str:
        parent.setdefault(article, article)
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for one in links:
        a, b = sorted((root(one.article_a), root(one.article_b)))
        parent[b] = a
    groups: dict[str, list[str]] = {}
    for article in sorted(parent):
        groups.setdefault(root(article), []).append(article)
    return [
        Story("s" + hashlib.sha256("\n".join(members).encode()).hexdigest()[:12], tuple(members))
        for members in groups.values()
    ]
