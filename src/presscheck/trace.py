"""The lineage of one article as a tree: where its text likely comes from, and what each copy did with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text
from rich.tree import Tree

from presscheck.addresses import kept
from presscheck.link.reuse import derivation, reuse
from presscheck.report.stored import Row
from presscheck.report.story import Teller, Told, compared, told
from presscheck.report.tables import RunTables
from presscheck.report.visible import plain
from presscheck.tables import sound, the_one

MAX_SHOWN = 50
"""Copies below one article, and links outside of the story."""


def trace(run_dir: Path, article: str) -> Tree:
    """The lineage of `article` (its id, its source, or the end of one) in a finished run.

    Raises NotOne, FileNotFoundError where the run lacks a table, and `tables.Damaged`.
    """
    with sound(run_dir):
        return _tree(run_dir, article)


def _tree(run_dir: Path, article: str) -> Tree:
    run = RunTables(run_dir)
    row = run.articles[the_one("the run", run.articles.each("article_id", "source"), article)]
    story_id = row["story_id"]
    if story_id in run.stories:
        story = told(run, story_id)
        texts = _texts(run, {one.row["article_id"] for one in story.tellers})
        tree = Tree(_line((f"story {story_id}", "bold"), f", {len(story.tellers)} articles"))
        _grow(tree, story, story.origin, row["article_id"], texts)
        address = run_dir / "stories" / f"{story_id}.html"
    else:
        tree = Tree(_head(row, row["article_id"]))
        tree.add(Text("no other article of this batch tells the same text"))
        address = run_dir / "articles" / f"{row['article_id']}.html"
    for line in _stated(run.fields.of(row["article_id"])):
        tree.add(line)
    _others(tree, run, row)
    _earlier(tree, run.earlier.of(row["article_id"]))
    if address.is_file():
        tree.add(_line(("page: ", "dim"), str(address)))
    return tree


def _texts(run: RunTables, wanted: set[str]) -> dict[str, str]:
    return {article_id: text for some in run.texts() for article_id, text in some if article_id in wanted}


def _grow(tree: Tree, story: Told, here: str, asked: str, texts: Mapping[str, str]) -> None:
    """Hang an article, and below it its copies."""
    (teller,) = (one for one in story.tellers if one.row["article_id"] == here)
    branch = tree.add(_head(teller.row, asked))
    for line in _about(teller, story, texts):
        branch.add(line)
    below = story.below(here)
    for copy in below[:MAX_SHOWN]:
        _grow(branch, story, copy.row["article_id"], asked, texts)
    if len(below) > MAX_SHOWN:
        branch.add(Text(f"{MAX_SHOWN} of {len(below):,} copies; the rest is in data/stories.parquet", "dim"))


def _about(teller: Teller, story: Told, texts: Mapping[str, str]) -> Iterator[Text]:
    row, link = teller.row, teller.link
    if not teller.parent:
        yield _line(
            ("likely origin", "green"),
            f": it {'; '.join(story.reasons)}" if story.reasons else ": as much speaks for any other",
        )
    elif link:
        yield _line(
            (link["relation"], "yellow"),
            f", {_percent(link['ours_in_theirs'])} of it stands there, {_percent(link['theirs_in_ours'])} of that here, "
            f"confidence {link['confidence']:.2f}",
        )
    else:
        yield Text("tied to the story through others")
    yield _line(_dated(teller), ", ", f"credits {teller.credit}" if teller.credit else ("credits no agency", "red"))
    if teller.parent:
        share = reuse(texts[row["article_id"]], texts[teller.parent])
        yield _line((derivation(share), "yellow"), f": {_percent(share)} of its words and word pairs are taken over")
        counts = compared(texts[teller.parent], texts[row["article_id"]]).counts
        yield Text("sentences: " + ", ".join(f"{count:,} {kind}" for kind, count in counts.items()))


def _stated(fields: Sequence[Row]) -> Iterator[Text]:
    """Where the page says that its text comes from, and who keeps the page that was read."""
    for field in fields:
        if field["field"] == "origin":
            yield _line(("stated origin", "green"), f": {field['value']}", (f" ({field['rule']})", "dim"))
        elif field["field"] == "address" and field["chosen"] and (page := kept(field["value"])):
            yield _line((page.how, "yellow"), f" {page.whose}: {field['value']}")


def _others(tree: Tree, run: RunTables, row: Row) -> None:
    """Links to articles that are not of the story: a passage that both carry, for instance."""
    story = run.stories.get(row["story_id"] or "", {}).get("article_ids") or ()
    links = [link for link in run.links_of.get(row["article_id"], []) if link["other"] not in story]
    if not links:
        return
    branch = tree.add(Text(f"{len(links):,} linked, but of no story with it"))
    for link in links[:MAX_SHOWN]:
        other = run.articles[link["other"]]
        share = f", {_percent(link['ours_in_theirs'])} of it there: "
        branch.add(_line((link["relation"], "yellow"), share, other["source"]))
    if len(links) > MAX_SHOWN:
        branch.add(Text(f"{MAX_SHOWN} of {len(links):,}; the rest is in data/links.parquet", "dim"))


def _earlier(tree: Tree, found: Sequence[Row]) -> None:
    if not found:
        return
    branch = tree.add(Text("in earlier runs"))
    for row in found[:MAX_SHOWN]:
        relation = row["relation"] or "same address"
        share = f", {_percent(row['containment'])} of it there: " if row["relation"] else ": "
        known = [f"published {row['other_published']}"] if row["other_published"] else []
        known += [f"credits {' and '.join(row['other_agencies'])}"] if row["other_agencies"] else []
        more = "".join(f", {one}" for one in known)
        branch.add(_line((relation, "yellow"), share, row["other_source"], more, (f" (run {row['run']})", "dim")))
    if len(found) > MAX_SHOWN:
        branch.add(Text(f"{MAX_SHOWN} of {len(found):,}; the rest is in data/earlier.parquet", "dim"))


def _head(row: Row, asked: str) -> Text:
    title = [(row["title"], "bold"), "  "] if row["title"] else []
    return _line(("▶ " if row["article_id"] == asked else "", "cyan"), *title, row["source"])


def _dated(teller: Teller) -> str:
    row = teller.row
    if row["published"]:
        before = f", before its dateline ({row['dateline_date']})" if teller.is_before_dateline else ""
        again = row["modified"] and row["modified"] != row["published"]
        return f"published {row['published']}{before}" + (f", updated {row['modified']}" if again else "")
    inferred = row["published_inferred"]
    return f"undated; {inferred} inferred from a copy" if inferred else "undated"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"


def _line(*parts: Any) -> Text:
    """A line of a terminal: what was scraped is data, and no character of it acts or hides."""
    return Text.assemble(*((plain(part[0]), part[1]) if isinstance(part, tuple) else plain(part) for part in parts))
