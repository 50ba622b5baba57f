"""Where each article came from, as W3C PROV: a PROV-JSON document a line, one article each.

The chain is raw bytes -> page text -> clean text -> fields; links lead to the clean text of other articles.
https://www.w3.org/TR/prov-dm/
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from presscheck import tables
from presscheck.addresses import site_of

SOFTWARE = "https://example.org/presscheck/"
"""Namespace of our own terms and of the tool itself; nothing is looked up there."""
Row = tables.Row


def write(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """One document for each article, in the order of the table."""
    fields, ledger = (tables.by_article(run_dir, name) for name in ("fields", "ledger"))
    links: dict[str, list[Row]] = defaultdict(list)
    for row in tables.scan(run_dir, "links"):
        links[row["article_a"]].append(row)
        links[row["article_b"]].append(row)
    with out.open("w", encoding="utf-8", newline="") as file:
        for article in tables.scan(run_dir, "articles"):
            name = article["article_id"]
            made = document(facts, article, fields(name), ledger(name), links.get(name, []))
            file.write(json.dumps(made, ensure_ascii=False, sort_keys=True) + "\n")
    return int(facts["counts"]["articles"])


def document(facts: dict[str, Any], article: Row, fields: list[Row], ledger: list[Row], links: list[Row]) -> Any:
    """The PROV-JSON document of one article, as JSON would be loaded."""
    from prov.constants import PROV_LABEL, PROV_TYPE
    from prov.model import ProvDocument

    made = ProvDocument()
    made.add_namespace("pc", SOFTWARE)
    made.add_namespace("run", f"urn:presscheck:run:{facts['run']}:")
    made.add_namespace("article", "urn:presscheck:article:")
    tool = made.agent("pc:presscheck", {PROV_TYPE: "prov:SoftwareAgent", "pc:version": facts["version"]})
    name = article["article_id"]

    known = {"pc:sha256": article["raw_sha256"], "pc:mediaType": article["media_type"], "pc:url": article["url"]}
    raw = made.entity(f"article:{name}.raw", {PROV_LABEL: article["source"]})
    raw.add_attributes({key: value for key, value in known.items() if value})
    page = made.entity(f"article:{name}.page", {"pc:characters": article["page_chars"]})
    clean = made.entity(f"article:{name}.clean", {"pc:characters": article["clean_chars"]})
    steps = {}
    for step, source, result in (("read", raw, page), ("strip", page, clean)):
        steps[step] = made.activity(f"run:{step}.{name}", facts["started"], None)
        made.used(steps[step], source)
        made.wasGeneratedBy(result, steps[step])
        made.wasAssociatedWith(steps[step], tool)
        made.wasDerivedFrom(result, source, steps[step])
    for rule in sorted({edit["rule"] for edit in ledger}):
        edits = [edit for edit in ledger if edit["rule"] == rule]
        steps["strip"].add_attributes({f"pc:removedBy{rule}": sum(edit["end"] - edit["start"] for edit in edits)})

    normalise = made.activity(f"run:normalise.{name}", facts["started"], None)
    made.used(normalise, page)
    made.wasAssociatedWith(normalise, tool)
    for number, field in enumerate(field for field in fields if field["chosen"]):
        stated = {
            "pc:field": field["field"], "pc:value": field["value"], "pc:readAs": field["rule"],
            "pc:confidence": field["confidence"], "pc:start": field["start"], "pc:end": field["end"],
        }  # fmt: skip
        entity = made.entity(f"article:{name}.field.{number}", {k: v for k, v in stated.items() if v is not None})
        made.wasGeneratedBy(entity, normalise)
        made.wasDerivedFrom(entity, page, normalise)
        if field["field"] == "origin":
            shown = "pc:url" if site_of(field["value"]) else PROV_LABEL
            origin = made.entity(f"article:{name}.origin.{number}", {shown: field["value"]})
            made.hadPrimarySource(clean, origin)
        if field["field"] in ("author", "agency"):
            kind = "prov:Person" if field["field"] == "author" else "prov:Organization"
            credited = made.agent(f"article:{name}.agent.{number}", {PROV_TYPE: kind, PROV_LABEL: field["value"]})
            made.wasAttributedTo(clean, credited)
    for link in links:
        other = link["article_b"] if link["article_a"] == name else link["article_a"]
        here, there = ("a", "b") if link["article_a"] == name else ("b", "a")
        made.wasInfluencedBy(
            clean,
            made.entity(f"article:{other}.clean"),
            other_attributes={
                "pc:relation": link["relation"],
                "pc:confidence": link["confidence"],
                "pc:containment": link[f"containment_{here}"],
                "pc:containmentOfOther": link[f"containment_{there}"],
            },
        )
    return json.loads(made.serialize(format="json") or "")
