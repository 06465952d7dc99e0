"""A visit begins with a touch, and ends: when it is ended, or when nobody is there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.wording.language import LOCALES
from tests.browser.conftest import PATIENT, Serve, hold_clock, until
from tests.browser.keys import press

pytestmark = pytest.mark.browser


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


def _open_with_held_clock(page: Page, address: str) -> None:
    """Time goes on only when the test says so; no line is cut."""
    hold_clock(page)
    page.goto(address)
    page.evaluate(PATIENT)  # The held clock brings a timeout of its own.


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
    page.evaluate(PATIENT)
    page.evaluate("parvis.speech.say('mot '.repeat(2000), 'fr')")
    page.clock.run_for(200_000)
    expect(page.locator("#still-there")).to_be_hidden()
    page.evaluate("parvis.speech.stop()")
    page.clock.run_for(91_000)  # By ear, three times as long.
    expect(page.locator("#still-there")).to_be_visible()
    assert "Vous êtes encore là" in page.evaluate("parvis.speech.log.at(-1).text")


def test_by_keys_a_question_is_answered_where_it_stands(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site(idle_s=30, warning_s=20)
    page = screen_page(site)
    _open_with_held_clock(page, f"{site.address}/fr/?voice=headset")
    until(page, "globalThis.parvis?.visit")
    for _ in range(4):
        press(page, "F13")
    page.evaluate("parvis.speech.stop()")
    page.clock.run_for(91_000)
    expect(page.locator("#still-there")).to_be_visible()
    press(page, "F15")
    expect(page.locator("#still-there")).to_be_hidden()
    assert page.url.endswith("/fr/?voice=headset")


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
    page.wait_for_url(f"{site.address}/")


def test_the_end_comes_even_while_another_page_is_on_its_way(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, "/fr/")
    until(page, "globalThis.parvis?.visit")
    with site.hangs("/fr/search"):
        with page.expect_request("**/fr/search?*"):
            page.evaluate(
                "addEventListener('beforeunload', () => setTimeout(() => parvis.visit.finish()), {once: true});"
                "void parvis.visit.go('/fr/search?category=addictions')"
            )
        page.wait_for_url(f"{site.address}/")
    page.wait_for_timeout(500)  # What was asked for is answered now, and comes to nothing.
    assert page.url == f"{site.address}/"


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
