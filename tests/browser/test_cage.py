"""Nothing leads out of a public screen, and nothing leaves it but a code."""

import io
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from kiosk.box.screen import Screen
from tests.browser.conftest import SCREEN_PAGES, Serve, until

pytestmark = pytest.mark.browser


def test_the_cage(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/place/x-1")
    until(page, "globalThis.parvis?.visit")
    for offer in ("contextmenu", "dragstart", "drop", "dragover", "auxclick", "selectstart"):
        refused = page.evaluate(
            "name => !document.querySelector('h1').dispatchEvent(new Event(name, {cancelable: true, bubbles: true}))",
            offer,
        )
        assert refused, offer
    refused = page.evaluate(
        "!document.body.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true, cancelable: true, bubbles: true}))"
    )
    assert refused
    for key in ("Control+p", "Control+n", "F5", "Alt+ArrowLeft", "Control+Equal", "F12"):
        page.evaluate("addEventListener('keydown', e => { globalThis.refused = e.defaultPrevented; }, {once: true})")  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate("globalThis.refused"), key
    assert page.evaluate("window.open('/fr/')") is None
    assert page.evaluate("document.querySelectorAll('a[target], a[download], input[type=file], a[href^=\"tel:\"]').length") == 0  # fmt: skip
    outward = page.eval_on_selector_all("a[href]", "all => all.filter(e => e.origin !== location.origin).length")  # fmt: skip
    assert outward == 0


def test_an_outward_link_goes_nowhere(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/")
    until(page, "globalThis.parvis?.visit")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a id=out href=\"https://exemple.invalid/\">out</a>')"
    )
    page.locator("#out").evaluate("e => e.click()")
    page.wait_for_timeout(300)
    assert page.url.endswith("/fr/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_website_is_a_code_for_the_phone(
    box_site: Serve, screen_page: Callable[..., Page], scheme: str
) -> None:
    page = screen_page(box_site(), "/fr/place/x-1", color_scheme=scheme)
    code = page.locator(".qr").first
    drawn = code.bounding_box()
    assert drawn
    assert drawn["width"] / Screen().px_per_mm >= 50 - 0.1
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    assert found.text == "https://exemple.invalid/la-halte-du-suzon"
    assert found.text in page.locator("main").inner_text()


def test_no_request_leaves_the_box(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site()
    page = screen_page(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in SCREEN_PAGES:
        page.goto(site.address + path.format("fr"))
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(site.address).netloc}
