"""What an address says: whose page it is, who keeps a copy of it, and the day that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from presscheck.lexicons import calendar

STAMP = r"(?P<stamp>\d{4}[\d.]{0,6}-?\d{0,6})"
WITHIN = re.compile(rf"(?:/{STAMP}(?:[a-z]{{2}}_)?)?/(?P<address>https?:/{{1,2}}[^/\s]+\.[^\s]+)$", re.IGNORECASE)
"""A whole address at the end of another's path, behind a moment where an archive keeps it."""
HTTP = re.compile(r"(?i)^(https?):/+")
BARE = re.compile(r"/web/(?P<stamp>\d{8,14})(?:[a-z]{2}_)?/(?P<address>[\w-]+(?:\.[\w-]+)+/.*)$")
"""The same without a scheme, as the Wayback Machine takes it."""
AMP = re.compile(r"/(?:amp|[cvi])/(?P<secure>s/)?(?P<address>[^/\s]+\.[^\s]+)$")
"""The path of a cache of AMP pages (developers.google.com/amp/cache/overview)."""
CACHED = re.compile(r"cache:(?:[\w-]+:(?!//))?(?P<address>\S+)")
IN_QUERY = {
    "webcache.googleusercontent.com": "q",
    "cc.bingj.com": "u",
    "translate.google.com": "u",
    "google.com": "url q",
    "l.facebook.com": "u",
    "lm.facebook.com": "u",
    "12ft.io": "q",
    "archive.wikiwix.com": "url",
}
"""Host, without ``www.`` -> the parameters that hold the address of a page."""
DASHED = re.compile(
    r"([a-z\d-]+)\.(?:translate\.goog|cdn\.ampproject\.org|(?:[\w-]+\.)*(?:idm\.oclc\.org|ezproxy\.[\w.-]+))$"
)
"""A host within a host: a dot is written as a dash, a dash as two."""
DASHES = re.compile("--?")
MAX_CHARS = 4_000
"""Longer addresses are taken as they are."""
TRANSLATED = ("translate.goog", "translate.google.com")
ADDED = "_x_tr_"
"""What a translator puts before the names of its own parameters."""
PUNYCODE = "xn--"
MAX_LABEL = 63
"""Characters between two dots of a host (RFC 1035)."""
SCHEME = re.compile(r"^https?://(?:(?:www\d?|m|mobile|amp)\.)?", re.IGNORECASE)
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ns_\w+|outputType|ref_?src)(?:=|$)")
"""Parameters that say by which way a reader came."""
FORWARDERS = frozenset(
    "t.co bit.ly buff.ly dlvr.it feedburner.com flip.it goo.gl google.com ift.tt lnkd.in ow.ly apple.news trib.al "
    "tinyurl.com news.google.com feedproxy.google.com".split()
)
"""Sites that pages are fetched by way of."""
DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/_-]|$)"
    r"|/((?:19|20)\d\d)/?(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)"
)
"""``/2026/3/9/``, ``/2026/mar/09/``, ``/2026-03-09-``; ``/20260309/`` and ``/2026/0309/``."""


class Kept(NamedTuple):
    """A page that somebody else keeps, translates or hands on."""

    address: str
    """Of the page itself."""
    keeper: str
    """The host that it was read from."""
    moment: str
    """ISO, when it was kept; a day where the clock is not said, "" where neither is."""

    @property
    def how(self) -> str:
        """What the keeper did with the page, in words."""
        return "translated by" if self.keeper.endswith(TRANSLATED) else "read from"

    @property
    def whose(self) -> str:
        """The keeper, and the day that the copy is of, in words."""
        return self.keeper + (f", as it was on {self.moment[:10]}" if self.moment else "")


def host_of(url: str | None) -> str:
    """The host of an address, without ``www.``; "" where there is none. Raises ValueError for what is no address."""
    return _readable(urlsplit(url or "").hostname or "").removeprefix("www.")


def _readable(host: str) -> str:
    """A host with its letters in place of punycode (RFC 3492), as addresses are written in print."""
    return ".".join(map(_label, host.split("."))) if PUNYCODE in host else host


def _label(label: str) -> str:
    if not label.startswith(PUNYCODE) or len(label) > MAX_LABEL:
        return label
    try:
        return label.removeprefix(PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def kept(url: str) -> Kept | None:
    """The page behind the address of an archive, a cache, a proxy or a translator; None where the page is its own."""
    if len(url) > MAX_CHARS:
        return None
    try:
        parts, host = urlsplit(url), host_of(url)
        for address, stamp in (*_in_path(parts, host), *_in_query(parts, host), *_in_host(parts, host)):
            if host and host_of(address) not in ("", host):
                return Kept(address, host, _moment(stamp))
    except ValueError:  # what is no address
        return None
    return None


def _in_path(parts: SplitResult, host: str) -> Iterator[tuple[str, str]]:
    """(address, digits of a moment) behind the path of a keeper."""
    path = parts.path + f"?{parts.query}" * bool(parts.query)
    if ":/" in parts.path and (found := WITHIN.search(path)):
        yield HTTP.sub(r"\1://", found["address"]), found["stamp"] or ""
    if host == "web.archive.org" and (found := BARE.match(path)):
        yield f"http://{found['address']}", found["stamp"]
    if (host == "google.com" or host.endswith(".ampproject.org")) and (found := AMP.match(path)):
        yield f"http{'s' * bool(found['secure'])}://{found['address']}", ""


def _in_query(parts: SplitResult, host: str) -> Iterator[tuple[str, str]]:
    for name in IN_QUERY.get(host, "").split():
        for value in parse_qs(parts.query).get(name, ()):
            cached = CACHED.match(value)
            address = cached["address"] if cached else value
            if cached and "://" not in address:
                address = f"http://{address}"
            if HTTP.match(address):
                yield address, ""


def _in_host(parts: SplitResult, host: str) -> Iterator[tuple[str, str]]:
    found = DASHED.match(host)
    if found and "-" in found[1]:
        name = DASHES.sub(lambda dashes: "-" if len(dashes[0]) == 2 else ".", found[1])
        query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(ADDED)])
        yield urlunsplit((parts.scheme, name, parts.path, query, "")), ""


def _moment(stamp: str) -> str:
    """Digits as an archive writes a moment, as ISO 8601; "" where there is no whole day, or none that there is."""
    digits = re.sub(r"\D", "", stamp)
    for form, length, said in (("%Y%m%d%H%M%S", 14, "%Y-%m-%dT%H:%M:%SZ"), ("%Y%m%d", 8, "%Y-%m-%d")):
        if len(digits) >= length:
            try:
                return datetime.strptime(digits[:length], form).strftime(said)
            except ValueError:
                return ""
    return ""


def page_of(url: str | None) -> str:
    """What is the same in all addresses of one page: no scheme, ``www.``, ``m.`` or ``amp.``, closing slash, or tracking.

    Letters stand for themselves, in the host (no punycode) and in the path (no percent signs).
    """
    rest, mark, fragment = SCHEME.sub("", url or "").partition("#")
    place, _, query = rest.partition("?")
    host, slash, path = place.partition("/")
    kept_query = "&".join(sorted(part for part in query.split("&") if part and not TRACKING.match(part)))
    route = mark + fragment if fragment.startswith(("!", "/")) else ""
    path = unquote(path, errors="surrogateescape") if "%" in path else path
    return f"{_readable(host.lower())}{slash}{path}".rstrip("/") + f"?{kept_query}" * bool(kept_query) + route


def site_of(url: str) -> str:
    """The domain that somebody has registered for the page, by the public suffix list; "" for what is no address.

    Two labels of a host whose suffix is on no list; numbers are a host as they are.
    """
    page = kept(url)
    try:
        host = urlsplit(page.address if page else url).hostname or ""
    except ValueError:
        return ""
    return _registered(_readable(host)) if host and not host.startswith(".") else ""


@lru_cache(maxsize=1_000)
def _registered(host: str) -> str:
    from tld import get_fld  # 0.1 s, and few batches ask

    labels = host.split(".")
    unlisted = host if labels[-1].isdigit() else ".".join(labels[-2:])
    return get_fld(f"https://{host}/", fail_silently=True) or unlisted


def is_of_another(canonical: str, fetched: str) -> bool:
    """Whether the canonical address of a page is another site's than the one it was fetched from.

    Neither another country's end of one name, nor a site that pages are only fetched by way of.
    """
    if host_of(canonical) == host_of(fetched):
        return False
    here, there = site_of(fetched), site_of(canonical)
    return bool(
        here and there and here.split(".")[0] != there.split(".")[0] and FORWARDERS.isdisjoint((here, host_of(fetched)))
    )


def day_in(url: str) -> str:
    """The day in an address, ISO; "" where there is none. It may be no day that there is."""
    found = DAY.search(url)
    if not found:
        return ""
    year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
    return f"{year}-{calendar()['months'].get(month, month):0>2}-{day:0>2}"
