"""The guide in a phone: what was kept answers without a network, and says how old it is."""

import re
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kiosk.web.find import search
from kiosk.web.phone import offline
from tests.browser.conftest import Site, until

pytestmark = pytest.mark.browser
Serve = Callable[..., Site]
READY = "() => navigator.serviceWorker.ready.then(() => new Promise(done => { const look = () => navigator.serviceWorker.controller ? done(true) : setTimeout(look, 20); look(); }))"
KEYS = "() => caches.open('parvis-saved').then(cache => cache.keys()).then(keys => keys.map(key => new URL(key.url).pathname).sort())"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def arrive(phone: BrowserContext, url: str) -> Page:
    """Open a page and wait until the guide has settled in the phone."""
    page = phone.new_page()
    page.goto(url)
    page.evaluate(READY)
    return page


def wait_for_keys(page: Page, *wanted: str) -> None:
    """Until these are kept."""
    for _ in range(200):
        if set(wanted) <= set(page.evaluate(KEYS)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate(KEYS))


def save_town(page: Page, address: str, locale: str) -> None:
    page.goto(f"{address}/{locale}/saved")
    page.locator("[data-save-town]").click()
    wait_for_keys(page, f"/saved/{locale}/town")


def badges(page: Page) -> dict[str, str]:
    """What each card says of its door: the badge, and when it opens next."""
    found = {}
    for card in page.locator(".card").all():
        said = card.locator(".status, .next").all_inner_texts()
        found[card.locator("h3").inner_text()] = " ".join(said)
    return found


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_visit_in_airplane_mode(
    phone_site: Serve, phone: BrowserContext, browser: Browser, locale: str
) -> None:
    site = phone_site()
    # Another phone: what this one has just read, its browser would answer by itself for a minute.
    other = browser.new_page()
    other.goto(f"{site.address}/{locale}/search?need=eat")
    online = badges(other)
    other.close()
    page = arrive(phone, f"{site.address}/{locale}/")
    save_town(page, site.address, locale)
    phone.set_offline(True)

    page.goto(f"{site.address}/{locale}/")
    page.locator(".tile-eat").click()
    expect(page.locator(".saved-note")).to_be_visible()
    offline_badges = badges(page)
    assert len(online) >= 8
    # Which stop of a round is meant hangs on the minute; a phone shows the next of all.
    fixed = {name: said for name, said in online.items() if "Maraude" not in name}
    assert {name: offline_badges[name] for name in fixed} == fixed
    assert page.locator("html").get_attribute("dir") == ("rtl" if locale == "ar" else "ltr")

    page.locator(".ways-line a").click()
    assert all(
        page.locator(".status").evaluate_all(
            "all => all.map(one => /status-(open|closing_soon)/.test(one.className))"
        )
    )
    name = page.locator(".card h3").first.inner_text()
    page.locator(".card a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    assert page.locator(".status").inner_text() == offline_badges[name].partition("\n")[
        0
    ] or offline_badges[name].startswith(page.locator(".status").inner_text())
    # In the evening the first that is open may be a round: it has stops.
    expect(page.locator("address, .stops").first).to_be_visible()
    weeks, rest = divmod(page.locator(".week tr").count(), 7)
    assert (weeks and not rest) or page.locator(".stops").count()
    assert page.locator(".keep").count() == 0


def test_places_that_were_looked_at_and_lists_are_kept(
    phone_site: Serve, phone: BrowserContext
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/place/1")
    page.reload()
    wait_for_keys(page, "/saved/fr/place/1")
    page.locator(".keep").click()
    page.locator(".my-list a").click()
    code = page.url.rpartition("/")[2]
    wait_for_keys(page, f"/saved/fr/list/{code}")
    phone.set_offline(True)
    page.goto(f"{site.address}/fr/place/1?text=large")
    expect(page.locator(".saved-note")).to_be_visible()
    name = page.locator("h1").inner_text()
    page.goto(f"{site.address}/fr/list/{code}")
    expect(page.locator(".card h3")).to_have_text(name)
    # What was never kept is not made up.
    page.goto(f"{site.address}/fr/place/2")
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#saved-lists a")).to_have_text(code)
    page.goto(f"{site.address}/fr/help")
    expect(page.locator(".number").first).to_be_visible()


def test_sensitive_places_leave_no_trace_unless_they_are_asked_for(
    phone_site: Serve, phone: BrowserContext
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/search?category=addiction_care")
    page.locator(".card a").first.click()
    expect(page.locator(".exit")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate(KEYS) == []


def test_everything_is_erased_in_one_touch(phone_site: Serve, phone: BrowserContext) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    save_town(page, site.address, "fr")
    page.locator("[data-erase-saved]").click()
    expect(page.locator("#saved-said")).to_have_text("Tout est effacé.")
    assert page.evaluate("() => caches.keys()") == []
    assert (
        page.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)")
        == 0
    )


def test_an_update_breaks_no_open_page(
    phone_site: Serve, phone: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    save_town(page, site.address, "fr")
    shells = (
        "() => caches.keys().then(names => names.filter(name => name.startsWith('parvis-shell')))"
    )
    (before,) = page.evaluate(shells)
    monkeypatch.setattr(offline, "_SHELL", (*offline._SHELL, "js/find/map.js"))
    page.evaluate("() => navigator.serviceWorker.getRegistration().then(one => one.update())")
    for _ in range(100):
        if len(page.evaluate(shells)) == 2:
            break
        page.wait_for_timeout(50)
    assert before in page.evaluate(shells)
    phone.set_offline(True)
    page.locator("h1").wait_for()
    page.goto(f"{site.address}/fr/search?need=eat")
    assert page.locator(".card").count() >= 8
    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('.card')).position")
        == "relative"
    )
    # A page that is opened anew gets the new guide, and still finds what was kept.
    page.close()
    page = phone.new_page()
    page.goto(f"{site.address}/fr/search?need=eat")
    assert page.locator(".card").count() >= 8


def test_on_a_slow_phone(phone_site: Serve, phone: BrowserContext) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    save_town(page, site.address, "fr")
    phone.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    phone.set_offline(True)
    page.goto(f"{site.address}/fr/search?need=wash")
    page.locator(".card a").first.click()
    expect(page.locator(".saved-note")).to_be_visible()


def test_when_the_server_is_gone_what_was_kept_is_shown(
    phone_site: Serve, phone: BrowserContext
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    save_town(page, site.address, "fr")
    site.cut()
    page.goto(f"{site.address}/fr/search?need=eat")
    expect(page.locator(".saved-note")).to_be_visible()
    site.mend()
    page.goto(f"{site.address}/fr/search?need=eat")
    assert page.locator(".saved-note").count() == 0


def test_when_an_answer_hangs_what_was_kept_is_shown(
    phone_site: Serve, phone: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    save_town(page, site.address, "fr")
    released = Event()

    def hang(*_: object) -> None:
        released.wait(60)
        raise TimeoutError

    monkeypatch.setattr(search, "find", hang)
    page.goto(f"{site.address}/fr/search?need=eat")
    expect(page.locator(".saved-note")).to_be_visible()
    assert page.locator(".card").count() >= 8
    released.set()


def test_no_room_is_said(phone_site: Serve, phone: BrowserContext) -> None:
    site = phone_site()
    phone.add_init_script(
        "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
    )
    page = arrive(phone, f"{site.address}/fr/saved")
    page.locator("[data-save-town]").click()
    expect(page.locator("#saved-said")).to_have_text(
        "Il n’y a plus de place sur ce téléphone. Effacez d’abord quelque chose."
    )
    page.goto(f"{site.address}/fr/place/1")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("missing", ["serviceWorker", "caches", "script"])
def test_old_browsers_get_plain_pages(phone_site: Serve, browser: Browser, missing: str) -> None:
    site = phone_site()
    context = browser.new_context(
        viewport={"width": 320, "height": 480}, java_script_enabled=missing != "script"
    )
    if missing == "serviceWorker":
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    if missing == "caches":
        context.add_init_script("delete self.caches; delete Window.prototype.caches")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site.address}/fr/saved")
    expect(page.locator("#no-saving")).to_be_visible()
    expect(page.locator("#saved")).to_be_hidden()
    page.goto(f"{site.address}/fr/place/1")
    page.locator(".keep").click()
    page.locator(".my-list a").click()
    expect(page.locator(".card")).to_have_count(1)
    assert errors == []
    context.close()


def test_it_can_be_installed(phone_site: Serve, phone: BrowserContext) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    session = phone.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in faults} <= {"in-incognito"}  # As every test is.
    manifest = page.evaluate("(url) => fetch(url).then(answer => answer.json())", told["url"])
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("fr", "ltr", "/fr/")
    assert len(manifest["shortcuts"]) == 4
    for picture in (*manifest["icons"], *manifest["screenshots"]):
        size = page.evaluate(
            "(url) => new Promise(done => { const image = new Image(); image.onload = () => done(image.naturalWidth + 'x' + image.naturalHeight); image.src = url; })",
            picture["src"],
        )
        assert size == picture["sizes"]


def test_a_neutral_name_for_who_is_watched(phone_site: Serve, phone: BrowserContext) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/saved?discreet=1")
    told = phone.new_cdp_session(page).send("Page.getAppManifest")
    assert re.search(r'"name": "Carnet"', told["data"])
    assert "Parvis" not in told["data"].replace("parvis", "")
    assert "shortcuts" not in told["data"]


STANDING = """() => [...document.querySelectorAll('body *:not(svg *, .away)')].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect(), style = getComputedStyle(each);
    return [each.localName, x, y, width, height, style.color, style.backgroundColor, style.borderTopWidth, style.fontWeight].join(' ');
})"""
FIRST_PAGES = (
    "/fr/", "/fr/search?need=eat", "/ar/search?need=sleep&open=now", "/fr/search?q=nothing+of+this", "/fr/place/x-1", "/fr/place/x-6", "/ar/place/x-44",
    "/fr/place/x-1/take", "/fr/place/x-1/sheet", "/fr/list/005N", "/fr/help", "/fr/saved", "/fr/rights", "/fr/nothing", "/fr/look?text=largest&contrast=strong",
)  # fmt: skip


def standing(page: Page) -> dict[str, list[str]]:
    """Where everything stands and how it looks, on the screen and on paper."""
    found = {}
    for media in ("print", "screen"):
        page.emulate_media(media=media)
        found[media] = page.evaluate(STANDING)
    return found


def test_a_first_page_looks_like_any_other(
    phone_site: Callable[..., Site], browser: Browser
) -> None:
    """It brings only the part of the style that it uses."""
    site = phone_site()
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    for path in FIRST_PAGES:
        page.goto("about:blank")
        page.goto(site.address + path)
        assert page.locator("style[data-file]").count() == 1, path
        first = standing(page)
        with page.expect_navigation():
            page.evaluate("path => { location.href = path; }", f"/fr/explained?then={path}")
        with page.expect_navigation():
            page.evaluate("path => { location.href = path; }", path)
        assert page.locator("style[data-file]").count() == 0, path
        assert standing(page) == first, path
    context.close()


def test_what_scripts_add_to_a_first_page_finds_its_style(
    phone_site: Callable[..., Site], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{phone_site().address}/fr/")
    until(page, "[...document.styleSheets].some(each => each.href?.includes('/css/parvis.css'))")
    page.locator("#q").press_sequentially("dou")
    offered = page.locator("#suggestions a").first
    expect(offered).to_be_visible()
    assert offered.evaluate("each => getComputedStyle(each).display") == "flex"
    page.close()
