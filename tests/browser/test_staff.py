"""Staff at a public screen: the way in, the PIN, what they see and try."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kiosk.box.screen import Screen
from tests.browser.conftest import Serve, until
from tests.browser.keys import press
from tests.world import PIN, PIN_HASH

pytestmark = pytest.mark.browser


def test_staff_long_press_and_pin(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site(pin_hash=PIN_HASH, name="Accueil")
    page = screen_page(site, "/fr/")
    until(page, "globalThis.parvis?.visit")
    help_button = page.locator("[data-do=help]").bounding_box()
    assert help_button
    page.mouse.move(help_button["x"] + 30, help_button["y"] + 30)
    page.mouse.down()
    page.wait_for_timeout(3_300)
    page.mouse.up()
    page.wait_for_url(re.compile("/staff$"))
    page.locator("#pin").tap()
    for figure in PIN[:-1] + "9":
        page.locator(f"#keyboard [data-key='{figure}']").tap()
    page.get_by_role("button", name="Continuer").first.tap()
    expect(page.locator("#pin-fault")).to_have_text("Ce code est faux.")
    page.locator("#pin").tap()
    for figure in PIN:
        page.locator(f"#keyboard [data-key='{figure}']").tap()
    page.locator("#keyboard [data-do=send]").tap()
    expect(page.locator(".health")).to_contain_text("Accueil")
    page.locator("[data-touched]").first.tap()
    expect(page.locator("[data-touched]").first).to_have_attribute("aria-pressed", "true")
    page.locator("[data-sound]").tap()
    assert page.evaluate("parvis.speech.log.at(-1).text") == "Voici la voix du guide."
    page.locator("[data-learn=next]").tap()
    press(page, "F13")
    expect(page.locator("[data-learned]")).to_contain_text('"F13": "next"')
    card = page.locator(".bank-card").bounding_box()
    assert card
    assert card["width"] / Screen().px_per_mm == pytest.approx(85.6, abs=0.5)
    assert page.evaluate("history.length") == 2
