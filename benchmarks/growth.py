"""How time and memory of a whole audit grow: generated articles in one file of JSON lines, audited by the command.

    python benchmarks/growth.py [N …]        default: 1000 10000

Articles have 3 kB: a headline, a byline, a date, prose of random words, furniture that repeats within an outlet; one in
twenty is an abridged copy of the one before. Each size is audited in a process of its own. Prints, for each size: seconds,
processor time an article, against the size before (the target is at most 1.25), the highest memory of the process and its
children together (2 GiB at most), and what each step took.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

from audits import Taken, by_command, write_lines

SIZES = (1_000, 10_000)
WORDS = 450
VOCABULARY = 20_000
EVERY = 20
"""One article of so many is a copy of the one before it."""
KEPT = 0.6
OUTLETS = 40
GROWTH, MOST_BYTES = 1.25, 2 << 30
EVERY_SECONDS = 0.5
SYLLABLES = "ka lo mi ru te so na pe du vi ha go be li za wo fe ny ox um".split()
NAMES = "Ana Soler,Ilse Marten,Jon Ruiz,Mara Lindqvist,Piet Aarden,Noor Haddad,Tomas Velik,Eva Brandt".split(",")


def word(number: int) -> str:
    """An invented word."""
    letters = []
    for _ in range(3):
        number, rest = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[rest])
    return "".join(letters) + (SYLLABLES[number % len(SYLLABLES)] if number else "")


LEXICON = [word(number) for number in range(VOCABULARY)]


def sentences(number: int) -> list[str]:
    """The prose of an article, by its number alone."""
    chance = random.Random(number)  # noqa: S311
    made, left = [], WORDS
    while left > 0:
        length = chance.randint(8, 24)
        # squared: few words are frequent, as in language
        words = [LEXICON[int(VOCABULARY * chance.random() ** 2)] for _ in range(length)]
        made.append(" ".join(words).capitalize() + ".")
        left -= length
    return made


def article(number: int) -> dict[str, str]:
    """A row: the text as it was scraped, and its address."""
    outlet = number % OUTLETS
    prose = sentences(number - 1)[: int(KEPT * 28)] if number % EVERY == 1 else sentences(number)
    paragraphs = [" ".join(prose[at : at + 3]) for at in range(0, len(prose), 3)]
    day = f"{1 + number % 28} {('January', 'March', 'May', 'July', 'October')[number % 5]} 20{10 + number % 15}"
    lines = [
        f"Home | News | Sport | {word(outlet * 7)}",
        " ".join(sentences(number)[0].rstrip(".").split()[:9]),
        f"By {NAMES[number % len(NAMES)]}",
        f"Published {day}",
        *paragraphs[:4],
        f"Sign up for the {word(outlet * 31).capitalize()} morning newsletter",
        *paragraphs[4:],
        f"Tags: {word(number % 50)} | {word(number % 80)}",
        f"© 20{10 + number % 15} {word(outlet * 31).capitalize()} Media",
    ]
    return {"text": "\n".join(lines), "url": f"https://outlet{outlet}.example/{number}"}


def measure(size: int) -> Taken:
    """The command on so many articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "batch.jsonl", map(article, range(size)))
        taken = by_command(folder, "batch.jsonl", EVERY_SECONDS)
    assert taken.facts["counts"]["articles"] == size, taken.facts["counts"]
    return taken


def main() -> None:
    """Each size in turn; exit code 1 where time or memory grows too fast."""
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    before, broken = 0.0, False
    print(f"{os.cpu_count()} processors")
    for size in sizes:
        taken = measure(size)
        steps = taken.facts["seconds"]
        seconds, each = sum(steps.values()), taken.busy / size
        growth = each / before if before else 1.0
        broken |= growth > GROWTH or taken.most > MOST_BYTES
        print(
            f"{size:>9,} articles: {seconds:,.0f} s, {size / seconds:,.0f} a second, {each * 1e3:.2f} ms of processor time each, "
            f"growth {growth:.2f}, {taken.most / (1 << 20):,.0f} MiB; "
            + ", ".join(f"{step} {took:.0f} s" for step, took in steps.items()),
            flush=True,
        )
        before = each
    sys.exit(broken)


if __name__ == "__main__":
    main()
