"""How time, memory and recall of linking grow: generated articles of which 5 % are planted copies.

    python benchmarks/link_growth.py [N …]        default: 10000 100000

Each size runs in a process of its own. Texts are made when they are asked for, so the memory is that of linking.
Prints, for each size: seconds, processor time (which other work on the machine disturbs least) and microseconds of it an
article, against the size before (the target is at most 1.3), the highest resident memory (4 GiB at most), and the share of the planted pairs that was found.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

SIZES = (10_000, 100_000)
EVERY = 20
"""One article of so many is a copy: of the one before it."""
WORDS = 120
VOCABULARY = 30_000
KEPT = 0.6
"""Share of the words that an abridged copy keeps: the first ones, in half of the copies; the others lose words here and
there."""
PARAGRAPHS = 50
"""Background paragraphs, one of which stands in one article of ten."""


def word(number: int) -> str:
    """An invented word."""
    syllables = (
        "ka",
        "lo",
        "mi",
        "ru",
        "te",
        "so",
        "na",
        "pe",
        "du",
        "vi",
        "ha",
        "go",
        "be",
        "li",
        "za",
        "wo",
        "fe",
        "ny",
        "ox",
        "um",
    )
    letters = []
    for _ in range(4):
        number, rest = divmod(number, len(syllables))
        letters.append(syllables[rest])
    return "".join(letters)


LEXICON = [word(number) for number in range(VOCABULARY)]


class Articles(Mapping[str, str]):
    """`size` texts by id, each made from its number alone."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[str]:
        return (f"{number:08x}" for number in range(self.size))

    def __getitem__(self, key: str) -> str:
        number = int(key, 16)
        if number % EVERY:
            return " ".join(self._words(number))
        chance = random.Random(-number)  # noqa: S311
        original = self._words(number + 1)
        if number // EVERY % 2:
            return " ".join(original[: int(KEPT * len(original))])
        return " ".join(word for word in original if chance.random() > 0.05)

    def _words(self, number: int) -> list[str]:
        chance = random.Random(number)  # noqa: S311
        # squared: few words are frequent, as in language
        found = [LEXICON[int(VOCABULARY * chance.random() ** 2)] for _ in range(WORDS)]
        if number % 10 == 3:
            background = random.Random(f"background {chance.randrange(PARAGRAPHS)}")  # noqa: S311
            found += [LEXICON[int(VOCABULARY * background.random() ** 2)] for _ in range(30)]
        return found

    def planted(self) -> set[tuple[str, str]]:
        """The pairs to find."""
        return {(f"{number:08x}", f"{number + 1:08x}") for number in range(0, self.size - 1, EVERY)}


def measure(size: int) -> dict[str, float]:
    """One size, in this process."""
    from presscheck import link

    articles = Articles(size)
    start = time.perf_counter()
    for key in articles:
        articles[key]
    making = time.perf_counter() - start
    start, busy = time.perf_counter(), time.process_time()
    done = link.link(articles)
    stories = link.stories(done.links)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    found = {(one.article_a, one.article_b) for one in done.links}
    planted = articles.planted()
    return {
        "size": size,
        "seconds": seconds,
        "busy": busy,
        "making": making,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "recall": len(found & planted) / len(planted),
        "false": len(found - planted),
        "stories": len(stories),
        "common": done.common_prints,
        "compared": done.compared,
    }


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    before = None
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True
        )
        row = json.loads(done.stdout)
        each = row["busy"] / size
        growth = f", {each / before:.2f} times the time per article" if before else ""
        print(
            f"{size:>9,} articles: {row['seconds']:7.1f} s, {row['busy']:.1f} s of processor time (of which {row['making']:.1f} s and more is making the texts), "
            f"{1e6 * each:.0f} µs each{growth}; {row['peak_mib']:,.0f} MiB; recall {row['recall']:.4f}, "
            f"{row['false']} others, {row['compared']:,} comparisons, {row['common']} common fingerprints",
            flush=True,
        )
        before = each


if __name__ == "__main__":
    main()
