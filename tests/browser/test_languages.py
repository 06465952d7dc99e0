"""Every language on the glass and in the hand: no word is cut in two, nothing is pushed out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kiosk.box.screen import Screen
from kiosk.locales import Locale
from kiosk.wording.language import LOCALES
from tests.browser.conftest import BoxSite, Look

pytestmark = pytest.mark.browser
PHONE = (320, 568)
PAGES = ("/", "/search?need=eat", "/place/1", "/help")

CUT = """() => {
  const found = [];
  for (const folded of document.querySelectorAll('details.more, details.choice')) folded.open = true;
  for (const label of document.querySelectorAll('.tile, .bar-item, .button, .language, .chip, summary, button')) {
    if (!label.checkVisibility() || label.classList.contains('away')) continue;
    // The way out for the longest words is taken away: what does not fit now is cut in two on the screen.
    for (const each of [label, ...label.querySelectorAll('*')]) {
      each.style.overflowWrap = 'normal';
      each.style.hyphens = 'manual';
    }
    const room = label.getBoundingClientRect();
    for (const text of label.querySelectorAll('span:not(.away)')) {
      const drawn = document.createRange();
      drawn.selectNodeContents(text);
      const box = drawn.getBoundingClientRect();
      if (box.left < room.left - 1 || box.right > room.right + 1 || text.scrollWidth > text.clientWidth + 1 && text.clientWidth) {
        found.push(text.textContent.trim());
      }
    }
    if (label.scrollWidth > label.clientWidth + 1) found.push(label.textContent.trim());
  }
  return [...new Set(found)];
}"""


def cut_words(page: Page) -> list[str]:
    """Labels with a word that is wider than its tile or button."""
    pushed = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    assert not pushed, page.url
    return list(page.evaluate(CUT))


@pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))
def test_no_word_is_cut_on_a_small_phone(look_at_phone: Look, locale: Locale) -> None:
    site, page = look_at_phone(*PHONE)
    found = {}
    for path in PAGES:
        page.goto(f"{site.address}/{locale.code}{path}")
        if cut := cut_words(page):
            found[path] = cut
    assert not found


@pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))
def test_no_word_is_cut_on_a_public_screen(look_at_screen: Look, locale: Locale) -> None:
    site, page = look_at_screen()
    found = {}
    for path in PAGES:
        page.goto(f"{site.address}/{locale.code}{path}")
        found[path] = cut_words(page)
    assert not {path: cut for path, cut in found.items() if cut}


def test_no_word_is_cut_on_the_first_screen(look_at_screen: Look) -> None:
    """It speaks all languages at once."""
    site, page = look_at_screen()
    page.goto(f"{site.address}/")
    assert not cut_words(page)


@pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))
def test_the_keyboard_of_a_language_has_room_and_large_keys(
    look_at_screen: Look, locale: Locale
) -> None:
    screen = Screen()
    site, page = look_at_screen()
    page.goto(f"{site.address}/{locale.code}/")
    page.locator("#q").tap()
    expect(page.locator("#keyboard")).to_be_visible()
    boxes = page.eval_on_selector_all(
        "#keyboard button",
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().toJSON())",
    )
    assert len(boxes) > 25
    for box in boxes:
        assert min(box["width"], box["height"]) >= 20 * screen.px_per_mm - 1
        assert box["left"] >= -1
        assert box["right"] <= screen.width_px + 1
        assert box["bottom"] <= screen.height_px + 1
    field = page.locator("#q").bounding_box()
    assert field is not None
    assert field["y"] + field["height"] <= min(box["top"] for box in boxes)


def test_ethiopic_is_written_letter_then_vowel(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/ti/")
    page.locator("#q").tap()

    def press(*keys: str) -> None:
        for key in keys:
            page.locator(f'[data-key="{key}"]').click()
            page.wait_for_timeout(600)  # Longer than a trembling hand.

    press("መ", "እ", "ገ", "ኢ")
    assert page.locator("#q").input_value() == "ምጊ"
    press("ኣ")
    assert page.locator("#q").input_value() == "ምጋ"
