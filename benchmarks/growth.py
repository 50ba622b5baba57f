"""How time and memory of a whole audit grow: generated articles in one file of JSON lines, audited by the command.

    python benchmarks/growth.py [N …]        default: 1000 10000

Articles have 3 kB: a headline, a byline, a date, prose of invented words among the common ones of English,
furniture that repeats within an outlet; one in twenty is an abridged copy of the one before. Each size is audited in a
process of its own. Prints, for each size: seconds, processor time an article, against the size before (the target is at
most 1.25), the highest memory of the process and its children together (2 GiB at most), and what each step took of both.
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


COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one "
    "were all her she there would their we him been has when who will no more if out so up said what about than into them "
    "can only other time new some could these two may first then do any now over such our even most made after also did "
    "many off before must well back through years much where way down should because long each just those people too how "
    "little good world make very year still own work day get here old life both between being under three never same last "
    "another while might great since against right came take used few place during without again around small however "
    "found went say part every does left number until always away something water less public put told night end later"
).split()
"""Words that every text in English is full of, the most frequent first; by them its language is known."""
COMMON_SHARE = 0.5
LEXICON = [word(number) for number in range(VOCABULARY)]


def sentences(number: int) -> list[str]:
    """The prose of an article, by its number alone."""
    chance = random.Random(number)  # noqa: S311
    made, left = [], WORDS
    while left > 0:
        length = chance.randint(8, 24)
        # squared: few words are frequent, as in language
        words = [
            some[int(len(some) * chance.random() ** 2)]
            for some in chance.choices((COMMON, LEXICON), (COMMON_SHARE, 1 - COMMON_SHARE), k=length)
        ]
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
        steps, most = taken.facts["seconds"], taken.most_by_step
        seconds, each = sum(steps.values()), taken.busy / size
        growth = each / before if before else 1.0
        broken |= growth > GROWTH or taken.most > MOST_BYTES
        print(
            f"{size:>9,} articles: {seconds:,.0f} s, {size / seconds:,.0f} a second, {each * 1e3:.2f} ms of processor time each, "
            f"growth {growth:.2f}, {taken.most / (1 << 20):,.0f} MiB; "
            + ", ".join(f"{step} {took:.0f} s {most[step] / (1 << 20):,.0f} MiB" for step, took in steps.items()),
            flush=True,
        )
        before = each
    sys.exit(broken)


if __name__ == "__main__":
    main()
