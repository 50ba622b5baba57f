"""Accuracy on labelled pages that nobody here wrote: `make bench`.

    python benchmarks/accuracy.py [--only lines,html,dateline,copies] [--keep DIR] [--folds DIR] [--bench DIR]

Runs presscheck and other tools over the pages, scores them with the scorer that lies beside the pages, prints our
numbers beside theirs and our targets, and appends ours to benchmarks/history.jsonl. A whole run on the development
half also writes docs/accuracy.md and the table in README.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import calibration
import floors
import folds
import peers
import publish
import scoring
import targets
from pages import DEFAULT, DEVELOPMENT, ROOT, STYLES, Pages, Row
from presscheck import __version__, link
from presscheck.link.reuse import DERIVATIONS, derivation, reuse
from presscheck.model import Article, Dossier, Facts, article_id, story_of
from presscheck.normalise.dateline import find_dateline
from presscheck.read import html
from presscheck.rules import instances
from presscheck.shards import Work, examine_shard
from presscheck.strip import second_opinion, strip
from presscheck.survey import Tally, facts_of, survey

SIGNED = ("json-ld", "meta", "microdata", "byline", "trafilatura", "line-beside")
"""Evidence of who signed, and not of where a text came from."""
META_STYLES = ("container", "trafrec", *publish.WHOLE)
FAMILIES = ("lines", "html", "dateline", "copies")
LABELS = dict(zip(DERIVATIONS, ("ND", "PD", "WD"), strict=True))
SHARD = 40
MIN_LANGUAGE = 10
"""Pages of a language that has a line of its own in the tables; the others share one."""


def shards(items: Iterable[Row]) -> list[list[Row]]:
    """Lists of `SHARD` items."""
    everything = list(items)
    return [everything[i : i + SHARD] for i in range(0, len(everything), SHARD)]


def text_article(row: Row) -> Article:
    """A page as a scraper dumped it."""
    text = "\n".join(row["lines"])
    source = f"{row['id']}.txt"
    return Article(article_id(source, text.encode()), source, "text/plain", "", text)


def kept_lines(dossier: Dossier) -> list[int]:
    """Indices of the lines of which at least one visible character is left."""
    text, kept = dossier.article.text, []
    gone: list[tuple[int, int]] = []
    for edit in dossier.edits:
        if not edit.replacement.strip():
            joined = gone and not text[gone[-1][1] : edit.start].strip()
            gone.append((gone.pop()[0] if joined else edit.start, edit.end))
    for line in dossier.article.page.lines:
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        if not any(low <= start and end <= high for low, high in gone):
            kept.append(line.number - 1)
    return kept


def metadata(dossier: Dossier) -> Row:
    """The fields that are scored, and the chosen values with what they rest on."""
    return {
        "title": dossier.value("title"),
        "authors": credited(dossier),
        "published": dossier.value("published"),
        "topics": [field.value for field in dossier.chosen("tag")],
        "fields": stated(dossier),
    }


def credited(dossier: Dossier) -> list[str]:
    """The people who are named as authors; where there are none, the outlet, desk or agency in their place.

    The labels hold whoever is credited. presscheck keeps organisations apart, in fields of their own.
    """
    people = [field.value for field in dossier.chosen("author")]
    signed = [
        field
        for field in dossier.fields
        if field.field in ("byline", "agency")
        and field.rule.startswith(SIGNED)
        and not field.rule.endswith(("(other)", "(email)", "(placeholder)", "(button)", "(photographer)"))
    ]
    if people or not signed:
        return people
    best = max(signed, key=lambda field: field.confidence).rule.split(" (")[0]
    return list(
        dict.fromkeys(
            field.evidence if field.field == "agency" else field.value
            for field in signed
            if field.rule.split(" (")[0] == best
        )
    )


def body(dossier: Dossier) -> str:
    """The clean text without the headline, which presscheck keeps and the labels of a body do not."""
    title = dossier.chosen("title")
    names = {" ".join(field.value.split()).casefold() for field in title}
    return "\n".join(
        line.text
        for line in dossier.kept
        if " ".join(line.text.split()).casefold() not in names
        and not any(f.start is not None and f.start <= line.start and line.end <= (f.end or 0) for f in title)
    )


def stated(dossier: Dossier) -> list[tuple[str, str, float, str]]:
    """(field, value, confidence, rule) of every chosen value."""
    return [(field.field, field.value, field.confidence, field.rule) for field in dossier.fields if field.chosen]


def examine_lines(work: tuple[list[Row], Facts]) -> list[Row]:
    """Predictions for a shard of dumped pages."""
    shard, facts = work
    predictions = []
    dossiers = examine_shard(Work([text_article(row) for row in shard], facts))
    for row, dossier in zip(shard, dossiers, strict=True):
        predictions.append({"id": row["id"], "style": row["style"], "kept_lines": kept_lines(dossier)})
        if row["style"] in META_STYLES:
            predictions.append({"id": row["id"], "style": row["style"], **metadata(dossier)})
    return predictions


def examine_html(shard: list[Row]) -> list[Row]:
    """Predictions for a shard of pages: body and metadata."""
    predictions: list[Row] = []
    articles: list[Article] = []
    for row in shard:
        try:
            articles.append(html.article(row["id"], row["html"].encode("utf-8", "replace")))
        except ValueError:
            predictions.append({"id": row["id"], "clean_text": ""})
    for dossier in examine_shard(Work(second_opinion(articles), Facts())):
        predictions.append({"id": dossier.article.source, "clean_text": body(dossier)})
        predictions.append({"id": dossier.article.source, **metadata(dossier)})
    return predictions


def examine_datelines(shard: list[Row]) -> list[Row]:
    """Predictions for a shard of openings: the first dateline below the headline, and what the fields say of it."""
    predictions = []
    dossiers = examine_shard(Work([text_article(row) for row in shard], Facts()))
    for row, dossier in zip(shard, dossiers, strict=True):
        found = next(filter(None, map(find_dateline, row["lines"][1:5])), None)
        predictions += [
            {
                "id": row["id"],
                "place": found and found.place,
                "date": found and found.date,
                "agency": found and found.agency,
            },
            {
                "id": row["id"],
                "style": "dateline",
                "fields": [field for field in stated(dossier) if field[-1] == "dateline"],
            },
        ]
    return predictions


def survey_lines(shard: list[Row]) -> Tally:
    """The tally of a shard of dumped pages."""
    return survey([text_article(row) for row in shard])


class Run:
    """Predictions for the pages of one half, on all cores, by models that have not seen a page's site."""

    def __init__(self, pages: Pages, pool: ProcessPoolExecutor, models: Path | None) -> None:
        self.pages, self.pool, self.models = pages, pool, models

    def lines(self, styles: Sequence[str] = STYLES) -> Iterator[Row]:
        """Every dump of every style; a style is a batch, as one scraper would have brought it home."""
        for style in styles:
            dumps = self.pages.lines(style)
            facts = facts_of(self.pool.map(survey_lines, shards(dumps)))
            yield from self._by_fold(partial(_examine_dumps, facts), dumps)

    def html(self) -> Iterator[Row]:
        """Every page of every source."""
        yield from self._by_fold(examine_html, self.pages.html())

    def datelines(self) -> Iterator[Row]:
        """Every opening of a story."""
        for predictions in self.pool.map(examine_datelines, shards(self.pages.rows("dateline"))):
            yield from predictions

    def copies(self) -> Iterator[Row]:
        """Linked pairs of each set; and, of the pairs that are told, how much of one is taken over from the other."""
        for row in self.pages.rows("dup_counter"):
            share = reuse(row["derived"]["text"], row["source"]["text"])
            label = LABELS[derivation(share)]
            yield {"set": "counter", "id": row["id"], "derived": label != "ND", "score": share, "label": label}
        for name in ("synth", "onestop", "events"):
            links = link.link(self.bodies(self.pages.rows(f"dup_{name}"))).links
            for pair in links:
                if pair.relation != "shares passage":
                    yield {"set": name, "a": pair.article_a, "b": pair.article_b}
            if name == "synth":
                of = story_of(link.stories(links))
                for row in self.pages.rows("dup_synth"):
                    yield {"set": name, "id": row["id"], "cluster": of.get(row["id"], row["id"])}

    def bodies(self, rows: list[Row]) -> dict[str, str]:
        """The texts that are compared, stripped as a batch; by models that have not seen the site, where one is told."""
        facts = facts_of(self.pool.map(survey_texts, shards(rows)))
        groups: dict[int, list[Row]] = {}
        for row in rows:
            groups.setdefault(folds.fold_of(row.get("site") or "") if self.models else 0, []).append(row)
        jobs = [
            partial(_with_models, self.models and self.models / str(fold), partial(_stripped, facts), shard)
            for fold, members in sorted(groups.items())
            for shard in shards(members)
        ]
        return {row["id"]: row["text"] for done in self.pool.map(_call, jobs) for row in done}

    def peers(self, families: Sequence[str]) -> dict[str, list[Row]]:
        """Predictions of other tools."""
        work: list[Any] = []
        if "lines" in families:
            for style in STYLES:
                for shard in shards(self.pages.lines(style)):
                    languages = [self.pages.gold[row["id"]]["lang"] for row in shard]
                    work.append(partial(peers.predict_lines, (shard, languages)))
        if "html" in families:
            work += [partial(peers.predict_html, shard) for shard in shards(self.pages.html())]
        found: dict[str, list[Row]] = {}
        for predictions in self.pool.map(_call, work):
            for tool, prediction in predictions:
                found.setdefault(tool, []).append(prediction)
        return found

    def _by_fold(self, examine: Callable[[list[Row]], list[Row]], pages: list[Row]) -> Iterator[Row]:
        """`examine` over shards of pages, each shard with the models of the fold that left its sites out."""
        groups = folds.by_fold(pages, self.pages.gold) if self.models else {0: pages}
        jobs = [
            partial(_with_models, self.models and self.models / str(fold), examine, shard)
            for fold, members in sorted(groups.items())
            for shard in shards(members)
        ]
        for predictions in self.pool.map(_call, jobs):
            yield from predictions


def survey_texts(shard: list[Row]) -> Tally:
    """The tally of a shard of texts."""
    return survey([_article_of(row) for row in shard])


def _article_of(row: Row) -> Article:
    return Article(article_id(row["id"], row["text"].encode()), row["id"], "text/plain", "", row["text"])


def _stripped(facts: Facts, shard: list[Row]) -> list[Row]:
    """What linking compares of each text: its clean paragraphs."""
    done = strip([_article_of(row) for row in shard], facts, instances()[0])
    return [
        {"id": row["id"], "text": link.body_for_linking(one.edited.clean)} for row, one in zip(shard, done, strict=True)
    ]


def _examine_dumps(facts: Facts, shard: list[Row]) -> list[Row]:
    return examine_lines((shard, facts))


def _with_models(models: Path | None, examine: Callable[[list[Row]], list[Row]], shard: list[Row]) -> list[Row]:
    folds.use(models)
    return examine(shard)


def _call(job: Callable[[], Any]) -> Any:
    return job()


def languages(pages: Pages, predictions: list[Row]) -> dict[str, list[Row]]:
    """Predictions by the language of their page; languages of few pages together, under ``other``."""
    speaks = {key: row["lang"] for key, row in pages.gold.items()}
    found: dict[str, list[Row]] = {}
    for row in predictions:
        if row.get("id") in speaks:
            found.setdefault(speaks[row["id"]], []).append(row)
    few = [code for code, rows in found.items() if len({row["id"] for row in rows}) < MIN_LANGUAGE or code == "zxx"]
    other = [row for code in few for row in found.pop(code)]
    return dict(sorted(found.items(), key=lambda item: -len(item[1]))) | ({"other": other} if other else {})


def measure(
    pages: Pages, families: Sequence[str], models: Path | None, alone: bool, keep: Path | None
) -> publish.Results:
    """Predict and score: ours, and but for `alone` others'. Leaves predictions and scores in the folder `keep`."""
    with ProcessPoolExecutor() as pool:
        run = Run(pages, pool, models)
        makers = {"lines": run.lines, "html": run.html, "dateline": run.datelines, "copies": run.copies}
        ours = [row for family in families for row in makers[family]()]
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            scoring.write(keep / "predictions.jsonl", ours)
        whole = pool.submit(scoring.score, pages, ours)
        predicted = run.peers([] if alone else families)
        others = {tool: pool.submit(scoring.score, pages, rows) for tool, rows in predicted.items()}
        spoken = {code: pool.submit(scoring.score, pages, rows) for code, rows in languages(pages, ours).items()}
        datelines = {row["id"]: row for row in pages.rows("dateline")}
        judged = list(calibration.judge(ours, pages.gold, datelines, scoring.scorer(pages.bench)))
        results = publish.Results(
            version=__version__,
            day=datetime.now(UTC).date().isoformat(),
            pages=pages.fingerprint,
            held_out=models is not None,
            ours=whole.result(),
            peers={tool: found.result() for tool, found in others.items()},
            languages={code: found.result() for code, found in spoken.items()},
            calibration=calibration.table(judged),
        )
    if keep:
        (keep / "scores.json").write_text(json.dumps(results.ours, indent=1))
    return results


def remember(results: publish.Results) -> None:
    """Append our numbers to the history."""
    found = {name: round(value, 4) for name, value in targets.numbers(results.ours).items()}
    entry = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": results.version,
        "pages": results.pages,
        "scores": found,
    }
    with (ROOT / "benchmarks" / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def main() -> int:
    """Predict, score, print, remember."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(FAMILIES), help="families, with commas between")
    parser.add_argument("--bench", type=Path, default=DEFAULT, help="the folder of labelled pages")
    parser.add_argument("--split", default="dev", help="the half of them, a folder in it")
    parser.add_argument("--sample", type=int, help="so many pages of each kind, for a quick look that is not recorded")
    parser.add_argument("--alone", action="store_true", help="without other tools, and without publishing")
    parser.add_argument("--folds", type=Path, default=folds.DEFAULT, help="models trained without each fold of sites")
    parser.add_argument("--keep", type=Path, help="a folder to leave predictions and scores in")
    parser.add_argument("--floors", choices=("check", "raise"), help="exit with 1 below a floor; or lift the floors")
    options = parser.parse_args()
    pages = Pages(options.bench, options.split, options.sample)
    if not pages.folder.is_dir():
        print(f"the labelled pages are not in {pages.folder}")
        return 2
    families = [family for family in FAMILIES if family in options.only.split(",")]
    development = pages.fingerprint == DEVELOPMENT
    apart = development and folds.learned()  # on other pages, and for a quick look, the weights of the package
    if apart:
        folds.build(options.folds)
    results = measure(pages, families, options.folds if apart else None, options.alone, options.keep)
    print(publish.console(results))
    if not development:
        print("these are not the pages of the development half: not recorded, not published")
    else:
        remember(results)
        if len(families) == len(FAMILIES) and not options.alone:
            publish.write(results)
    found = targets.numbers(results.ours)
    if options.floors == "raise":
        floors.lift(results.pages, found)
    return floors.check(results.pages, found) if options.floors == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
