"""The self-test on labelled bodies: `make selftest-bench`.

    python benchmarks/selftest.py [--sample N] [--seed N] [--bench DIR]

Takes the bodies that the labels give, so that what presscheck reports there is a false alarm by other people's word,
plants defects in them, and writes benchmarks/selftest.json and the last section of docs/accuracy.md. Exit code 1 when
a rule is out of bounds.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import publish
from pages import DEFAULT, DEVELOPMENT, ROOT, Pages, Row, digest
from presscheck import lexicons
from presscheck.selftest import Clean, measure
from presscheck.selftest.clean import clean
from presscheck.selftest.measure import sample
from presscheck.selftest.show import as_json, as_text

DOCUMENT = ROOT / "benchmarks" / "selftest.json"
NAME_WORDS = (2, 3)
NO_PERSON = frozenset("associated content editor le media monde news press review staff team times".split())
"""Words of desks and outlets among the labels' authors."""


def labelled(row: Row) -> Clean | None:
    """A labelled page as an article. An invented headline stands for one that the labels lack."""
    invented = lexicons.planted()["headlines"].get(row["lang"], "").format(digest(row["id"]) % 1000)
    title = row["title"] or invented
    body = dict.fromkeys(row["body"] or ())  # some labels hold a page's paragraphs twice, as LY05 says of them
    return clean(row["id"], row["lang"], title, body, person(row["authors"] or []), row["published"] or "")


def person(authors: list[str]) -> str:
    """The author, if it is one and written like a person's name: outlets and desks are among the labels."""
    words = authors[0].split() if len(authors) == 1 else []
    named = len(words) in NAME_WORDS and all(word.isalpha() and word.istitle() for word in words)
    return authors[0] if named and NO_PERSON.isdisjoint(authors[0].casefold().split()) else ""


def main() -> int:
    """Plant, look, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=DEFAULT, help="the folder of labelled pages")
    parser.add_argument("--sample", type=int, default=500, help="so many articles; fewer than all are not written")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    pages = Pages(options.bench)
    if not pages.folder.is_dir():
        print(f"the labelled pages are not in {pages.folder}")
        return 2
    articles = [article for row in pages.gold.values() if (article := labelled(row))]
    result = measure(sample(articles, options.sample, options.seed), options.seed)
    print(as_text(result), end="")
    if pages.fingerprint == DEVELOPMENT and options.sample >= min(500, len(articles)):
        DOCUMENT.write_text(json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n", "utf-8")
        publish.write_selftest()
    return int(not result.passed)


if __name__ == "__main__":
    sys.exit(main())
