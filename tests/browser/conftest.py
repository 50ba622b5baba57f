"""A browser for the tests, and pages that fail a test when they log an error or ask for anything but a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Where it is missing the tests are skipped, but never in CI."""
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is not installed: nobody has looked at the report in a browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


def ours(request: Request) -> bool:
    """Whether a request is for a page of the test, or a page asks for a part of its explorer."""
    if request.is_navigation_request():
        return request.url.startswith(("file://", "about:"))
    return bool(re.fullmatch(r"file://.*/explorer/\d{4}\.js", request.url))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when it logs an error, or asks for anything but files of its report."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened, troubles = context.new_page(), []
    opened.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("dialog", lambda dialog: (troubles.append("a dialog"), dialog.dismiss()))
    opened.on("request", lambda request: ours(request) or troubles.append(request.url))
    yield opened
    hit = opened.evaluate("window.hit")
    context.close()
    assert troubles == []
    assert hit is None
