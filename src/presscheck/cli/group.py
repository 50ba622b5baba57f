"""The command `presscheck`: what all of its commands share, and how its process begins and ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from presscheck import __version__

NOTHING, FOUND, ERROR, UNREAD = 0, 1, 2, 3
INTERRUPTED = 130


def run() -> None:
    """The command in a process of its own, whatever standard output is and whenever Ctrl-C comes."""
    from presscheck import output

    code: Any
    try:
        output.settle()
        code = main.main(obj=True, standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = _say("interrupted", INTERRUPTED)
    except OSError as error:
        code = _say(in_a_line(error))
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _say(in_a_line(error))
    sys.exit(code if isinstance(code, int) else NOTHING)


def be_lean(frames: bool) -> None:
    """Do without what a process of our own need not have: see `lean`. `frames`: somebody may want those of pandas."""
    from presscheck import lean

    if not click.get_current_context().obj:  # somebody else's: `run` did not begin it
        return
    lean.from_the_system()
    if not frames:
        lean.without_pandas()


def stop(wrong: str | Exception, code: int = ERROR) -> NoReturn:
    """Say what is wrong, in one line, and end."""
    sys.exit(_say(in_a_line(wrong) if isinstance(wrong, OSError) else str(wrong), code))


def _say(message: str, code: int = ERROR) -> int:
    with suppress(OSError):  # nobody may hear it
        click.echo(f"presscheck: {message}", err=True)
    return code


def in_a_line(error: OSError, what: str = "") -> str:
    """An error in a line: the file it names, or `what`, and what is wrong with it."""
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else what
    said = error.strerror or str(error)
    return f"{place}: {said}" if place else said


class _Commands(click.Group):
    """Commands that end in a line, not in a traceback, for what is wrong with files and for Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            stop(error)
        except UnicodeEncodeError as error:  # libraries take names that are text, and the system any bytes
            stop(f"a name that is no UTF-8 text cannot be used here: {error.object[:200]!a}")
        except KeyboardInterrupt as interrupt:
            stop(str(interrupt) or "interrupted", INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="presscheck")
def main() -> None:
    """Audit scraped news: what is wrong, where, and where each text came from.

    \b
    Start here:
      presscheck audit FOLDER          findings, suites, and a report to open
      presscheck strip FOLDER --out D  the articles without page furniture
      presscheck explain BP01          what a rule checks, and when it is wrong
      presscheck why FILE:12           why line 12 was removed or kept

    Every command exits with 2 for wrong usage or when it could not do its work, and with 130 at Ctrl-C. Other exit
    codes are listed by the command's own --help.
    """
