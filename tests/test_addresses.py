"""What an address says: whose page it is, who keeps a copy of it, and the day that stands in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscheck.addresses import Kept, day_in, host_of, is_of_another, kept, page_of, site_of

PAGE = "https://www.norrhaven.example/a/baths"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://web.archive.org/web/20260309181507/{PAGE}", Kept(PAGE, "web.archive.org", "2026-03-09T18:15:07Z")),
        (f"https://web.archive.org/web/20260309181507id_/{PAGE}?p=1", Kept(f"{PAGE}?p=1", "web.archive.org", "2026-03-09T18:15:07Z")),
        ("http://web.archive.org/web/20260309/norrhaven.example/x", Kept("http://norrhaven.example/x", "web.archive.org", "2026-03-09")),
        (f"https://web.archive.org/web/2026*/{PAGE}", Kept(PAGE, "web.archive.org", "")),
        (f"https://web.archive.org/web/20261309181507/{PAGE}", Kept(PAGE, "web.archive.org", "")),
        (f"https://archive.ph/2026.03.09-181507/{PAGE}", Kept(PAGE, "archive.ph", "2026-03-09T18:15:07Z")),
        (f"https://archive.is/o/Ab12C/{PAGE}", Kept(PAGE, "archive.is", "")),
        (f"https://arquivo.pt/noFrame/replay/20260309181507/{PAGE}", Kept(PAGE, "arquivo.pt", "2026-03-09T18:15:07Z")),
        ("https://r.jina.ai/https:/norrhaven.example/x", Kept("https://norrhaven.example/x", "r.jina.ai", "")),
        ("https://www.google.com/amp/s/norrhaven.example/x", Kept("https://norrhaven.example/x", "google.com", "")),
        (
            "https://norrhaven-example.cdn.ampproject.org/c/s/norrhaven.example/x",
            Kept("https://norrhaven.example/x", "norrhaven-example.cdn.ampproject.org", ""),
        ),
        (
            "https://webcache.googleusercontent.com/search?q=cache:Ab_12:norrhaven.example/x+baths&hl=en",
            Kept("http://norrhaven.example/x", "webcache.googleusercontent.com", ""),
        ),
        (
            "https://nord--hafen-example.translate.goog/x?_x_tr_sl=de&id=4",
            Kept("https://nord-hafen.example/x?id=4", "nord--hafen-example.translate.goog", ""),
        ),
    ],
)  # fmt: skip
def test_pages_that_others_keep(url: str, expected: Kept) -> None:
    assert kept(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "",
        "no address",
        "/2026/03/09/baths",
        f"{PAGE}?next={PAGE}/2",
        f"{PAGE}/{PAGE}",
        "https://archive.ph/Ab12C",
        "https://norrhaven.example/a:b/c.html",
        "https://translate.goog/x",
        f"https://web.archive.org/web/20260309181507/https://a.example/{'x' * 5_000}",
    ],
)
def test_pages_that_nobody_keeps(url: str) -> None:
    assert kept(url) is None


def test_what_a_keeper_does() -> None:
    assert Kept(PAGE, "norrhaven-example.translate.goog", "").how == "translated by"
    assert Kept(PAGE, "web.archive.org", "").how == "read from"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/03/09/baths", "2026-03-09"),
        ("https://a.example/2026/mar/9/baths", "2026-03-09"),
        ("https://a.example/news/2026-03-09-baths", "2026-03-09"),
        ("https://a.example/news/20260309/baths", "2026-03-09"),
        ("https://a.example/n1/2026/0309/c100-4.html", "2026-03-09"),
        ("https://a.example/20260309.html", "2026-03-09"),
        ("https://a.example/2026/03/baths", ""),
        ("https://a.example/20261309/baths", ""),
        ("https://a.example/20260309181507/baths", ""),
        ("https://a.example/x-20260309", ""),
        ("", ""),
    ],
)
def test_days_in_addresses(url: str, day: str) -> None:
    assert day_in(url) == day


def test_addresses_of_one_page() -> None:
    same = {
        "https://norrhaven.example/a",
        "http://www.norrhaven.example/a/",
        "https://m.norrhaven.example/a?utm_source=x&fbclid=y",
        "https://Norrhaven.example/a#comments",
        "norrhaven.example/a",
        "norrhaven.example/%61",
    }
    assert {page_of(url) for url in same} == {"norrhaven.example/a"}
    others = {
        "https://norrhaven.example/A",
        "https://norrhaven.example/a?id=1",
        "https://norrhaven.example/#!/a",
        "",
        None,
    }
    assert {page_of(url) for url in others}.isdisjoint({"norrhaven.example/a"})
    assert page_of("https://norrhaven.example/%E8") != page_of("https://norrhaven.example/%E9")
    assert page_of("https://a.example/x?b=2&a=1") == page_of("https://a.example/x?a=1&utm_medium=rss&b=2")


def test_letters_and_their_punycode_are_one_host() -> None:
    ascii_only, written = "https://www.xn--nrdhavn-q1a.example/%C3%B8l", "http://nørdhavn.example/øl"
    assert page_of(ascii_only) == page_of(written) == "nørdhavn.example/øl"
    assert host_of(ascii_only) == host_of(written) == site_of(ascii_only) == "nørdhavn.example"
    assert host_of("https://xn--\u00e9.example/") == "xn--é.example"  # which is none
    assert host_of(f"https://xn--{'a' * 70}.example/") == f"xn--{'a' * 70}.example"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.bbc.co.uk/x", "bbc.co.uk"),
        ("https://news.norrhaven.example/x", "norrhaven.example"),
        (f"https://web.archive.org/web/2026/{PAGE}", "norrhaven.example"),
        ("http://10.0.0.1/x", "10.0.0.1"),
        ("http://localhost/x", "localhost"),
        ("https://.norrhaven.example", ""),
        ("https://[x", ""),
        ("", ""),
    ],
)
def test_sites(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("fetched", "another"),
    [
        ("https://ostholm.example/x", True),
        ("https://m.norrhaven.example/x", False),
        ("https://norrhaven.com/x", False),
        ("https://t.co/x", False),
        ("https://news.google.com/x", False),
    ],
)
def test_canonical_addresses_of_another_site(fetched: str, another: bool) -> None:
    assert is_of_another(PAGE, fetched) == another


@given(st.text(max_size=60))
@example("http://[")
@example("https://web.archive.org/web/99999999999999/https://[")
def test_what_is_no_address_is_nobody_s(text: str) -> None:
    page_of(text)
    site_of(text)
    day_in(text)
    page = kept(text)
    assert page is None or page.keeper
