"""Small pieces of pages that Python and templates both write."""

from __future__ import annotations

from markupsafe import Markup

from presscheck.model import SEVERITY_OF
from presscheck.report.visible import plain, shown, visible


def severity(word: str) -> Markup:
    """A severity as a coloured word; that of an expectation in our words."""
    word = plain(SEVERITY_OF.get(word, word))
    return Markup(f'<span class="sev {word}">{word}</span>')  # noqa: S704 -- one of `Severity`


def sentence(text: str) -> Markup:
    """The sentence of an expectation; no line of it ends between a number and its per cent sign."""
    return Markup(visible(text)).replace(" %", Markup("&nbsp;%"))  # noqa: S704 -- visible() escapes


def rule_link(code: str, href: str = "") -> Markup:
    """The code of a rule, leading to its page where it has one."""
    drawn = shown(code)
    link = f'<a class="code" href="{href}">{drawn}</a>' if href else f'<span class="code">{drawn}</span>'
    return Markup(link)  # noqa: S704 -- shown() escapes, addresses are made of checked names
