"""What archives put around the pages that they keep is evidence of the fetch, and no text of the article."""

from __future__ import annotations

import pytest

from invented import article_of, prose
from presscheck import pipeline
from presscheck.model import Dossier

HEAD = "Council votes to reopen the old baths"
BAR = "success fail Feb MAR Apr 09 2025 2026 2027 51_captures 14_Oct_2014_-_10_Aug_2026 About_this_capture COLLECTED_BY Library TIMESTAMPS"


def examined(*frame: str) -> Dossier:
    text = "\n".join([*frame, HEAD, *(prose(number) for number in range(4))])
    [dossier] = pipeline.examine([article_of(text, "a.txt")]).dossiers
    assert dossier.clean_text.startswith(HEAD)
    return dossier


def test_the_bar_says_on_which_day_it_was_captured() -> None:
    dossier = examined(*(line.replace("_", " ") for line in BAR.split()))
    assert dossier.value("scraped_day") == "2026-03-09"
    assert not dossier.value("published")


def test_the_line_of_a_saved_page_says_the_address_too() -> None:
    url = "https://web.archive.org/web/20260309181507/https://www.norrhaven-courier.example/baths"
    dossier = examined(f"The Wayback Machine - {url}")
    assert (dossier.value("scraped_day"), dossier.value("address")) == ("2026-03-09", url)
    assert dossier.value("publisher") == "norrhaven-courier.example"
    [read] = [finding for finding in dossier.findings if finding.rule == "PR10"]
    assert read.message.startswith("read from web.archive.org, as it was on 2026-03-09; the page is https://www.norr")


@pytest.mark.parametrize(
    "notice",
    [
        "This is Google's cache of {}. It is a snapshot of the page as it appeared on 9 Mar 2026 18:15:07 GMT.",
        "Il s'agit de la version en cache de {}. Il s'agit d'un instantané de la page telle qu'elle est apparue le 9 mars 2026.",
        "Esta es la versión de {} en caché de Google. Se trata de una captura de la página tal como se mostraba el 9 Mar 2026.",
    ],
)
def test_the_notice_of_a_cache(notice: str) -> None:
    dossier = examined(notice.format("https://www.norrhaven-courier.example/baths"))
    assert dossier.value("address") == "https://www.norrhaven-courier.example/baths"
    assert dossier.value("scraped_day") == "2026-03-09"
    assert not dossier.value("published")


@pytest.mark.parametrize(
    "url", ["http://[norrhaven/baths", "https://.", "https://web.archive.org/web/20260309181507/http://[x"]
)
def test_an_address_that_is_none_stops_nothing(url: str) -> None:
    dossier = examined(f"The Wayback Machine - {url}")
    assert all(field.value.startswith("https://web.archive.org/") for field in dossier.candidates("address"))
