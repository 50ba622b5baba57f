"""How soon presscheck speaks, as ratios of what `import great_expectations` takes in the same environment.

    python benchmarks/startup.py [PATH …]

Prints the medians of several rounds, each round measuring all three in turn, so that a machine that slows
down slows all of them down. Bounds: first findings 0.25, whole audit 1.5. They are for text files, by default those
of the seeds; a batch with HTML pages imports trafilatura first, which takes half a second more.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
FIRST, WHOLE = 0.25, 1.5
COMMAND = Path(sys.executable).with_name("presscheck")
TEXTS = sorted((Path(__file__).parent.parent / "seeds" / "raw").glob("*.txt"))


def import_seconds() -> float:
    """Seconds that a process takes to import Great Expectations and end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import great_expectations"], check=True)
    return time.perf_counter() - start


def audit_seconds(paths: list[str], out: str) -> tuple[float, float]:
    """Seconds to the first line of findings, and to the end of the audit."""
    start = time.perf_counter()
    with subprocess.Popen([COMMAND, "audit", *paths, "--out", out], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        first = time.perf_counter() - start
        process.stdout.read()
    return first, time.perf_counter() - start


def main() -> int:
    """Measure, print, and say by the exit code whether both bounds hold."""
    paths = sys.argv[1:] or [str(path) for path in TEXTS]
    firsts, wholes, imports = [], [], []
    with tempfile.TemporaryDirectory() as out:
        audit_seconds(paths, out)  # fills the page cache for all rounds
        for _ in range(ROUNDS):
            imports.append(import_seconds())
            first, whole = audit_seconds(paths, out)
            firsts.append(first / imports[-1])
            wholes.append(whole / imports[-1])
    first, whole = statistics.median(firsts), statistics.median(wholes)
    print(f"import great_expectations: {statistics.median(imports):.2f} s (median of {ROUNDS})")
    print(f"first findings: {first:.2f} of that (from {min(firsts):.2f} to {max(firsts):.2f}); bound {FIRST}")
    print(f"whole audit:    {whole:.2f} of that (from {min(wholes):.2f} to {max(wholes):.2f}); bound {WHOLE}")
    return 0 if first <= FIRST and whole <= WHOLE else 1


if __name__ == "__main__":
    sys.exit(main())
