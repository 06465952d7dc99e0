"""The button that prints, on the glass: it shows while the printer can, and the paper comes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from kiosk.printing import print_queue as press_module
from kiosk.state import state_of
from kiosk.web.parts.printer import PRINTER
from tests.browser.accessibility import finds_no_fault
from tests.browser.conftest import BoxSite, hold_clock, until
from tests.browser.sizes import check_sizes
from tests.browser.test_rights import POOR, walk
from tests.printing.fake import FakePrinter, Mood, wait_for
from tests.world import PIN_HASH

pytestmark = pytest.mark.browser

PLACE = "/en/place/x-1"


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    fake = FakePrinter()
    yield fake
    fake.close()


@pytest.fixture
def printing_box(
    box_site: Callable[..., BoxSite], fake: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BoxSite]:
    monkeypatch.setattr(press_module, "FRESH_S", 0.5)
    site = box_site(printer=fake.address, pin_hash=PIN_HASH)
    yield site
    state_of(site.app).get(PRINTER).close()


def test_the_paper_comes(
    printing_box: BoxSite, fake: FakePrinter, page: Page, script: bool
) -> None:
    """With and without JavaScript."""
    site = printing_box
    wait_for(lambda: state_of(site.app).get(PRINTER).state().can_print)
    page.goto(site.address + PLACE)
    depth = page.evaluate("history.length")
    button = page.get_by_role("button", name="Print on paper")
    expect(button).to_be_visible()
    check_sizes(page, state_of(site.app).settings.box.screen, "place")
    button.tap()
    expect(page.get_by_role("status")).to_have_text("Take your paper.")
    assert len(fake.jobs) == 1
    check_sizes(page, state_of(site.app).settings.box.screen, "paper")
    if script:
        finds_no_fault(page, "paper")
        assert page.evaluate("history.length") == depth, "no way back to it"
    page.get_by_role("link", name="Back to the place").tap()
    expect(page.locator("address").first).to_be_visible()


def test_a_list_comes_whole(printing_box: BoxSite, fake: FakePrinter, page: Page) -> None:
    site = printing_box
    wait_for(lambda: state_of(site.app).get(PRINTER).state().can_print)
    page.goto(f"{site.address}/en/place/x-2?keep=2")
    page.goto(f"{page.url.partition('#')[0]}&keep=1")
    page.locator(".my-list a").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("My list")
    check_sizes(page, state_of(site.app).settings.box.screen, "list")
    page.get_by_role("button", name="Print on paper").tap()
    expect(page.get_by_role("status")).to_have_text("Take your paper.")
    assert len(fake.jobs) == 1
    page.get_by_role("link", name="My list").last.tap()
    expect(page.locator(".cards > li").first).to_be_visible()
    fake.mood = Mood.COVER_OPEN
    wait_for(lambda: not state_of(site.app).get(PRINTER).state().can_print)
    page.goto(page.url.replace("?", "/paper?") if "?" in page.url else f"{page.url}/paper")
    expect(page.get_by_role("status")).to_have_text("Your paper was not printed. We are sorry.")
    expect(page.locator("address")).to_have_count(2)
    check_sizes(page, state_of(site.app).settings.box.screen, "paper")


def test_a_list_of_rights_comes_and_says_so(printing_box: BoxSite, fake: FakePrinter, page: Page, script: bool) -> None:  # fmt: skip
    """Without JavaScript it says that it is printing, and no more: nothing stands in an address."""
    site = printing_box
    wait_for(lambda: state_of(site.app).get(PRINTER).state().can_print)
    page.goto(f"{site.address}/en/rights")
    if script:
        until(page, "globalThis.parvis?.visit")
    page.get_by_role("button", name="Start").tap()
    walk(page, POOR)
    page.get_by_role("button", name="Print on paper").tap()
    said = "Take your paper." if script else "It is printing. Wait a moment."
    expect(page.get_by_role("status")).to_have_text(said)
    assert len(fake.jobs) == 1 or not script
    page.get_by_role("button", name="Rights worth asking for").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rights worth asking for")


def test_without_paper_it_says_so_and_shows_the_address(
    printing_box: BoxSite, fake: FakePrinter, page: Page
) -> None:
    site = printing_box
    wait_for(lambda: state_of(site.app).get(PRINTER).state().can_print)
    page.goto(site.address + PLACE)
    address = page.locator("address").first.inner_text()
    fake.mood = Mood.RUNS_OUT
    page.get_by_role("button", name="Print on paper").tap()
    said = page.get_by_role("status")
    expect(said).to_have_text("Your paper was not printed. We are sorry.")
    expect(page.locator("address")).to_have_text(" ".join(address.split()))
    check_sizes(page, state_of(site.app).settings.box.screen, "paper")


def test_the_button_goes_and_comes_with_the_printer(
    printing_box: BoxSite, fake: FakePrinter, page: Page, script: bool
) -> None:
    """By itself where there is JavaScript, else on the next page."""
    site = printing_box
    fake.mood = Mood.MUTE
    wait_for(lambda: not state_of(site.app).get(PRINTER).state().can_print)
    if script:
        hold_clock(page)
    page.goto(site.address + PLACE)
    button = page.locator("[data-printer] button")
    expect(button).to_be_hidden()
    for mood in (Mood.WELL, Mood.COVER_OPEN):
        fake.mood = mood
        ready = mood is Mood.WELL
        wait_for(lambda r=ready: state_of(site.app).get(PRINTER).state().can_print is r)
        if script:
            page.clock.run_for(5_000)
        else:
            page.goto(site.address + PLACE)
        expect(button).to_be_visible(visible=ready)


def test_staff_print_a_test(printing_box: BoxSite, fake: FakePrinter, page: Page) -> None:
    site = printing_box
    wait_for(lambda: state_of(site.app).get(PRINTER).state().can_print)
    page.goto(f"{site.address}/staff")
    for field in ("#pin", "#pin-again"):
        page.locator(field).evaluate("field => { field.value = '731946'; }")
        name = "Imprimer un test" if field == "#pin-again" else "Continuer"
        page.get_by_role("button", name=name).tap()
    wait_for(lambda: fake.jobs)
