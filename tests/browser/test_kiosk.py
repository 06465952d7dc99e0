"""A public screen: sizes on the glass, the end of a visit, keys on the screen and on the wall, the cage."""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from kiosk.box.screen import GAP_MM, TARGET_MM, Screen
from kiosk.wording.language import LOCALES
from tests.browser.conftest import CHROMIUM, FLAGS, BoxSite, until

pytestmark = pytest.mark.browser

Serve = Callable[..., BoxSite]
PAGES = ("/", "/{}/", "/{}/search?need=health", "/{}/search?category=addictions", "/{}/place/x-1", "/{}/place/x-6",
         "/{}/list/005N", "/{}/place/x-1/take?as=contact", "/{}/help", "/{}/nothing", "/staff")  # fmt: skip
SCREENS = [
    Screen(
        diagonal_inches=inches, width_px=width, height_px=height, lower_edge_mm=lower, reading_distance_mm=distance
    )
    for inches, distance, lower in ((15.6, 450, 1_000), (21.5, 500, 850), (32, 600, 800), (43, 700, 700))
    for width, height in ((1080, 1920), (1920, 1080))
]  # fmt: skip
CONTROLS = "a[href], button, summary, input:not([type=hidden]), select"
RECTANGLES = """(controls) => [...document.querySelectorAll(controls)].filter(e =>
    e.checkVisibility({visibilityProperty: true}) && !e.matches('.skip')).map(e => {
        const shown = e.matches('.card-name a') ? e.closest('.card') : e.closest('label') ?? e;
        const r = shown.getBoundingClientRect(), main = e.closest('main')?.getBoundingClientRect();
        if (main && (r.bottom > main.bottom || r.top < main.top)) return null;  // Scrolled out, in part.
        return {html: e.outerHTML.slice(0, 100), x: r.x, y: r.y, w: r.width, h: r.height};
    }).filter(e => e)"""


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: f"{s.diagonal_inches}-{s.width_px}")
def test_sizes_on_the_glass(
    box_site: Serve, screen_page: Callable[..., Page], screen: Screen
) -> None:
    site = box_site(screen=screen, pin="1234")
    page = screen_page(site)
    for locale in ("fr", "ar"):
        for path in PAGES:
            for text in ("", "text=largest") if locale == "fr" else ("text=large",):
                joint = "&" if "?" in path else "?"
                page.goto(site.address + path.format(locale) + (joint + text if text else ""))
                _check_sizes(page, screen, (path, locale, text))
        page.goto(f"{site.address}/{locale}/")
        page.locator("#q").tap()
        expect(page.locator("#keyboard")).to_be_visible()
        _check_sizes(page, screen, ("keyboard", locale))


def _check_sizes(page: Page, screen: Screen, where: object) -> None:
    found = page.evaluate(RECTANGLES, CONTROLS)
    assert found
    least = TARGET_MM * screen.px_per_mm - 0.5
    small = [each for each in found if min(each["w"], each["h"]) < least]
    assert small == [], where
    gap = GAP_MM * screen.px_per_mm - 0.5
    crowded = [
        (a["html"], b["html"])
        for rank, a in enumerate(found)
        for b in found[rank + 1 :]
        if a["html"] != b["html"] and not _nested(a, b) and _gap(a, b) < gap
    ]
    assert crowded == [], where
    letters = page.evaluate(
        """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
        while (walker.nextNode()) { const e = walker.currentNode.parentElement;
            if (walker.currentNode.data.trim() && e.checkVisibility({visibilityProperty: true}) && !e.closest('.away, .skip'))
                found.push([parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM?.().a ?? 1), e.outerHTML.slice(0, 90)]); }
        return found; }"""
    )
    assert [each for each in letters if each[0] < screen.text_px - 0.2] == [], where
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width_px, where


def _nested(a: dict[str, float], b: dict[str, float]) -> bool:
    return _within(a, b) or _within(b, a)


def _within(a: dict[str, float], b: dict[str, float]) -> bool:
    ends = a["x"] + a["w"] <= b["x"] + b["w"] + 1 and a["y"] + a["h"] <= b["y"] + b["h"] + 1
    return a["x"] >= b["x"] - 1 and a["y"] >= b["y"] - 1 and ends


def _gap(a: dict[str, float], b: dict[str, float]) -> float:
    across = max(a["x"] - b["x"] - b["w"], b["x"] - a["x"] - a["w"])
    down = max(a["y"] - b["y"] - b["h"], b["y"] - a["y"] - a["h"])
    return max(across, down)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: f"{s.diagonal_inches}-{s.width_px}")
def test_low_mode_brings_everything_into_reach(
    box_site: Serve, screen_page: Callable[..., Page], screen: Screen
) -> None:
    site = box_site(screen=screen)
    page = screen_page(site, "/fr/search?need=eat")
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


def test_the_first_touch_starts_the_visit_in_its_language(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(idle_s=60), reduced_motion="no-preference", locale="fr-FR")
    expect(page.locator(".slide")).to_have_count(len(LOCALES))
    expect(page.locator(".slide").first).to_contain_text("pendant 60 secondes")
    expect(page.locator(".alarm-numbers")).to_contain_text("112")
    page.get_by_role("link", name="العربية").first.tap()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator(".slide").first).to_have_attribute("lang", "fr")


def test_nothing_moves_for_who_does_not_want_it(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator(".slide").first).to_be_visible()
    expect(page.locator(".slide").nth(1)).to_be_hidden()


def _open_with_held_clock(page: Page, address: str) -> None:
    """Time goes on only when the test says so; the line to the server keeps its own."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.goto(address)
    page.evaluate("AbortSignal.timeout = () => new AbortController().signal")


def test_an_unattended_visit_asks_then_ends(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(idle_s=75, warning_s=20)
    page = screen_page(site)
    _open_with_held_clock(page, f"{site.address}/fr/search?need=sleep")
    dialog = page.locator("#still-there")
    for _ in range(11):
        page.clock.run_for(74_000)
        expect(dialog).to_be_hidden()
        page.clock.run_for(2_000)
        expect(dialog).to_be_visible()
        expect(page.locator("[data-do=stay]")).to_be_focused()
        page.clock.run_for(18_000)
        expect(dialog).to_be_visible()
        page.locator("[data-do=stay]").tap()
        expect(dialog).to_be_hidden()
    page.clock.run_for(76_000)
    expect(page.locator("#still-there-seconds")).to_have_text(re.compile(r"^(19|20)$"))
    page.clock.run_for(21_000)
    page.wait_for_url(f"{site.address}/")


def test_nobody_is_interrupted_while_writing_or_listening(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(idle_s=30, warning_s=20)
    page = screen_page(site)
    _open_with_held_clock(page, f"{site.address}/fr/")
    page.locator("#q").tap()
    for key in "douche":
        page.clock.run_for(20_000)
        page.locator(f"#keyboard [data-key={key}]").tap()
    expect(page.locator("#still-there")).to_be_hidden()
    page.goto(f"{site.address}/fr/help?voice=aloud")
    page.evaluate("AbortSignal.timeout = () => new AbortController().signal")
    page.evaluate("parvis.speech.say('mot '.repeat(2000), 'fr')")
    page.clock.run_for(200_000)
    expect(page.locator("#still-there")).to_be_hidden()
    page.evaluate("parvis.speech.stop()")
    page.clock.run_for(91_000)  # By ear, three times as long.
    expect(page.locator("#still-there")).to_be_visible()
    assert "Êtes-vous encore là" in page.evaluate("parvis.speech.log.at(-1).text")


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


WORDS = re.compile(r"[^\W_]+")


def _visible_words(page: Page) -> set[str]:
    text = page.evaluate(
        """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
        while (walker.nextNode()) { const e = walker.currentNode.parentElement;
            if (e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip, option, [role=img]')) found.push(walker.currentNode.data); }
        for (const e of document.querySelectorAll('[role=img]')) found.push(e.ariaLabel);
        return found.join(' '); }"""
    )
    return set(WORDS.findall(text))


@pytest.mark.parametrize("path", ["/?voice=headset", *(f"/fr{p}" for p in (
    "/?voice=headset", "/search?need=eat&voice=headset", "/search?category=addictions&voice=headset", "/place/x-1?voice=headset", "/place/x-1/take?as=contact&voice=headset",
    "/help?voice=headset", "/nothing?voice=headset"))])  # fmt: skip
def test_every_screen_can_be_heard_and_walked_twice_round(
    box_site: Serve, screen_page: Callable[..., Page], path: str
) -> None:
    _walk_twice_round(screen_page(box_site(), path))


def test_the_check_can_be_heard_and_walked_twice_round(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    """A question that stands in the place of another, in a form that holds an answer; and the results."""
    page = screen_page(box_site(), "/fr/rights?voice=headset")
    until(page, "globalThis.parvis?.speech")
    for button in ("Commencer", "Aucun enfant"):
        _walk_to(page, button)
        _press(page, "F15")
        expect(page.get_by_role("button", name=button)).to_have_count(0)
    _walk_twice_round(page)
    _walk_to(page, "Voir mes droits maintenant")
    _press(page, "F15")
    expect(page.locator("main .rights > li").first).to_be_visible()
    _walk_twice_round(page)


def _walk_twice_round(page: Page) -> None:
    until(page, "globalThis.parvis?.speech")
    address = page.url
    seen: list[str] = []
    for _ in range(600):
        _press(page, "F13")
        here = page.evaluate(
            """() => { const e = document.activeElement; e.dataset.stop ??= String(Math.random());
            return [e.dataset.stop, e.closest('[lang]').lang, parvis.speech.log.at(-1)]; }"""
        )
        stop, lang, said = here
        assert said["lang"] == lang
        seen.append(stop)
        if seen.count(seen[0]) == 3:
            break
    around = seen.index(seen[0], 1)
    assert seen[:around] == seen[around : 2 * around], "twice the same way round"
    assert len(set(seen[:around])) == around, "no trap"
    assert page.url == address, "moving starts nothing"
    spoken = set(
        WORDS.findall(" ".join(each["text"] for each in page.evaluate("parvis.speech.log")))
    )
    assert _visible_words(page) - spoken == set()


def test_what_is_said_is_the_name_of_what_is_focused(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/fr/search?need=health&voice=headset")
    until(page, "globalThis.parvis?.speech")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Accessibility.enable")
    checked = 0
    for _ in range(60):
        page.keyboard.press("ArrowDown")
        if not page.evaluate(f"document.activeElement.matches({CONTROLS!r})"):
            continue
        handle = devtools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        tree = devtools.send(
            "Accessibility.getPartialAXTree",
            {"objectId": handle["result"]["objectId"], "fetchRelatives": False},
        )
        name = " ".join(tree["nodes"][0]["name"]["value"].split())
        said = page.evaluate("parvis.speech.log.at(-1).text")
        assert said == name or said.startswith(f"{name},"), name
        checked += 1
    assert checked > 10


def test_a_whole_visit_by_keys(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site()
    page = screen_page(site)
    until(page, "globalThis.parvis?.visit")
    _press(page, "F22")  # Headphones are plugged in.
    page.wait_for_url(re.compile("voice=headset"))
    _walk_to(page, "Français")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/fr/\?voice=headset"))
    _walk_to(page, "Manger et boire")
    _press(page, "F15")
    page.wait_for_url(re.compile(r"/fr/search\?need=eat&voice=headset"))
    _walk_to(page, "Ouvert maintenant")
    with page.expect_response(re.compile("open=now")):
        _press(page, "F15")
    expect(page.locator("#open-now")).to_be_checked()
    _walk_to(page, "Frigo du Port")
    _press(page, "F15")
    page.wait_for_url(re.compile("/fr/place/"))
    said = page.evaluate("parvis.speech.log.length")
    _press(page, "F19")
    assert page.evaluate("parvis.speech.log.length") == said + 1
    _press(page, "F20")
    assert page.evaluate("parvis.speech.log.at(-1)") == {
        "text": "Volume 4",
        "lang": "fr",
        "volume": 4,
    }
    _press(page, "F16")
    page.wait_for_url(re.compile(r"/fr/search.*volume=4"))
    _press(page, "F18")
    page.wait_for_url(re.compile("/fr/help"))
    _press(page, "F17")
    page.wait_for_url(re.compile(r"/fr/\?"))
    _press(page, "F23")
    page.wait_for_url(re.compile(r"/fr/$"))
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(f"{site.address}/")
    assert page.evaluate("document.documentElement.dataset.volume") == "3"


def _press(page: Page, code: str) -> None:
    """A key that only keypads have."""
    devtools = page.context.new_cdp_session(page)
    key = {"key": code, "code": code, "windowsVirtualKeyCode": 111 + int(code[1:])}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    devtools.detach()


def _walk_to(page: Page, name: str) -> None:
    until(page, "globalThis.parvis?.visit && document.readyState === 'complete'")
    for _ in range(300):
        _press(page, "F13")
        if page.evaluate("parvis.speech.log.at(-1)?.text ?? ''").startswith(name):
            return
    raise AssertionError(name)


def test_nothing_private_is_said_aloud(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions&voice=aloud")
    until(page, "globalThis.parvis?.speech")
    for _ in range(40):
        _press(page, "F13")
    said = " ".join(each["text"] for each in page.evaluate("parvis.speech.log"))
    assert "addiction" not in said.lower()
    assert "C'est privé. Branchez des écouteurs" in said
    page.goto(f"{site.address}/fr/?voice=aloud")
    until(page, "globalThis.parvis?.speech")
    page.locator("#q").fill("avortement")
    for _ in range(40):
        _press(page, "F13")
    said = " ".join(each["text"] for each in page.evaluate("parvis.speech.log"))
    assert "avortement" not in said


def test_by_ear_the_first_touch_says_and_the_second_does(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/fr/?voice=headset")
    until(page, "globalThis.parvis?.speech")
    tile = page.get_by_role("link", name="Dormir")
    tile.tap()
    assert page.evaluate("parvis.speech.log.at(-1).text") == "Dormir"
    assert page.url.endswith("/fr/?voice=headset")
    page.wait_for_timeout(300)
    tile.tap()
    page.wait_for_url(re.compile("need=sleep"))


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


def test_an_outward_link_goes_nowhere(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/")
    until(page, "globalThis.parvis?.visit")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a id=out href=\"https://exemple.invalid/\">out</a>')"
    )
    page.locator("#out").evaluate("e => e.click()")
    page.wait_for_timeout(300)
    assert page.url.endswith("/fr/")


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
    assert "Lieux près d'ici" in printed
    # The name of a place is what one finds it by; what was looked for is nobody's business.
    assert "Alcool, drogues" not in printed


def test_the_screen_says_when_its_line_is_cut_and_comes_back(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/ar/search?need=eat")
    until(page, "globalThis.parvis?.visit")
    page.evaluate("fetch('/healthz')")
    site.cut()
    page.locator(".card-name a").first.tap()
    cut = page.locator("#line-cut")
    expect(cut).to_be_visible(timeout=10_000)
    expect(cut).to_contain_text("112")
    expect(cut).to_contain_text("هذه الشاشة لا تعمل الآن")
    page.keyboard.press("Escape")
    expect(cut).to_be_visible()
    site.mend()
    page.wait_for_url(re.compile("/ar/place/"), timeout=15_000)
    expect(page.locator("#line-cut")).to_be_hidden()


def test_the_end_comes_before_whatever_was_asked_for(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    """A visitor touches a link, nothing happens, the visitor ends the visit and leaves."""
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions")
    until(page, "globalThis.parvis?.visit")
    site.cut()
    page.evaluate("void parvis.visit.go('/fr/search?category=addiction_care')")
    page.wait_for_timeout(500)
    page.evaluate("parvis.visit.finish()")
    page.evaluate("void parvis.visit.go('/fr/help')")
    site.mend()
    page.wait_for_url(f"{site.address}/", timeout=15_000)


def test_by_keys_a_question_is_answered_where_it_stands(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(idle_s=30, warning_s=20)
    page = screen_page(site)
    _open_with_held_clock(page, f"{site.address}/fr/?voice=headset")
    until(page, "globalThis.parvis?.visit")
    for _ in range(4):
        _press(page, "F13")
    page.evaluate("parvis.speech.stop()")
    page.clock.run_for(91_000)
    expect(page.locator("#still-there")).to_be_visible()
    _press(page, "F15")
    expect(page.locator("#still-there")).to_be_hidden()
    assert page.url.endswith("/fr/?voice=headset")


def test_the_end_comes_even_while_another_page_is_on_its_way(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/")
    until(page, "globalThis.parvis?.visit")
    answer = site.app.wsgi_app

    def slowly(environ: dict[str, str], start: object) -> object:
        if environ["PATH_INFO"] == "/fr/search":
            time.sleep(2)
        return answer(environ, start)  # type: ignore[arg-type]

    site.app.wsgi_app = slowly  # type: ignore[method-assign,assignment]
    page.evaluate(
        "setTimeout(() => parvis.visit.finish(), 800); void parvis.visit.go('/fr/search?category=addictions')"
    )
    page.wait_for_timeout(4_000)
    assert page.url == f"{site.address}/"


def test_answering_the_question_touches_nothing_beneath_it(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/fr/")
    until(page, "globalThis.parvis?.visit")
    for x, y in ((540, 960), (200, 500)):  # The title of the question, and what lies around it.
        page.evaluate("document.getElementById('still-there').showModal()")
        page.touchscreen.tap(x, y)
        page.wait_for_timeout(400)
        assert page.url.endswith("/fr/")
        page.evaluate("document.getElementById('still-there').close()")
        page.wait_for_timeout(400)


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


def test_without_headphones_the_voice_is_silent_at_once(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions&voice=headset")
    until(page, "globalThis.parvis?.visit")
    page.evaluate("parvis.speech.say('mot '.repeat(500), 'fr')")
    site.cut()
    _press(page, "F23")
    assert page.evaluate("[parvis.speech.isSpeaking, parvis.speech.way]") == [False, ""]
    site.mend()
    page.wait_for_url(re.compile("category=addictions(?!.*voice)"), timeout=15_000)


def test_typed_words_are_not_said_aloud(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/search?q=mon+mari+me+bat&voice=aloud")
    until(page, "globalThis.parvis?.visit")
    for _ in range(12):
        _press(page, "F13")
    said = " ".join(each["text"] for each in page.evaluate("parvis.speech.log"))
    assert "mari" not in said


def test_quick_exit_with_a_cut_line_shows_no_page_of_the_browser(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions")
    until(page, "globalThis.parvis?.visit")
    site.cut()
    page.locator("[data-exit]").tap()
    expect(page.locator("#line-cut")).to_be_visible(timeout=10_000)
    assert page.locator("main").inner_text() == ""
    site.mend()
    page.wait_for_url(re.compile("category=libraries"), timeout=15_000)


def test_signs_for_the_system(box_site: Serve, screen_page: Callable[..., Page], tmp_path: Path) -> None:  # fmt: skip
    page = screen_page(box_site(run_dir=str(tmp_path)), "/fr/")
    page.get_by_role("link", name="Dormir").tap()
    page.wait_for_url(re.compile("need=sleep"))
    assert (tmp_path / "page-alive").exists()
    assert not (tmp_path / "visit-ended").exists()
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(re.compile(r"/$"))
    assert (tmp_path / "visit-ended").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page-alive", "visit-ended"]


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


def test_staff_long_press_and_pin(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site(pin="2468", name="Accueil")
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
    for figure in "2469":
        page.locator(f"#keyboard [data-key='{figure}']").tap()
    page.get_by_role("button", name="Continuer").first.tap()
    expect(page.locator("#pin-fault")).to_have_text("Ce code est faux.")
    page.locator("#pin").tap()
    for figure in "2468":
        page.locator(f"#keyboard [data-key='{figure}']").tap()
    page.locator("#keyboard [data-do=send]").tap()
    expect(page.locator(".health")).to_contain_text("Accueil")
    page.locator("[data-touched]").first.tap()
    expect(page.locator("[data-touched]").first).to_have_attribute("aria-pressed", "true")
    page.locator("[data-sound]").tap()
    assert page.evaluate("parvis.speech.log.at(-1).text") == "Voici la voix du guide."
    page.locator("[data-learn=next]").tap()
    _press(page, "F13")
    expect(page.locator("[data-learned]")).to_contain_text('"F13": "next"')
    card = page.locator(".bank-card").bounding_box()
    assert card
    assert card["width"] / Screen().px_per_mm == pytest.approx(85.6, abs=0.5)
    assert page.evaluate("history.length") == 2


def test_no_request_leaves_the_box(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site()
    page = screen_page(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(site.address + path.format("fr"))
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(site.address).netloc}


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


def _finds_nothing(page: Page, began_with: int) -> None:
    assert page.url.endswith("/")
    assert page.evaluate("history.length") <= began_with
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("document.cookie") == ""
    told = page.evaluate("document.documentElement.outerHTML + JSON.stringify(history.state)")
    assert "violence" not in told.lower()


AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]}  # fmt: skip


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_axe_at_the_screen(box_site: Serve, screen_page: Callable[..., Page], locale: str) -> None:
    """In every manner, with the keyboard, a list and each question open."""
    site = box_site(pin="1234")
    for scheme in ("light", "dark"):
        page = screen_page(site, f"/{locale}/", color_scheme=scheme, reduced_motion="reduce")
        until(page, "globalThis.parvis?.visit")
        for path in (f"/{locale}/search?need=eat", f"/{locale}/search?category=addictions", "/staff", "/"):  # fmt: skip
            for manner in ("contrast=strong&text=largest", "reach=low"):
                page.goto(f"{site.address}{path}{'&' if '?' in path else '?'}{manner}")
                _axe_finds_nothing(page, (path, manner, scheme))
        page.goto(f"{site.address}/{locale}/")
        until(page, "globalThis.parvis?.visit")
        page.locator("#q").tap()
        _axe_finds_nothing(page, ("keyboard", scheme))
        page.locator("#keyboard [data-do=put-away]").tap()
        page.locator(".bar-menu summary").first.tap()
        _axe_finds_nothing(page, ("menu", scheme))
        for dialog in ("still-there", "line-cut"):
            page.evaluate("id => document.getElementById(id).showModal()", dialog)
            _axe_finds_nothing(page, (dialog, scheme))
            page.evaluate("id => document.getElementById(id).close()", dialog)


def _axe_finds_nothing(page: Page, where: object) -> None:
    results = Axe().run(page, options=AXE)
    faults = [(v["id"], v["nodes"][0]["html"][:160]) for v in results.response["violations"]]
    assert faults == [], where


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


WITHOUT_A_NETWORK = """
import fcntl, socket, struct, subprocess, sys
with socket.socket() as one:  # In a network of its own even the inner interface is down at first.
    fcntl.ioctl(one, 0x8914, struct.pack("16sh22x", b"lo", 0x41))
sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *sys.argv[1:]],
         ).returncode)
"""


@pytest.mark.usefixtures("chromium")
def test_the_whole_visit_without_a_network() -> None:
    """The same visits again where there is no network but the inner one."""
    alone = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    here = Path(__file__)
    visits = (
        f"{here}::test_a_whole_visit_by_keys", f"{here}::test_the_first_touch_starts_the_visit_in_its_language",
        f"{here.with_name('test_visit.py')}::test_from_the_first_touch_to_an_address",
    )  # fmt: skip
    done = subprocess.run(
        [*alone, sys.executable, "-c", WITHOUT_A_NETWORK, *visits],
        capture_output=True,
        text=True,
        check=False,
        cwd=here.parents[2],
    )
    assert done.returncode == 0, done.stdout[-3_000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
