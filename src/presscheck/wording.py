"""Numbers in sentences, and words that agree with them."""

from __future__ import annotations


class Count(int):
    """A number in a sentence, and words that agree with it.

    ``{failed}`` is the number, ``8,211``; ``{failed:has|have}`` is the first word for 1 and the second for any other.
    """

    def __format__(self, words: str) -> str:
        """The number itself, or one of two words."""
        if not words:
            return f"{int(self):,}"
        one, many = words.split("|")
        return one if self == 1 else many


def plural(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``8,211 articles``, ``2 info``."""
    return f"{number:,} {one if number == 1 or one == 'info' else many or one + 's'}"
