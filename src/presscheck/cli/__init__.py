"""The shell command: arguments in, exit code out. Each module adds its commands to the group."""

from presscheck.cli import article, audit, decisions, export, gate, own_rules, rules, runs, selftest, serve, strip
from presscheck.cli.group import main, run

__all__ = [
    "article",
    "audit",
    "decisions",
    "export",
    "gate",
    "main",
    "own_rules",
    "rules",
    "run",
    "runs",
    "selftest",
    "serve",
    "strip",
]
