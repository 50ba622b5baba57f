from collections.abc import Iterator

from presscheck.addresses import host_of
from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.lines import letters
from presscheck.normalise.names import is_known_outlet
from presscheck.rule import ArticleRule, Hit, regex

DOMAIN = r"(?i)^(?:www\.)?[a-z\d-]+\.(?:com|org|net|de|at|ch|fr|es|it|pt|nl|pl|uk|co\.uk|ie|in|br|com\.br|tr|com\.tr|jp|cn|ru|ua|info|news)$"
"""A name that is an address itself."""
ARCHIVES = (
    "web.archive.org",
    "archive.org",
    "archive.is",
    "archive.ph",
    "archive.today",
    "webcache.googleusercontent.com",
)
"""Hosts that keep other sites' pages."""
MIN_LETTERS = 4
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})


class PublisherMismatch(ArticleRule):
    """The page calls itself by one outlet's name, and its address is another's.

    ## What it checks
    Publishers claimed by the markup, where the page gives its address: one that is a known outlet, or that is an address
    itself, and has no word, no abbreviation and no initials in common with the host. Archives of other sites' pages are
    left out, and so are pages of which another claimed name fits the host.

    ## Why it matters
    The text was taken over from the other outlet, or the file holds another page than its address says.

    ## What to do
    Record both: the one as where it was read, the other as where it comes from.

    ## When it is wrong
    Outlets whose address has nothing of their name.

    ## History
    Since 0.1.
    """

    code = "PR02"
    name = "publisher-mismatch"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Record the address as where it was read, and the name as where it comes from."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article as a whole."""
        host = host_of(dossier.article.url)
        if not host or host in ARCHIVES:
            return
        names = [field.value for field in dossier.candidates("publisher") if field.rule.startswith(("json-ld", "meta"))]
        if any(_fits(name, host) for name in names):
            return
        for name in names:
            if is_known_outlet(name) or (name.isascii() and regex(DOMAIN).search(name)):
                yield Hit(
                    None, None, f"the page calls itself {name}, and its address is at {host}", evidence=f"{name} {host}"
                )
                return


def _fits(name: str, host: str) -> bool:
    """Whether a name and a host have anything in common."""
    here = letters(host)
    if letters(name) in here:
        return True
    label = letters(max(host.split(".")[:-1] or [host], key=len))
    initials = "".join(word[0] for word in name.split() if word[0].isalpha()).casefold()
    spelled = letters(name.casefold().translate(UMLAUTS))
    words = (letters(word.translate(UMLAUTS)) for word in name.casefold().replace("-", " ").replace(".", " ").split())
    return (
        spelled in here
        or label in spelled
        or label in letters(name)
        or (len(initials) > 1 and initials in here)
        or any(len(word) >= MIN_LETTERS and word in here for word in words)
    )
