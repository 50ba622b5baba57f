"""The process behind `presscheck.validate.Validator`: one JSON line in, one JSON line out, until stdin closes.

Question: ``{"run_dir": …, "suites_dir": …, "thresholds": …, "docs": folder or ""}``. Answer: ``{"results": [rows]}`` or ``{"error": message}``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Import Great Expectations at once, then answer."""
    # What libraries print must not get between the answers: their stdout is stderr.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.environ |= {"GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}  # read when it is imported

    if hasattr(os, "nice"):
        os.nice(5)  # the import has seconds to spare; the audit's first findings have not

    from presscheck.validate.engine import Engine
    from presscheck.validate.suites import ValidationError

    engine = Engine()
    for line in sys.stdin:
        question = json.loads(line)
        answer: dict[str, object]
        try:
            docs = Path(question["docs"]) if question.get("docs") else None
            run_dir, suites_dir = Path(question["run_dir"]), Path(question["suites_dir"])
            answer = {"results": engine.check(run_dir, suites_dir, question.get("thresholds", {}), docs)}
        except ValidationError as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), file=answers, flush=True)


main()
