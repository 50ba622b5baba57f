import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, LineRule, remove_line

VARIABLE = re.compile(
    r"\{\{[{#/^>!&]?[^{}\n]{1,120}\}\}\}?|\{%[^{}\n]{1,120}%\}|\$\{[\w.$\[\]()]{1,80}\}|<%[=-]?[^%\n]{1,120}%>|%%[A-Z][A-Z0-9_]{2,40}%%"
)
SPOKEN_OF = "`'\"“”‘’«»"


class TemplateVar(LineRule):
    """A variable of a page template that was never filled in.

    ## What it checks
    `{{ name }}`, `{% block %}`, `${name}`, `<%= name %>` and `%%NAME%%`. Where nothing but such variables is on a line,
    the line goes; else the variable alone. One between quotation marks or backticks is spoken of, and kept.

    ## Why it matters
    The page was scraped before its script ran, so more of it may be missing.

    ## What to do
    Wait for the page to be rendered, or take the text from its data.

    ## When it is wrong
    A tutorial about templates that shows variables without any marks around them.

    ## History
    Since 0.1.
    """

    code = "MK04"
    name = "template-var"
    severity = Severity.WARNING
    message = "template variable left as text"
    matches_only = True
    tip = "Scrape the page after its script has run, or take the text from its data."
    pattern = r"\{\{[^{}]+\}\}|\{%[^{}]+%\}|\$\{[\w.$\[\]()]+\}|<%[^%]+%>|%%[A-Z][A-Z0-9_]+%%"
    max_chars = 20_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of variables, or for each variable in a line that holds more."""
        for index in matched.get(self.code, ()):
            line = page.lines[index]
            if not any(character.isalnum() for character in VARIABLE.sub("", line.text)):
                if not any(mark in line.text for mark in "`“”"):
                    yield remove_line(line, self.message)
                continue
            for found in VARIABLE.finditer(line.text):
                around = line.text[: found.start()][-1:], line.text[found.end() :][:1]
                if not all(mark and mark in SPOKEN_OF for mark in around):
                    start, end = line.start + found.start(), line.start + found.end()
                    yield Hit(start, end, self.message, replacement="")
