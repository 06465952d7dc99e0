"""The keyboard on the glass, and hands that tremble."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kiosk.box.screen import TARGET_MM, Screen
from tests.browser.conftest import Serve, until

pytestmark = pytest.mark.browser


def test_the_keyboard_writes_once_for_each_touch(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(double_strike_ms=0)
    page = screen_page(site, "/fr/")
    field = page.locator("#q")
    expect(page.locator("#keyboard")).to_be_hidden()
    field.tap()
    box = page.locator("[data-key=d]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    expect(field).to_have_value("")  # It acts when it is let go,
    page.wait_for_timeout(1_500)
    page.mouse.up()
    expect(field).to_have_value("d")  # and once, however long it was held.
    page.locator("[data-key=o]").tap()
    expect(page.locator(".suggestion").first).to_be_visible()
    height = page.locator(".suggestion").first.bounding_box()["height"]  # type: ignore[index]
    assert height >= TARGET_MM * Screen().px_per_mm - 0.5
    page.locator("#keyboard [data-do=erase]").tap()
    expect(field).to_have_value("d")
    page.locator("#keyboard [data-do=digits]").tap()
    page.locator("[data-key='2']").tap()
    page.locator("#keyboard [data-key=' ']").tap()
    expect(field).to_have_value("d2 ")
    expect(field).to_be_focused()
    page.locator("#keyboard [data-do=send]").tap()
    page.wait_for_url(re.compile(r"/fr/search\?q=d2"))
    page.goto(f"{site.address}/fr/?touch=slow")
    page.locator("#q").tap()
    key = page.locator("[data-key=e]")
    key.click(delay=0)
    key.click(delay=0)
    expect(page.locator("#q")).to_have_value("e")
    page.wait_for_timeout(600)
    key.click()
    expect(page.locator("#q")).to_have_value("ee")


def test_keys_have_names_and_hide_nothing(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    for locale in ("fr", "en", "ar"):
        page = screen_page(site, f"/{locale}/")
        page.locator("#q").tap()
        names = page.locator("#keyboard button:visible").all_inner_texts()
        assert all(name.strip() for name in names)
        typed = page.eval_on_selector_all("[data-key]", "all => all.map(e => e.dataset.key)")
        assert not set("".join(typed)) & set(
            "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069"
        )


def test_the_code_of_a_list_is_typed_in_any_language(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/ar/list")
    page.locator("#code").tap()
    for sign in "005N":
        page.locator(f"#keyboard [data-key='{sign}']").first.tap()
        page.wait_for_timeout(200)  # A second touch at once would not count.
    expect(page.locator("#code")).to_have_value("005N")
    page.locator("[data-do=send]").tap()
    page.wait_for_url("**/ar/list/005N")
    expect(page.locator(".card")).to_have_count(1)


def test_a_trembling_hand_chooses_once(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/search?need=eat&touch=slow")
    until(page, "globalThis.parvis?.visit && globalThis.htmx")
    page.locator(".more summary").first.tap()
    box = page.locator("label.check").bounding_box()
    assert box
    page.evaluate("globalThis.changes = 0; addEventListener('change', () => changes += 1)")
    for _ in range(2):
        page.touchscreen.tap(box["x"] + 60, box["y"] + 20)
    page.wait_for_timeout(600)
    assert page.evaluate("changes") == 1
    expect(page.locator("#wheelchair")).to_be_checked()
