"""A public screen that does not know the time."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve

pytestmark = pytest.mark.browser


def test_a_box_that_does_not_know_the_time(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(has_clock=False)
    page = screen_page(site, "/fr/search?need=eat&open=now")
    expect(page.locator(".note-warning")).to_contain_text("ne sait pas quelle heure il est")
    assert page.locator("[name=open]").count() == 0
    for status in page.locator(".card .status").all_inner_texts():
        assert status == "Horaires non connus"
    page.locator(".card-name a").nth(1).tap()
    page.wait_for_url(re.compile("/place/"))
    expect(page.locator(".note-warning").first).to_contain_text("ne sait pas quelle heure il est")
    expect(page.locator(".week th").first).to_have_text("lundi")
    assert page.locator(".today").count() == 0
