"""By ear and by the keys on the wall: every screen is heard and walked, nothing private is said aloud."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, until
from tests.browser.keys import keypad, press, walk_to
from tests.browser.sizes import CONTROLS

pytestmark = pytest.mark.browser

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
        walk_to(page, button)
        press(page, "F15")
        expect(page.get_by_role("button", name=button)).to_have_count(0)
    _walk_twice_round(page)
    walk_to(page, "Voir mes droits maintenant")
    press(page, "F15")
    expect(page.locator("main .rights > li").first).to_be_visible()
    _walk_twice_round(page)


def _press_on(page: Page, times: int) -> None:
    with keypad(page) as press_key:
        for _ in range(times):
            press_key("F13")


def _walk_twice_round(page: Page) -> None:
    until(page, "globalThis.parvis?.speech")
    # The slides of the first screen stand still meanwhile: however long the walk takes, what is shown is what was read.
    page.evaluate("document.getAnimations().forEach((each) => each.pause())")
    address = page.url
    seen: list[str] = []
    with keypad(page) as press_key:
        while len(seen) < 600 and seen.count(seen[0] if seen else "") < 3:
            press_key("F13")
            stop, lang, said = page.evaluate(
                """() => { const e = document.activeElement; e.dataset.stop ??= String(Math.random());
                return [e.dataset.stop, e.closest('[lang]').lang, parvis.speech.log.at(-1)]; }"""
            )
            assert said["lang"] == lang
            seen.append(stop)
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
    press(page, "F22")  # Headphones are plugged in.
    page.wait_for_url(re.compile("voice=headset"))
    walk_to(page, "Français")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/fr/\?voice=headset"))
    walk_to(page, "Manger et boire")
    press(page, "F15")
    page.wait_for_url(re.compile(r"/fr/search\?need=eat&voice=headset"))
    walk_to(page, "Ouvert maintenant")
    with page.expect_response(re.compile("open=now")):
        press(page, "F15")
    expect(page.locator("#open-now")).to_be_checked()
    walk_to(page, "Frigo du Port")
    press(page, "F15")
    page.wait_for_url(re.compile("/fr/place/"))
    said = page.evaluate("parvis.speech.log.length")
    press(page, "F19")
    assert page.evaluate("parvis.speech.log.length") == said + 1
    press(page, "F20")
    assert page.evaluate("parvis.speech.log.at(-1)") == {
        "text": "Volume 4",
        "lang": "fr",
        "volume": 4,
    }
    press(page, "F16")
    page.wait_for_url(re.compile(r"/fr/search.*volume=4"))
    press(page, "F18")
    page.wait_for_url(re.compile("/fr/help"))
    press(page, "F17")
    page.wait_for_url(re.compile(r"/fr/\?"))
    press(page, "F23")
    page.wait_for_url(re.compile(r"/fr/$"))
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(f"{site.address}/")
    assert page.evaluate("document.documentElement.dataset.volume") == "3"


def test_nothing_private_is_said_aloud(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions&voice=aloud")
    until(page, "globalThis.parvis?.speech")
    _press_on(page, 40)
    said = " ".join(each["text"] for each in page.evaluate("parvis.speech.log"))
    assert "addiction" not in said.lower()
    assert "C’est privé. Branchez des écouteurs" in said
    page.goto(f"{site.address}/fr/?voice=aloud")
    until(page, "globalThis.parvis?.speech")
    page.locator("#q").fill("avortement")
    _press_on(page, 40)
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


def test_without_headphones_the_voice_is_silent_at_once(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/search?category=addictions&voice=headset")
    until(page, "globalThis.parvis?.visit")
    page.evaluate("parvis.speech.say('mot '.repeat(500), 'fr')")
    site.cut()
    press(page, "F23")
    assert page.evaluate("[parvis.speech.isSpeaking, parvis.speech.way]") == [False, ""]
    site.mend()
    page.wait_for_url(re.compile("category=addictions(?!.*voice)"))


def test_typed_words_are_not_said_aloud(box_site: Serve, screen_page: Callable[..., Page]) -> None:
    page = screen_page(box_site(), "/fr/search?q=mon+mari+me+bat&voice=aloud")
    until(page, "globalThis.parvis?.visit")
    _press_on(page, 12)
    said = " ".join(each["text"] for each in page.evaluate("parvis.speech.log"))
    assert "mari" not in said
