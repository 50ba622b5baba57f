import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, LineRule, remove_line

PUNCTUATION = re.compile(
    r"[\s{}()\[\];,:'\"/*<>!+-]+|(?:\}|else|try|catch\s*\(\w*\)|return;?|break;|default:|\s|\{)+|//.*"
)
"""What may stand alone on a line between two lines of code."""
PROPERTY = re.compile(
    r"\s*['\"]?[\w$-]{1,40}['\"]?\s*:\s*\S.*[,{\[(;]\s*|\s*[\w$.]{1,60}\s*\(.*\)\s*;?\s*|\s*[\w$.\[\]'\"]{1,60}\s*=.*;\s*|.*;\s*\}?\s*"
)


class JsCode(LineRule):
    """JavaScript or a style sheet, left in the text.

    ## What it checks
    Lines that open like statements (`var x =`, `window.`, `(function (`, `googletag.`, `.box {`), and the lines of
    brackets, properties and calls between and around them.

    ## Why it matters
    Code is no language: it sets language detection, tokenisers and word counts wrong.

    ## What to do
    Drop script and style elements before the text is taken.

    ## When it is wrong
    An article about programming that shows code on lines of its own.

    ## History
    Since 0.1.
    """

    code = "MK02"
    name = "js-code"
    severity = Severity.WARNING
    message = "program code left as text"
    matches_only = True
    tip = "Drop script and style elements before the text is taken."
    pattern = (
        r"^\s*(?:var|let|const)\s+[\w$]+\s*=\s*\S"
        r"|^\s*(?:window|document|googletag|jQuery|ga|gtag|fbq|console|dataLayer|_gaq|adsbygoogle|\$)\s*(?:\.\w+|\[['\"]|\(['\"])"
        r"|^\s*\(?(?:adsbygoogle|window\.\w+|\w+\.cmd)\s*=?\s*.*\.push\("
        r"|^\s*[!;(]*\s*(?:async\s+)?function\s*[\w$]*\s*\([^)]*\)\s*\{"
        r"|^\s*\(?\s*\([\w$, ]*\)\s*=>\s*[{(]"
        r"|^\s*(?:if|for|while|switch)\s*\(.*\)\s*\{\s*$"
        r"|^\s*(?:\}\s*else|\}\s*catch|try\s*\{)"
        r"|^\s*(?:/\*\s*)?(?://\s*)?<!\[CDATA\["
        r"|\.(?:addEventListener|getElementById|getElementsByTagName|querySelector|appendChild|insertBefore|createElement)\("
        r"|^\s*(?:[.#@][\w-]+|[a-z]+\.[\w-]+|@media[^{]*)(?:[ ,.#>:][\w.#>:, -]*)?\s*\{(?:\s*[\w-]+\s*:|\s*$)"
        r"|^\s*\{\s*\"@(?:context|type|graph)\"\s*:"
    )
    max_chars = 20_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of code."""
        statements = set(matched.get(self.code, ()))
        code = set(statements)
        for start in sorted(statements):
            index = start + 1
            while index < len(page.lines) and index not in code and _continues(page.lines[index].text):
                code.add(index)
                index += 1
        for index in sorted(code):
            yield remove_line(page.lines[index], self.message)


def _continues(text: str) -> bool:
    """Whether a line below code is more of it."""
    return bool(PUNCTUATION.fullmatch(text) or PROPERTY.fullmatch(text[:400]))
