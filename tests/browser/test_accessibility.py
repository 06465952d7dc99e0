"""A public screen in every manner, looked through for faults of accessibility."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import finds_no_fault
from tests.browser.conftest import Serve, until
from tests.world import PIN_HASH

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_axe_at_the_screen(box_site: Serve, screen_page: Callable[..., Page], locale: str) -> None:
    """In every manner, with the keyboard, a list and each question open."""
    site = box_site(pin_hash=PIN_HASH)
    page = screen_page(site, f"/{locale}/", reduced_motion="reduce")
    until(page, "globalThis.parvis?.visit")
    for path in (f"/{locale}/search?need=eat", f"/{locale}/search?category=addictions", "/staff", "/"):  # fmt: skip
        for manner in ("contrast=strong&text=largest", "reach=low"):
            page.goto(f"{site.address}{path}{'&' if '?' in path else '?'}{manner}")
            finds_no_fault(page, (path, manner))
    page.goto(f"{site.address}/{locale}/")
    until(page, "globalThis.parvis?.visit")
    page.locator("#q").tap()
    finds_no_fault(page, "keyboard")
    page.locator("#keyboard [data-do=put-away]").tap()
    page.locator(".bar-menu summary").first.tap()
    finds_no_fault(page, "menu")
    for dialog in ("still-there", "line-cut"):
        page.evaluate("id => document.getElementById(id).showModal()", dialog)
        finds_no_fault(page, dialog)
        page.evaluate("id => document.getElementById(id).close()", dialog)
