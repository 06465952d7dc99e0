"""A public screen: sizes on the glass, what is in reach, nothing that moves."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kiosk.box.screen import Screen
from tests.browser.conftest import SCREEN_PAGES, Look, Serve
from tests.browser.sizes import CONTROLS, check_sizes
from tests.world import PIN_HASH

pytestmark = pytest.mark.browser

SCREENS = [
    Screen(
        diagonal_inches=inches, width_px=width, height_px=height, lower_edge_mm=lower, reading_distance_mm=distance
    )
    for inches, distance, lower in ((15.6, 450, 1_000), (21.5, 500, 850), (32, 600, 800), (43, 700, 700))
    for width, height in ((1080, 1920), (1920, 1080))
]  # fmt: skip

SMALLEST = 2
"""Screens, both ways up, on which letters have the least room."""

LETTERS = (("fr", ""), ("fr", "text=largest"), ("ar", "text=large"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: f"{s.diagonal_inches}-{s.width_px}")
def test_sizes_on_the_glass(look_at_screen: Look, screen: Screen) -> None:
    """On the smallest glass every page in every size of letters; on the others each page in one of them, in turn."""
    site, page = look_at_screen(screen=screen, pin_hash=PIN_HASH)
    rank = SCREENS.index(screen)
    for at, path in enumerate(SCREEN_PAGES):
        for locale, text in LETTERS if rank < SMALLEST else (LETTERS[(rank + at) % len(LETTERS)],):
            joint = "&" if "?" in path else "?"
            page.goto(site.address + path.format(locale) + (joint + text if text else ""))
            check_sizes(page, screen, (path, locale, text))
    for locale in ("fr", "ar"):
        page.goto(f"{site.address}/{locale}/")
        page.locator("#q").tap()
        expect(page.locator("#keyboard")).to_be_visible()
        check_sizes(page, screen, ("keyboard", locale))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: f"{s.diagonal_inches}-{s.width_px}")
def test_low_mode_brings_everything_into_reach(look_at_screen: Look, screen: Screen) -> None:
    site, page = look_at_screen(screen=screen, pin_hash=PIN_HASH)
    page.goto(f"{site.address}/fr/search?need=eat")
    button = page.locator("[data-do=low-reach]")
    assert button.count() == (not screen.is_all_in_reach)
    if not button.count():
        return
    button.tap()
    page.wait_for_url(re.compile("reach=low"))
    top, size = screen.low_band_px
    for path in ("/?reach=low", "/fr/?reach=low", "/ar/search?need=eat&reach=low", "/fr/help?reach=low"):  # fmt: skip
        page.goto(site.address + path)
        outside = page.evaluate(
            """([controls, top, bottom]) => [...document.querySelectorAll(controls)].filter(e => {
                const r = e.getBoundingClientRect();
                for (const y of [r.top + 4, r.bottom - 4]) {
                    const seen = document.elementFromPoint(r.x + r.width / 2, y);
                    if (seen && (e.contains(seen) || seen.contains(e) && seen !== document.documentElement && seen !== document.body)
                        && (y < top || y > bottom)) return true;
                }
                return false;
            }).map(e => e.outerHTML.slice(0, 100))""",
            [CONTROLS, top - 1, top + size + 1],
        )
        assert outside == [], path
        assert page.locator(".bar").bounding_box()["y"] >= top  # type: ignore[index]


def test_nothing_moves_for_who_does_not_want_it(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator(".slide").first).to_be_visible()
    expect(page.locator(".slide").nth(1)).to_be_hidden()


def test_scrolling_by_buttons(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/search?need=eat")
    down, up = page.locator("[data-scroll='1']"), page.locator("[data-scroll='-1']")
    expect(up).to_be_disabled()
    for _ in range(30):
        if down.is_disabled():
            break
        down.tap()
        page.wait_for_timeout(200)
    expect(down).to_be_disabled()
    expect(page.locator(".card").last).to_be_in_viewport()
    up.tap()
    expect(down).to_be_enabled()
