"""A public screen whose line is cut, and one that never had any."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, until

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
        f"{here.with_name('test_keypad.py')}::test_a_whole_visit_by_keys",
        f"{here.with_name('test_visit_ends.py')}::test_the_first_touch_starts_the_visit_in_its_language",
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
