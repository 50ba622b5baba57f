"""Where the data that ships with presscheck lies: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str, in_checkout: str | None = None) -> Path:
    """The folder `name` of the package, or else `in_checkout` (default: the same name) of the checkout.

    A wheel carries the folder inside the package; an editable install has only the checkout.
    Raises FileNotFoundError where neither is there.
    """
    inside, outside = _PACKAGE / name, _CHECKOUT / (in_checkout or name)
    for path in (inside, outside):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"presscheck is not installed whole: neither {inside} nor {outside} is there")
