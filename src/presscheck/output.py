"""Standard output of a process of our own: who reads it may go away, it may be full or closed, and any name is printed."""

from __future__ import annotations

import codecs
import io
import os
import sys

NAME = "standard output"
ERRORS = "presscheck-escaped"


class _Told(io.FileIO):
    """A descriptor. Once nobody reads it any more, or it has failed, what is written goes nowhere."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._gone = False

    def write(self, data: object) -> int:
        """Raises OSError, once, that says where."""
        size = len(memoryview(data))  # type: ignore[arg-type]
        if self._gone:
            return size
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:  # as of `head`, which has what it wants
            self._gone = True
            return size
        except BlockingIOError:
            raise
        except OSError as error:
            self._gone = True
            raise OSError(error.errno, error.strerror, NAME) from error


def escaped(error: UnicodeError) -> tuple[str, int]:
    r"""What the encoding does not have, and bytes of a file name that are no text, as JSON escapes it: ``\u00e9``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


def settle() -> None:
    """Let nothing that standard output can be end the command on its way; what is wrong with it is an OSError.

    Descriptors that are closed lead to nowhere: the next file that is opened would take their place.
    """
    codecs.register_error(ERRORS, escaped)
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    before = sys.stdout
    if before is None or not hasattr(before, "fileno"):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return
    before.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Told(before.fileno())),
        before.encoding,
        ERRORS,
        line_buffering=before.isatty(),
    )
