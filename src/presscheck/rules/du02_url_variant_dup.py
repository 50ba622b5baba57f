import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from presscheck.model import Batch, Severity
from presscheck.normalise.pointing import file_name, hit_on, in_order, pointer
from presscheck.rule import BatchRule, Hit

VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp|edition|en)\.")


class UrlVariantDup(BatchRule):
    """One article under two addresses of the same site.

    ## What it checks
    Pairs of articles with the same text, but for small edits, whose pages give differing addresses on one host; `www.`,
    `m.` and `amp.` before it do not count.

    ## Why it matters
    A crawler that follows every address of an article brings it home a hundred times, and the site outweighs others.

    ## What to do
    Keep one of them, and let the scraper go by the canonical address.

    ## When it is wrong
    A site that prints one dispatch twice, as two articles of its own.

    ## History
    Since 0.1.
    """

    code = "DU02"
    name = "url-variant-dup"
    severity = Severity.WARNING
    tip = "Keep one of them, and let the scraper go by the canonical address."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each pair, on the later article; the other is related."""
        for link in batch.links:
            if not link.is_one_text:
                continue
            first, later = in_order(batch, link.article_a, link.article_b)
            one, other = first.article.url, later.article.url
            if one and other and one != other and _host(one) == _host(other):
                yield hit_on(
                    later,
                    f"the same article as {file_name(first)}, under another address of {_host(one)}",
                    related=(pointer(first, one),),
                    evidence=other,
                )


def _host(url: str) -> str:
    return VARIANT.sub("", urlsplit(url).hostname or "")
