"""``make torture``: an audit of 2,000 articles and 200 bad inputs must name every bad one, lose none, and stay small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import hostile
from presscheck import tables

ARTICLES, BAD = 2_000, 200
MOST_BYTES = 1 << 30
NAMED = ("RD", "EN", "TR", "LY", "MK")
"""Families of rules whose findings say what is wrong with a bad input."""


def watched(process: subprocess.Popen[str], every: float) -> int:
    """The most memory (bytes, resident) of a process and its children together until it ends, looked at `every` seconds."""
    most = 0
    while process.poll() is None:
        most = max(most, memory(process))
        try:
            process.wait(every)
        except subprocess.TimeoutExpired:
            continue
    return most


def memory(process: subprocess.Popen[str]) -> int:
    """Memory (bytes, resident) of the process and its children now."""
    children: dict[int, int] = {}
    total, page = 0, os.sysconf("SC_PAGE_SIZE")
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children[int(entry.name)] = int(stat[1])
    for pid in children:
        at = pid
        while at and at != process.pid:
            at = children.get(at, 0)
        if at:
            try:
                total += int((Path("/proc") / str(pid) / "statm").read_text().split()[1]) * page
            except OSError:
                continue
    return total


def main() -> None:
    """Makes the batch, audits it, counts."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        hostile.batch(folder / "in", ARTICLES, BAD, large=True)
        command = [str(Path(sys.executable).with_name("presscheck")), "audit", "in", "--out", "out", "--no-history"]
        with (folder / "said").open("w") as said:
            process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, text=True)
            most = watched(process, 0.2)
        output = (folder / "said").read_text()
        [run] = (folder / "out").glob("*/run.json")
        facts = json.loads(run.read_text())
        sources = {row["source"] for row in tables.read(run.parent, "articles")}
        found = {
            row["source"]
            for row in tables.read(run.parent, "findings")
            if row["rule"].startswith(NAMED) and row["message"]
        }
        tried = {entry["source"] for entry in facts["inputs"]}
        bad = {source for source in tried if source.startswith("in/bad/")}
        articles = sum(source.startswith("in/good/") for source in sources)
        unnamed = bad - found
        lost = ARTICLES + BAD - len(tried)
        print(f"tried {ARTICLES + BAD:,}, lost {lost}; {articles:,} articles; {len(bad & found)} bad inputs named")
        print(f"exit code {process.returncode}, peak memory {most / (1 << 20):,.0f} MiB, {facts['seconds']}")
        for source in sorted(unnamed):
            print(f"not named: {source}")
        whole = process.returncode == 1 and articles == ARTICLES and len(bad) == BAD and not unnamed and not lost
        if not whole or "Traceback" in output or most >= MOST_BYTES:
            sys.exit(f"broken; the output ends with\n{output[-2_000:]}")


if __name__ == "__main__":
    main()
