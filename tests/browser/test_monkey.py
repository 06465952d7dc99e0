"""A short run of what bench/marathon.py does for long: 150 touches, 10 visits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENT, BoxSite
from tests.browser.monkey import Monkey, end, left_behind, settle

pytestmark = pytest.mark.browser

TOUCHES = 150
VISITS = 10


def test_a_monkey_stays_in_the_cage_and_leaves_nothing(
    box_site: Callable[..., BoxSite], browser: Browser
) -> None:
    site = box_site()
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
    context.add_init_script(PATIENT)
    page = context.new_page()
    page.goto(f"{site.address}/")
    began_with = page.evaluate("history.length")
    monkey = Monkey(page=page, address=site.address, seed=20261125)
    monkey.play(TOUCHES)
    end(page, site.address)
    assert monkey.faults == []
    assert left_behind(page, context) == {}
    assert page.evaluate("history.length") == began_with
    context.close()


def test_visits_leave_no_weight(box_site: Callable[..., BoxSite], browser: Browser) -> None:
    site = box_site()
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
    context.add_init_script(PATIENT)
    page = context.new_page()
    page.goto(f"{site.address}/")
    devtools = context.new_cdp_session(page)
    counted = []
    for _ in range(VISITS):
        for path in ("/fr/", "/fr/search?need=eat", "/fr/help"):
            page.evaluate("path => { parvis.visit.go(path); }", path)
            page.wait_for_url(site.address + path)
            settle(page)
        end(page, site.address)
        devtools.send("HeapProfiler.collectGarbage")
        counted.append(devtools.send("Memory.getDOMCounters"))
    for kind in ("documents", "nodes", "jsEventListeners"):
        # A page that just went may still be counted: what leaks, leaks with every visit.
        assert counted[-1][kind] <= max(counted[4][kind] * 1.1, counted[4][kind] + 2), kind
    context.close()
