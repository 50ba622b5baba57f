"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def place(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write a file by atomic rename; a `lasting` one is whole even when the machine goes down. Raises OSError."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
