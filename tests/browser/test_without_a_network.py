"""A public screen whose line is cut, and one that never had any."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, hold_clock, until

pytestmark = pytest.mark.browser


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
    expect(cut).to_be_visible()
    expect(cut).to_contain_text("112")
    expect(cut).to_contain_text("هذه الشاشة لا تعمل الآن")
    page.keyboard.press("Escape")
    expect(cut).to_be_visible()
    site.mend()
    page.wait_for_url(re.compile("/ar/place/"))
    expect(page.locator("#line-cut")).to_be_hidden()


def test_who_goes_on_waits_four_seconds_for_an_answer(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, patient=False)
    hold_clock(page)
    with page.expect_response("**/alive"):  # The heartbeat of this page: the next comes after 5 s.
        page.goto(f"{site.address}/fr/")
    until(page, "globalThis.parvis?.visit")
    cut = page.locator("#line-cut")
    with site.hangs("/alive"):
        with page.expect_request("**/alive"):
            page.evaluate("void parvis.visit.go('/fr/help')")
        page.clock.run_for(3_999)
        expect(cut).to_be_hidden()
        page.clock.run_for(1)
        expect(cut).to_be_visible()
        expect(cut).to_contain_text("112")
    page.clock.run_for(1_000)  # It asks again, and is answered.
    page.wait_for_url(f"{site.address}/fr/help")
    expect(page.locator("#line-cut")).to_be_hidden()


def test_a_screen_that_nobody_touches_says_it_after_two_missed_answers(
    box_site: Serve, screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    page = screen_page(site, patient=False)
    hold_clock(page)
    with site.hangs("/alive"):
        with page.expect_request("**/alive"):
            page.goto(f"{site.address}/fr/")
        cut = page.locator("#line-cut")
        page.clock.run_for(4_000)
        expect(cut).to_be_hidden()  # An answer is late now and then.
        with page.expect_request("**/alive"):
            page.clock.run_for(1_000)
        page.clock.run_for(3_999)
        expect(cut).to_be_hidden()
        page.clock.run_for(1)
        expect(cut).to_be_visible()
    page.clock.run_for(1_000)
    expect(cut).to_be_hidden()


WITHOUT_A_NETWORK = """
import fcntl, socket, struct, subprocess, sys
with socket.socket() as one:  # In a network of its own even the inner interface is down at first.
    fcntl.ioctl(one, 0x8914, struct.pack("16sh22x", b"lo", 0x41))
sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *sys.argv[1:]],
         ).returncode)
"""


@pytest.mark.usefixtures("chromium")
def test_the_whole_visit_without_a_network() -> None:
    """The same visits again, on a screen where there is no network but the inner one."""
    alone = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    here = Path(__file__)
    visits = (
        f"{here.with_name('test_keypad.py')}::test_a_whole_visit_by_keys",
        f"{here.with_name('test_visit_ends.py')}::test_the_first_touch_starts_the_visit_in_its_language",
        f"{here.with_name('test_visit.py')}::test_from_the_first_touch_to_an_address[kiosk-script]",
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
