"""The cleaned corpus of a run, described as a Croissant dataset: a folder with ``croissant.json`` and its tables.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa

from presscheck.model import SCHEMAS

CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "arrayShape": "cr:arrayShape",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The JSON-LD context that the specification prescribes, version 1.1."""
TABLES = ("articles", "fields", "ledger", "links")
DESCRIPTIONS = {
    "articles": "Scraped articles without their furniture, with the metadata that was read.",
    "fields": "Every candidate for every field, chosen or not, with the place it was read at.",
    "ledger": "Everything that was taken out of the page text, with place and rule.",
    "links": "Pairs of articles that share text, with their relation.",
}


def write(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """Copy the tables and describe them; how many tables."""
    out.mkdir()
    for name in TABLES:
        shutil.copyfile(run_dir / "data" / f"{name}.parquet", out / f"{name}.parquet")
    described = describe(facts, {name: _sha256(out / f"{name}.parquet") for name in TABLES})
    (out / "croissant.json").write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return len(TABLES)


def describe(facts: dict[str, Any], hashes: dict[str, str]) -> dict[str, Any]:
    """The JSON-LD document. `hashes` has the SHA-256 of each table's file."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": f"presscheck-{facts['run']}",
        "description": f"{facts['counts']['articles']} scraped news articles, audited with presscheck {facts['version']}.",
        "version": "1.0.0",
        "datePublished": facts["started"][:10],
        "license": "the articles remain their publishers'",
        "url": f"urn:presscheck:run:{facts['run']}",
        "citeAs": f"presscheck {facts['version']}, run {facts['run']}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{name}.parquet",
                "name": f"{name}.parquet",
                "contentUrl": f"{name}.parquet",
                "encodingFormat": "application/x-parquet",
                "sha256": hashes[name],
            }
            for name in TABLES
        ],
        "recordSet": [_records(name) for name in TABLES],
    }


def _records(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": DESCRIPTIONS[name],
        "field": [_field(name, column) for column in SCHEMAS[name]],
    }


def _field(table: str, column: pa.Field) -> dict[str, Any]:
    repeated = pa.types.is_list(column.type)
    kind = column.type.value_type if repeated else column.type
    types = {pa.string(): "sc:Text", pa.int64(): "sc:Integer", pa.float64(): "sc:Float", pa.bool_(): "sc:Boolean"}
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "dataType": types[kind],
        **({"isArray": True, "arrayShape": "-1"} if repeated else {}),
        "source": {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column.name}},
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
