"""A page read aloud in a real browser: sound is played, the sentence is lit, nothing private comes out of a loudspeaker."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.state import state_of
from kiosk.web.parts.voices import VOICES
from tests.browser.conftest import BoxSite, Site, until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("espeak")]


CLIPS = "performance.getEntriesByType('resource').filter((e) => e.name.includes('/speech/')).length"


def start(page: Page) -> None:
    until(page, "document.querySelector('[data-listen]')?.getAttribute('role') === 'button'")
    page.locator("[data-listen]").click()


def start_at_a_screen(page: Page) -> None:
    """The visit hears a touch before the reader does, once it is there."""
    until(page, "globalThis.parvis?.visit")
    start(page)


def test_a_phone_reads_the_page_and_lights_what_it_reads(
    phone_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    site = phone_site(speech=tmp_path)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "/speech/" in each.url else None)
    page.goto(f"{site.address}/fr/place/1")
    start(page)
    until(page, "document.querySelectorAll('.is-spoken').length === 1")
    expect(page.locator(".is-spoken")).to_have_text("La Halte du Suzon")
    expect(page.locator("[data-listen]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#player")).to_be_visible()
    # The voice goes on by itself, and what is lit goes with it.
    until(page, "document.querySelector('.is-spoken')?.textContent.includes('Association')")
    until(page, f"{CLIPS} >= 2")
    page.locator("[data-do=read-slower]").click()
    until(page, "performance.getEntriesByType('resource').some((e) => e.name.endsWith('?slow=1'))")
    page.locator("[data-do=stop-reading]").click()
    expect(page.locator("#player")).to_be_hidden()
    assert page.locator(".is-spoken").count() == 0
    heard = len(asked)
    page.wait_for_timeout(1_500)
    assert asked[heard:] == []
    assert faults == []
    page.close()


def test_arabic_is_read_with_french_names_in_french(
    phone_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    site = phone_site(speech=tmp_path)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site.address}/ar/place/1")
    start(page)
    # The name comes first, in French; then, whatever the hour, in Arabic whether it is open.
    until(page, r"/[\u0600-\u06ff]/.test(document.querySelector('.is-spoken')?.textContent)")
    page.close()


def test_a_voice_that_fails_says_so(
    phone_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    site = phone_site(speech=tmp_path)
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    page = context.new_page()
    page.route("**/speech/**", lambda route: route.fulfill(status=503))
    page.goto(f"{site.address}/fr/help")
    start(page)
    expect(page.locator("#player")).to_contain_text("La voix ne marche pas en ce moment.")
    expect(page.locator("[data-listen]")).to_have_attribute("aria-pressed", "false")
    context.close()


def test_what_was_heard_once_can_be_heard_without_a_network(
    phone_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    site = phone_site(speech=tmp_path)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{site.address}/fr/help")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    start(page)
    until(page, "document.querySelector('.is-spoken')?.textContent.includes('danger')")
    page.locator("[data-do=stop-reading]").click()
    site.cut()
    page.locator("[data-listen]").click()
    until(page, "document.querySelector('.is-spoken')?.textContent.trim() === 'Aide'")
    context.close()
    site.mend()


def test_a_public_screen_keeps_what_is_private_from_the_loudspeaker(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page], tmp_path: Path
) -> None:
    site = box_site(speech=tmp_path)
    page = screen_page(site, "/fr/search?category=addictions&voice=aloud")
    start_at_a_screen(page)
    expect(page.locator("#player")).to_contain_text("C’est privé.")
    page.wait_for_timeout(500)
    names = page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    tokens = [each.split("/speech/")[1].split(".mp3")[0] for each in names if "/speech/" in each]
    said = {state_of(site.app).get(VOICES).sealer.open(each).text for each in tokens}
    assert said <= {"C’est privé. Branchez des écouteurs ou un casque pour l’écouter."}
    page = screen_page(site, "/fr/search?category=addictions&voice=headset")
    start_at_a_screen(page)  # By ear the first touch says what it is, the second does it.
    page.wait_for_timeout(800)
    page.locator("[data-listen]").click()
    until(page, "document.querySelectorAll('.is-spoken').length === 1")
    until(page, f"{CLIPS} >= 1")


def test_by_keys_a_public_screen_says_each_button(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page], tmp_path: Path
) -> None:
    site = box_site(speech=tmp_path)
    page = screen_page(site, "/fr/?voice=headset")
    until(page, f"{CLIPS} >= 1")  # What page this is, and how the keys read it.
    before = page.evaluate(CLIPS)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(700)
    until(page, f"{CLIPS} > {before}")
    said = page.evaluate("() => globalThis.parvis.speech.log.map((e) => e.text)")
    assert len(said) >= 3


def test_the_end_of_a_visit_silences_the_voice(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page], tmp_path: Path
) -> None:
    site = box_site(speech=tmp_path)
    page = screen_page(site, "/fr/help")
    start_at_a_screen(page)
    until(page, "document.querySelectorAll('.is-spoken').length === 1")
    page.evaluate("() => dispatchEvent(new Event('parvis:end'))")
    assert page.locator(".is-spoken").count() == 0
    expect(page.locator("#player")).to_be_hidden()


def test_results_are_read_after_a_filter_too(
    phone_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    site = phone_site(speech=tmp_path)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site.address}/fr/search?need=eat")
    page.wait_for_load_state("networkidle")
    page.locator("label.chip", has_text="Repas").click()
    page.wait_for_url(lambda url: "category=food_distribution" in url)
    start(page)
    until(page, "document.querySelectorAll('.is-spoken').length === 1")
    expect(page.locator("#player")).to_be_visible()
    page.close()
