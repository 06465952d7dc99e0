"""What a page costs on a first visit, in bytes. Never in seconds: docs/performance.md has those."""

import gzip
import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

FIRST_ROUND_TRIP = 14 * 1024
"""What a server may send before it hears from the browser: ten packets hold a little more."""

A_FIRST_VISIT = 60_000
WITH_THE_MAP = 78_000
"""The map brings a library of its own, and only when it is asked for."""

FIRST = {"Sec-Fetch-Site": "none"}
"""As browsers ask for a page that was typed, scanned or bookmarked."""

PAGES = (
    "/", "/fr/", "/ar/", "/fr/search?need=eat", "/ar/search?need=eat", "/fr/search?q=douche", "/fr/place/table-proche-dijon-1",
    "/ar/place/camion-du-soir-dijon-6", "/fr/place/1/take", "/fr/place/1/take?as=contact", "/fr/place/1/sheet", "/fr/list", "/fr/saved", "/fr/help",
    "/fr/rights", "/ar/rights", "/fr/rights/minor",
)  # fmt: skip
KEPT_BY_THE_PHONE = ("/fr/", "/fr/help", "/fr/saved", "/service-worker.js")
"""Fetched by the service worker on a first visit, after the page."""


def sent(client: FlaskClient, url: str) -> int:
    """Bytes of an answer, as a phone gets it."""
    with client.get(url, headers={"Accept-Encoding": "br, gzip"}) as answer:
        assert answer.status_code == 200, url
        return len(answer.data)


def files_of(page: str) -> set[str]:
    """What a page loads: sheets, scripts, the sprite, the library that comes later."""
    found = re.findall(
        r'<(?:link (?:rel="(?:stylesheet|icon)"|data-later="manifest") href|style data-file|script (?:type="module" )?src|meta name="later" content)="([^"]+)"',
        page,
    )
    sprites = {each.partition("#")[0] for each in re.findall(r'<use href="([^"#]+)', page)}
    return {each.replace("&amp;", "&") for some in found for each in some.split(" ")} | sprites


def shell(client: FlaskClient) -> set[str]:
    """The files that the service worker keeps for all pages."""
    worker = client.get("/service-worker.js").text
    found: list[str] = json.loads(worker.partition("const guide = ")[2].partition(";\n")[0])[
        "shell"
    ]
    return set(found)


@pytest.mark.parametrize("url", PAGES)
def test_a_first_visit(client: FlaskClient, url: str, say: Callable[[str], None]) -> None:
    page = client.get(url, headers=FIRST).text
    assert "sprite.svg" not in page  # It comes after the paint, for the pages that follow.
    files = files_of(page) | shell(client)
    rest = sum(sent(client, each) for each in (*files, *KEPT_BY_THE_PHONE))
    html = len(gzip.compress(page.encode(), 6))
    say(
        f"bytes of a first visit, {url}: {html:,} of the page, {html + rest:,} in all,"
        f" {1 + len(files) + len(KEPT_BY_THE_PHONE)} answers"
    )
    assert html + rest <= A_FIRST_VISIT


@pytest.mark.parametrize("url", PAGES)
def test_what_is_needed_to_paint_comes_in_one_round_trip(client: FlaskClient, url: str) -> None:
    page = client.get(url, headers=FIRST).text
    page_of_its_own = r'<link rel="stylesheet" href="/static/(?:vendor/leaflet|css/rights)'
    assert 'rel="stylesheet"' not in re.sub(page_of_its_own, "", page)
    blocking = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    blocking += re.findall(r'<script src="([^"]+)"(?![^>]* defer)', page)
    assert len(blocking) <= 2
    html = len(gzip.compress(page.encode(), 6))
    assert html + sum(sent(client, each) for each in blocking) <= FIRST_ROUND_TRIP


@pytest.mark.parametrize("url", PAGES)
def test_no_font_is_sent(client: FlaskClient, url: str) -> None:
    page = client.get(url).text
    sheets = "".join(client.get(each).text for each in files_of(page) if ".css" in each)
    assert "@font-face" not in sheets
    assert ".woff" not in page + sheets
