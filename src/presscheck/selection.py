"""Which rules run, and which findings are reported: what ``--select`` and ``--ignore`` name, by the beginnings of codes."""

from __future__ import annotations

from collections.abc import Sequence

from presscheck import plugins
from presscheck.config import ConfigError, Settings
from presscheck.rule import Rule

UNREADABLE = "RD"
"""What the codes of the rules begin with that report what could not be read, or not be reported whole."""


def active(ignore: Sequence[str], folder: str = "") -> tuple[type[Rule], ...]:
    """The rules that run: all, plug-ins too, but those whose code begins with one of `ignore`."""
    return tuple(rule for rule in plugins.rules(folder) if not rule.code.startswith(tuple(ignore) or ("-",)))


def check_codes(settings: Settings) -> None:
    """Raises ConfigError for a plug-in that cannot be used, and for a code that no rule's code begins with.

    Also for `ignore` with a rule that reports what could not be read: nothing is lost in silence.
    """
    rules = plugins.rules(settings.plugins)
    for code in (*settings.select, *settings.ignore, *settings.hold_rules):
        if not any(rule.code.startswith(code) for rule in rules):
            raise ConfigError(f"there is no rule {code!r}; presscheck rules lists them")
    for code in settings.ignore:
        if UNREADABLE.startswith(code) or code.startswith(UNREADABLE):
            raise ConfigError(
                f"{code} cannot be ignored: {UNREADABLE} reports what could not be read; a waiver can accept it"
            )


def reported(select: Sequence[str]) -> tuple[str, ...]:
    """What the codes of the rules begin with whose findings are reported: those of `select`, or "" for all rules.

    Terminal, report and exit code go by it. Tables, suites and the gate have all findings: no article passes because
    nobody looked. Inputs that could not be read are reported always: nothing is lost in silence.
    """
    return (*select, UNREADABLE) if select else ("",)
