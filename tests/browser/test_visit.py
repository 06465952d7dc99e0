"""The whole visit by touch, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.accessibility import finds_no_fault
from tests.browser.conftest import PATIENT, until

pytestmark = pytest.mark.browser

PAGES = ("/", "/{}/", "/{}/search?need=sleep", "/{}/search?need=advice&near=Nowhere&open=now", "/{}/place/x-1",
         "/{}/place/x-6", "/{}/place/x-44", "/{}/help", "/{}/nothing", "/{}/list/005N", "/{}/list?code=x",
         "/{}/place/x-1/take", "/{}/place/x-1/take?as=contact", "/{}/place/x-1/sheet", "/{}/saved",
         "/{}/search?q=papiers+longvic+demain", "/{}/search?near=Paris&open=tonight", "/{}/suggestions?q=do")  # fmt: skip
READER_HAS_COME = "document.querySelector('[data-listen]')?.role !== null"
"""Where there are voices, it takes the button that reads the page aloud."""

LARGE = ViewportSize(width=1080, height=1920)
SIZES = ((1080, 1920), (1920, 1080), (360, 640), (320, 480))


def test_from_the_first_touch_to_an_address(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("link", name="Français").first.tap()
    page.get_by_role("link", name="Manger et boire").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Manger et boire")
    page.locator(".card-name a").first.tap()
    expect(page.locator("address, .stops").first).to_be_visible()
    expect(page.locator(".sources")).to_contain_text("Vérifié")
    page.get_by_role("link", name="Retour").tap()
    expect(page).to_have_url(re.compile(r"/fr/search\?need=eat$"))


@pytest.mark.parametrize(
    ("locale", "heading"), [("fr", "De quoi avez-vous besoin\u00a0?"), ("en", "What do you need?"), ("ar", "ما الذي يلزمك؟")]
)  # fmt: skip
def test_every_language_speaks_for_itself(site: str, page: Page, locale: str, heading: str) -> None:
    """Whichever process answers, and whatever it was warmed up with."""
    for _ in range(6):
        page.goto(f"{site}/{locale}/?text={_}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_words_with_a_slip_and_what_is_offered_while_typing(
    site: str, page: Page, script: bool
) -> None:
    page.goto(f"{site}/fr/")
    if script:
        _until_taken(page, "#q")
        page.locator("#q").press_sequentially("dou", delay=40)
        expect(page.locator(".tiles")).to_be_hidden()
        page.get_by_role("link", name="Douche", exact=True).tap()
        expect(page).to_have_url(re.compile(r"category=shower$"))
    else:
        page.locator("#q").fill("doushe")
        page.get_by_role("button", name="Chercher").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Douche")
    expect(page.locator(".card").first).to_be_visible()


def test_a_town_is_offered_while_it_is_written(site: str, page: Page, script: bool) -> None:
    page.goto(f"{site}/fr/search?need=sleep")
    if not script:
        return  # Then the town is sent with the form; test_filters_and_pages does.
    _until_taken(page, "#near")
    page.locator(".more summary").first.tap()
    page.locator("#near").press_sequentially("cheno", delay=30)
    page.get_by_role("link", name="Chenôve").tap()
    expect(page).to_have_url(re.compile(r"need=sleep&near=Chen"))


def _until_taken(page: Page, field: str) -> None:
    """htmx comes once the page can be read: before that it hears nothing."""
    until(
        page, f"Boolean(globalThis.htmx && document.querySelector('{field}')['htmx-internal-data'])"
    )


def test_another_meaning_is_one_touch_away(site: str, page: Page) -> None:
    page.goto(f"{site}/fr/search?q=papiers+longvic")
    expect(page.locator(".read-as")).to_contain_text("Longvic et autour")
    page.locator(".others a").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Obtenir un titre de séjour")
    expect(page).to_have_url(re.compile("near=Longvic"))


def test_filters_and_pages(site: str, page: Page, script: bool) -> None:
    page.goto(f"{site}/fr/search?need=eat")
    if script:
        _until_taken(page, ".filters")
    page.get_by_label("Eau potable").check(force=True)
    if not script:
        page.get_by_role("button", name="Voir les lieux").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eau potable")
    for name in page.locator(".card-what").all_inner_texts():
        assert "Eau potable" in name
    page.goto(f"{site}/fr/search")
    first = page.locator(".card-name").first.inner_text()
    page.get_by_role("link", name="Voir la suite").tap()
    expect(page.locator(".card-name").first).not_to_have_text(first)


def test_a_page_after_a_swap_equals_a_fresh_page(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    page.goto(f"{site}/ar/search?need=wash")
    # The library comes after the page: before that a choice waits for the button.
    _until_taken(page, ".filters")
    with page.expect_response(lambda answer: "open=today" in answer.url):
        page.locator("#open-today").check(force=True)
    expect(page.locator("#open-today")).to_be_checked()
    until(page, "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    until(page, READER_HAS_COME)
    address = "/ar/search?need=wash&open=today"
    swapped = _bare(page.locator("#finder").evaluate("element => element.outerHTML"))
    page.goto(f"{site}{address}")
    until(page, READER_HAS_COME)
    fresh = _bare(page.locator("#finder").evaluate("element => element.outerHTML"))
    assert _same_but_urls(swapped) == _same_but_urls(fresh)
    page.close()


def _bare(html: str) -> str:
    return re.sub(r'\s(?:class="htmx-[^"]*"|data-hx-[^=]*="[^"]*")', "", html)


def _same_but_urls(html: str) -> str:
    """Empty arguments of a form change the address, never the page."""
    return re.sub(r"(?:&amp;|\?)(?:category|near|audience|language)=(?=&|\")", "", html)


def test_the_language_menu_keeps_the_question(site: str, page: Page) -> None:
    page.goto(f"{site}/fr/search?need=health")
    page.locator(".bar-menu summary").first.tap()
    page.get_by_role("link", name="العربية").tap()
    expect(page).to_have_url(re.compile(r"/ar/search\?need=health$"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    turned = page.locator(".turns").first.evaluate("each => getComputedStyle(each).transform")
    assert turned == "matrix(-1, 0, 0, 1, 0, 0)", "an arrow points the way that is read"


def test_larger_letters(site: str, page: Page) -> None:
    page.goto(f"{site}/fr/")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("link", name="Texte plus grand").tap()
    expect(page).to_have_url(re.compile(r"text=large$"))
    page.wait_for_load_state()  # With its style.
    assert page.evaluate(size) > before * 1.2


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_every_page_fits_and_has_no_fault(site: str, browser: Browser, locale: str) -> None:
    """Each page is opened once, and again with larger letters: that it says what it is, the sizes of all screens, thumbs, axe."""
    context = browser.new_context(viewport=LARGE, service_workers="block")
    context.add_init_script(PATIENT)
    page = context.new_page()
    page.goto(site)
    # No public screen is as small as a phone.
    sizes = [each for each in SIZES if each[0] >= 700 or not page.locator("html.kiosk").count()]
    for path in PAGES:
        address = site + path.format(locale)
        page.goto(f"{address}{'&' if '?' in path else '?'}text=large")
        nothing_overflows(page, sizes, (path, "large"))
        page.goto(address)
        expect(page.locator(".demo-banner")).to_be_visible()
        nothing_overflows(page, sizes, path)
        page.set_viewport_size(LARGE)
        targets_are_large_enough_for_a_thumb(page, path)
        if locale == "en":
            continue  # What axe finds there it finds in French.
        # The whole page at once: half a card under the bar is no fault, one can scroll.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": LARGE["width"], "height": height})
        finds_no_fault(page, path)
        page.set_viewport_size(LARGE)
    context.close()


def nothing_overflows(page: Page, sizes: list[tuple[int, int]], where: object) -> None:
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, width)


def targets_are_large_enough_for_a_thumb(page: Page, where: object) -> None:
    small = page.eval_on_selector_all(
        "a[href]:not(.skip):not(.prose a), button, summary, .chip, select, input[type=text]",
        """all => all.map(e => [e, e.getBoundingClientRect()])
            .filter(([e, r]) => r.width && e.checkVisibility() && !e.closest('p, span') &&
                !e.matches('.card-name a') && Math.min(r.width, r.height) < 44)
            .map(([e, r]) => e.outerHTML.slice(0, 90) + r.height)""",
    )
    assert small == [], where
