"""The quick exit of sensitive pages, on a screen, on a phone and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, until

pytestmark = pytest.mark.browser


def test_quick_exit_takes_the_place_of_what_nobody_should_see(
    box_site: Serve, screen_page: Callable[..., Page], site: str, browser: Browser
) -> None:
    page = screen_page(box_site(), "/fr/search?category=sexual_violence_support")
    assert "viol" not in page.title().lower()
    page.locator("[data-exit]").tap()
    page.wait_for_url(re.compile("category=libraries"))
    assert (
        page.evaluate("history.length") == 2
    )  # The blank page that the test began with, and this.
    phone = browser.new_page()
    phone.goto(f"{site}/fr/search?category=addiction_care")
    phone.locator("[data-exit]").click()
    phone.wait_for_url(re.compile("category=libraries"))
    phone.wait_for_load_state()
    phone.go_back()
    assert "addiction" not in phone.url
    phone.close()
    paper = screen_page(box_site(), "/fr/search?category=addictions")
    paper.emulate_media(media="print")
    printed = paper.locator("main").evaluate("e => e.innerText")
    assert "Lieux près d’ici" in printed
    # The name of a place is what one finds it by; what was looked for is nobody's business.
    assert "Alcool, drogues" not in printed


def test_quick_exit_with_a_cut_line_shows_no_page_of_the_browser(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions")
    until(page, "globalThis.parvis?.visit")
    site.cut()
    page.locator("[data-exit]").tap()
    expect(page.locator("#line-cut")).to_be_visible()
    assert page.locator("main").inner_text() == ""
    site.mend()
    page.wait_for_url(re.compile("category=libraries"))
