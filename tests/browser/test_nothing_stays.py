"""Nothing of a visit stays in the browser of a public screen."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import CHROMIUM, FLAGS, Serve, until

pytestmark = pytest.mark.browser


def test_nothing_of_a_visit_stays(box_site: Serve, playwright: Playwright, tmp_path: Path) -> None:
    site = box_site()
    options = {
        "executable_path": CHROMIUM,
        "args": [*FLAGS, "--restore-last-session"],
        "ignore_default_args": ["--disable-back-forward-cache"],
        "has_touch": True,
        "viewport": {"width": 1080, "height": 1920},
    }
    context = playwright.chromium.launch_persistent_context(tmp_path / "profile", **options)  # type: ignore[arg-type]
    page = context.pages[0]
    page.goto(site.address)
    began_with = page.evaluate("history.length")
    _sensitive_visit(page)
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(f"{site.address}/")
    _finds_nothing(page, began_with)
    for move in ("history.back()", "history.forward()", "history.go(-3)", "location.reload()"):
        page.evaluate(f"setTimeout(() => {move})")
        page.wait_for_timeout(600)
        if page.url == "about:blank":  # Before the kiosk was opened there was nothing.
            page.evaluate("setTimeout(() => history.forward())")
            page.wait_for_url(f"{site.address}/")
        _settled(page)
        _finds_nothing(page, began_with)
    page.get_by_role("link", name="Français").first.tap()
    page.wait_for_url(re.compile("/fr/$"))
    expect(page.locator("#q")).to_have_value("")
    page.locator("#q").tap()
    page.locator("#keyboard [data-key=v]").tap()
    expect(page.locator("#q")).to_have_value("v")
    page.locator("[data-do=end]").first.evaluate("e => e.click()")
    page.wait_for_url(f"{site.address}/")
    context.close()
    context = _start_again(playwright, tmp_path / "profile", options)
    for restored in context.pages:
        restored.wait_for_timeout(500)
        assert urlsplit(restored.url).query == ""
        assert "violence" not in restored.evaluate("document.body.innerText").lower()
    context.close()


def _start_again(
    playwright: Playwright, profile: Path, options: dict[str, object]
) -> BrowserContext:
    """Restoring a session, Chromium now and then never tells its driver that it is there."""
    for _ in range(3):
        try:
            return playwright.chromium.launch_persistent_context(profile, timeout=40_000, **options)  # type: ignore[arg-type]
        except PlaywrightTimeout:
            continue
    raise AssertionError("Chromium did not start")


def test_a_page_that_comes_back_from_memory_goes_away_at_once(
    box_site: Serve, playwright: Playwright, tmp_path: Path
) -> None:
    """Should something lead away from a page without taking its place, as only an accident would."""
    site = box_site()
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=CHROMIUM,
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = context.pages[0]
    page.goto(f"{site.address}/fr/")
    page.locator("#q").fill("violence")
    page.evaluate("location.assign('/fr/help')")
    page.wait_for_url(re.compile("/help"))
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_timeout(1_000)
    assert "violence" not in page.evaluate(
        "[...document.querySelectorAll('input')].map(e => e.value).join()"
    )
    context.close()


def _sensitive_visit(page: Page) -> None:
    page.get_by_role("link", name="Français").first.tap()
    page.wait_for_url(re.compile("/fr/$"))
    until(page, "globalThis.parvis?.visit && globalThis.htmx")
    page.locator("#q").tap()
    for key in "violence":
        page.locator(f"#keyboard [data-key={key}]").tap()
        page.wait_for_timeout(170)
    page.locator("#keyboard [data-do=send]").tap()
    page.wait_for_url(re.compile("/fr/search"))
    until(page, "globalThis.parvis?.visit && globalThis.htmx")
    page.locator("label:has(#open-today)").tap()
    page.wait_for_timeout(500)
    page.goto(page.url) if page.locator(".card-name a").count() == 0 else None
    page.locator("[data-do=end]").first.wait_for()
    page.evaluate("sessionStorage.setItem('x', 'violence'); localStorage.setItem('x', 'violence')")


def _settled(page: Page) -> None:
    """Wait until a move has ended, however slow the machine: the same document, whole, for a while."""
    seen, same = None, 0
    while same < 4:
        page.wait_for_timeout(150)
        try:
            born = page.evaluate("document.readyState === 'complete' && performance.timeOrigin")
        except PlaywrightError:  # The page went away under the question: the move is not over.
            born = None
        same = same + 1 if born and born == seen else 0
        seen = born


def _finds_nothing(page: Page, began_with: int) -> None:
    assert page.url.endswith("/")
    assert page.evaluate("history.length") <= began_with
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("document.cookie") == ""
    told = page.evaluate("document.documentElement.outerHTML + JSON.stringify(history.state)")
    assert "violence" not in told.lower()
