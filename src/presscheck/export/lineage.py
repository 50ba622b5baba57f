"""A run as OpenLineage events: when it began, when it ended, what it read and wrote, and how each expectation went.

https://openlineage.io/docs/spec/object-model. Nothing is sent unless an address is given.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presscheck import tables
from presscheck.model import SCHEMAS

if TYPE_CHECKING:
    from openlineage.client.event_v2 import InputDataset, OutputDataset, RunEvent

PRODUCER = "https://example.org/presscheck"
NAMESPACE = "presscheck"
JOB = "audit"
RETRIES = 2
SEVERITIES = {"critical": "error", "warning": "warn", "info": "warn"}
"""Great Expectations' severities in OpenLineage's words: an error blocks, a warning does not."""

STATED = ("table", "type", "success", "column", "severity", "suite", "number", "sentence", "observed")
"""Columns of `expectations` that an assertion states."""


def events(run_dir: Path, facts: dict[str, Any]) -> Iterator[RunEvent]:
    """The START and the COMPLETE event of a run."""
    from openlineage.client.event_v2 import InputDataset, Job, Run, RunEvent, RunState, set_producer
    from openlineage.client.generated.processing_engine_run import ProcessingEngineRunFacet

    set_producer(PRODUCER)
    engine = ProcessingEngineRunFacet(version=facts["version"], name="presscheck")
    run = Run(str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:presscheck:run:{facts['run']}")), {"processing_engine": engine})
    job = Job(NAMESPACE, JOB)
    begun = datetime.fromisoformat(facts["started"])
    ended = begun + timedelta(seconds=sum(facts.get("seconds", {}).values()))
    read = [InputDataset("file", source) for source in sorted(tables.inputs(run_dir, facts))]
    yield RunEvent(eventType=RunState.START, eventTime=begun.isoformat(), run=run, job=job, inputs=read, outputs=[])
    yield RunEvent(
        eventType=RunState.COMPLETE,
        eventTime=ended.isoformat(),
        run=run,
        job=job,
        inputs=[*read, *_judged(run_dir, facts)],
        outputs=[*_written(run_dir, facts)],
    )


def _judged(run_dir: Path, facts: dict[str, Any]) -> Iterator[InputDataset]:
    """The views that expectations look at, with the result of each."""
    from openlineage.client.event_v2 import InputDataset
    from openlineage.client.generated.data_quality_assertions_dataset import (
        Assertion,
        DataQualityAssertionsDatasetFacet,
    )

    asserted: dict[str, list[Assertion]] = {}
    for row in tables.scan(run_dir, "expectations", STATED):
        asserted.setdefault(row["table"], []).append(
            Assertion(
                assertion=row["type"],
                success=row["success"],
                column=row["column"] or None,
                severity=SEVERITIES.get(row["severity"], "warn"),
                name=f"{row['suite']} {row['number']}",
                description=row["sentence"],
                actual=row["observed"] or None,
            )
        )
    for table, found in sorted(asserted.items()):
        results = DataQualityAssertionsDatasetFacet(assertions=found)
        yield InputDataset("file", f"{facts['run']}/{table}", inputFacets={"dataQualityAssertions": results})


def _written(run_dir: Path, facts: dict[str, Any]) -> Iterator[OutputDataset]:
    """The tables, with their schemas and sizes."""
    import pyarrow.parquet as pq
    from openlineage.client.event_v2 import OutputDataset
    from openlineage.client.generated.output_statistics_output_dataset import OutputStatisticsOutputDatasetFacet
    from openlineage.client.generated.schema_dataset import SchemaDatasetFacet, SchemaDatasetFacetFields

    for name, schema in SCHEMAS.items():
        path = run_dir / "data" / f"{name}.parquet"
        columns = [SchemaDatasetFacetFields(name=field.name, type=str(field.type)) for field in schema]
        size = OutputStatisticsOutputDatasetFacet(rowCount=pq.read_metadata(path).num_rows, size=path.stat().st_size)
        yield OutputDataset(
            "file",
            f"{facts['run']}/data/{name}.parquet",
            facets={"schema": SchemaDatasetFacet(fields=columns)},
            outputFacets={"outputStatistics": size},
        )


def write(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """The events, a line of JSON each."""
    from openlineage.client.serde import Serde

    lines = [Serde.to_json(event) for event in events(run_dir, facts)]
    out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines)


def send(run_dir: Path, facts: dict[str, Any], url: str) -> int:
    """Post the events to an OpenLineage server; how many. Raises ConnectionError when it takes none."""
    from openlineage.client import OpenLineageClient
    from openlineage.client.transport.http import HttpConfig, HttpTransport

    client = OpenLineageClient(
        transport=HttpTransport(HttpConfig.from_dict({"type": "http", "url": url, "retry": {"total": RETRIES}}))
    )
    count = 0
    try:
        for event in events(run_dir, facts):
            client.emit(event)
            count += 1
    except Exception as error:  # the client hands on whatever its HTTP library raises
        raise ConnectionError(f"{url} did not take the events: {error}") from error
    finally:
        client.close()
    return count
