"""The check of rights by touch: on a screen, on a phone, without a network; and nothing of it stays or leaves."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Request, expect

from kiosk.rights.diagram import Verdict
from kiosk.rights.list_code import list_code, read_list_code
from kiosk.rights.right import rights
from kiosk.rights.table import table
from kiosk.state import state_of
from kiosk.wording.language import LOCALES
from tests.browser.accessibility import finds_no_fault
from tests.browser.conftest import PATIENT, BoxSite, Look, Site, until
from tests.browser.sizes import check_sizes
from tests.browser.test_pocket import arrive, phone  # noqa: F401 - a fixture
from tests.rights.cases import cases

pytestmark = pytest.mark.browser

POOR = {
    "children": "none", "couple": "alone", "income": "0", "work": "none", "housing": "none",
    "papers": "french", "age": "25", "health": "no",
}  # fmt: skip
READY = "!!document.querySelector('[data-rights][data-taken]')"
RUN = """async ([answers, codes]) => {
    const script = (name) => import(document.querySelector(`script[src*="js/rights/${name}"]`).src);
    const { readTable, verdictsOf } = await script("verdicts");
    const { listCode, readListCode } = await script("list-code");
    const form = document.querySelector("[data-rights]");
    const table = readTable(await (await fetch(form.dataset.table)).json());
    const written = (verdicts) => verdicts && verdicts.join("");
    return {
        fresh: answers.map(({ left }) => written(verdictsOf(table, left, table.old - 1))),
        old: answers.map(({ left }) => written(verdictsOf(table, left, table.old))),
        lists: codes.map(({ code }) => written(readListCode(code, table.rights.length))),
        codes: codes.map(({ verdicts }) => verdicts && listCode([...verdicts].map(Number))),
    };
}"""
IS_OLD = table().is_old(datetime.now(UTC).date())
"""Then these tests go on, with what would be likely among what is to be checked."""

SURE = Verdict.MAYBE if IS_OLD else Verdict.LIKELY


def tap(page: Page, name: str, value: str) -> None:
    page.locator(f'main button[name="{name}"][value="{value}"]').tap()


def walk(page: Page, said: dict[str, str]) -> None:
    for number, (name, value) in enumerate(said.items(), 1):
        expect(page.locator("[data-progress]")).to_contain_text(str(number))
        tap(page, name, value)


def group(page: Page, number: int) -> list[str]:
    by_bit = {right.bit: name for name, right in rights().items()}
    bits = page.locator(f'main [data-group="{int(number)}"] [data-bit]').all()
    return [by_bit[int(each.get_attribute("data-bit") or -1)] for each in bits]


def test_ten_taps_from_the_first_screen_to_a_list(site: str, page: Page) -> None:
    """With and without JavaScript, on a phone and on a public screen."""
    page.goto(f"{site}/fr/")
    page.get_by_role("link", name="À quelles aides ai-je droit\u00a0?").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    depth = page.evaluate("history.length")
    page.get_by_role("button", name="Commencer").tap()
    walk(page, POOR)
    expect(page.get_by_role("heading", level=1)).to_have_text("Des droits à demander")
    assert {"rsa", "c2s", "domiciliation"} <= set(group(page, SURE))
    assert "dalo" in group(page, 1)
    for title in ("vous avez un handicap", "Quel est votre âge", "Quels sont vos papiers"):
        page.get_by_role("button", name="Question d’avant").tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    for name, value in {**POOR, "papers": "none"}.items():
        if name in {"papers", "age", "health"}:
            tap(page, name, value)
    expect(page.locator("[data-without-papers]")).to_be_visible()
    assert "rsa" not in group(page, SURE)
    assert "ame" in group(page, 1)
    assert "?" not in page.url
    if page.evaluate("document.documentElement.matches('.kiosk.has-script')"):
        assert page.evaluate("history.length") == depth
    page.get_by_role("link", name="Recommencer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()


def test_the_bar_leads_back_one_question_and_loses_nothing(site: str, page: Page) -> None:
    page.goto(f"{site}/fr/rights")
    page.get_by_role("button", name="Commencer").tap()
    tap(page, "children", "two")
    tap(page, "ages", "school")
    expect(page.get_by_role("heading", level=1)).to_contain_text("en couple")
    page.locator(".bar [data-do=back]").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quel âge ont ces enfants\u00a0?")
    tap(page, "ages", "both")
    page.get_by_role("button", name="Voir mes droits maintenant").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Des droits à demander")
    assert "pmi" in group(page, SURE)


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_no_fault_of_accessibility(site: str, browser: Browser, locale: str) -> None:
    """In light and in the dark."""
    context = browser.new_context(viewport={"width": 1080, "height": 2600}, has_touch=True)
    context.add_init_script(PATIENT)
    page = context.new_page()

    def check(where: str) -> None:
        # High enough that nothing lies beneath the bar: axe takes that for too small.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": 1080, "height": max(2600, height + 400)})
        finds_no_fault(page, where)

    page.goto(f"{site}/{locale}/rights")
    check("start")
    page.locator(".start").tap()
    expect(page.locator("[data-progress]")).to_be_visible()
    check("question")
    walk(page, dict(list(POOR.items())[:7]))
    expect(page.locator("[data-progress]")).to_be_visible()
    check("health")
    tap(page, "health", "no")
    expect(page.locator(f'[data-group="{int(SURE)}"] [data-bit]').first).to_be_visible()
    check("results")
    for path in ("all", "minor"):
        page.goto(f"{site}/{locale}/rights/{path}")
        check(path)
    context.close()


def test_the_script_says_of_every_case_what_the_server_says(
    phone_site: Callable[..., Site], browser: Browser
) -> None:
    """The cases of tests/rights/cases.json; once the table is old, nothing is likely any more."""
    site = phone_site()
    page = browser.new_page()
    page.goto(f"{site.address}/fr/rights")
    until(page, READY)
    answers, codes = cases()["answers"], cases()["codes"]
    found = page.evaluate(RUN, [answers, codes])
    assert found["fresh"] == [each["verdicts"] for each in answers]
    assert found["old"] == [each["verdicts"].replace("2", "1") for each in answers]
    assert found["lists"] == [each["verdicts"] for each in codes]
    assert found["codes"] == [each["verdicts"] and each["code"] for each in codes]
    page.close()


def test_without_a_network_and_without_a_word_to_anybody(
    phone_site: Callable[..., Site],
    phone,  # noqa: F811
) -> None:
    site = phone_site()
    page = arrive(phone, f"{site.address}/fr/")
    page.goto(f"{site.address}/fr/rights")
    until(page, READY)
    phone.set_offline(True)
    # A page stays good for a minute; this test is about what comes after that.
    phone.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto(f"{site.address}/fr/rights")
    until(page, READY)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - it looks for a name
    page.get_by_role("button", name="Commencer").tap()
    walk(page, POOR)
    expect(page.get_by_role("heading", level=1)).to_have_text("Des droits à demander")
    assert {"rsa", "c2s"} <= set(group(page, SURE))
    assert page.locator("main .doors a").count() > 0
    assert page.locator("main .doors .status").count() == 0  # What was open then may be closed.
    assert {each.method for each in asked} <= {"GET"}
    assert not [each.url for each in asked if "?" in each.url and "/static/" not in each.url]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("vous avez un handicap")
    kept = page.evaluate("Promise.all([caches.keys(), Object.keys(localStorage), Object.keys(sessionStorage)]).then(JSON.stringify)")  # fmt: skip
    assert "papers" not in kept
    page.goto(f"{site.address}/fr/rights/all")
    expect(page.locator(".doors .status").first).to_be_hidden()
    page.goto(f"{site.address}/fr/rights")
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()


def test_results_of_the_script_are_those_of_the_server(
    phone_site: Callable[..., Site], browser: Browser
) -> None:
    site = phone_site()
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site.address}/fr/rights")
    until(page, READY)
    page.get_by_role("button", name="Commencer").tap()
    walk(page, POOR)
    href = page.locator("[data-list]").get_attribute("href") or ""
    verdicts = read_list_code(href.partition("#")[2])
    assert verdicts
    plain = context.new_page()
    plain.route("**/js/rights/*", lambda route: route.abort())
    plain.goto(f"{site.address}/fr/rights")
    plain.get_by_role("button", name="Commencer").tap()
    walk(plain, POOR)
    for each in (page, plain):
        expect(each.get_by_role("heading", level=1)).to_have_text("Des droits à demander")
    for number in (1, 2):
        assert group(page, number) == group(plain, number)
        assert group(page, number) == [name for name in rights() if verdicts[name] == number]
    context.close()


def test_who_helps_opens_the_list_and_sees_what_is_still_to_ask(
    phone_site: Callable[..., Site], browser: Browser
) -> None:
    site = phone_site()
    told = dict.fromkeys(rights(), Verdict.NO) | {"rsa": Verdict.LIKELY, "apa": Verdict.MAYBE}
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.address}/fr/rights/all#{list_code(told)}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Une liste de droits")
    assert group(page, 2) == ["rsa"]
    assert group(page, 1) == ["apa"]
    expect(
        page.get_by_text("Combien d’argent chacun des trois derniers mois\u00a0?")
    ).to_be_visible()
    assert not [each for each in asked if "1." in each.rpartition("/")[2].partition("?")[0]]
    page.goto("about:blank")
    page.goto(f"{site.address}/fr/rights/all#1.abc")
    expect(page.locator("#unreadable")).to_be_visible()
    page.close()


def test_a_phone_reads_the_list_from_the_screen(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page], tmp_path
) -> None:
    page = screen_page(box_site(public_url="https://parvis.example.fr"), "/fr/rights")
    page.get_by_role("button", name="Commencer").tap()
    walk(page, POOR)
    page.locator("figure.code").scroll_into_view_if_needed()
    page.locator("figure.code").screenshot(path=tmp_path / "code.png")
    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png").convert("L"))
    address, _, code = found.text.partition("#")
    assert address == "https://parvis.example.fr/fr/rights/all"
    verdicts = read_list_code(code)
    assert verdicts
    assert verdicts["rsa"] is SURE


def test_everything_is_large_enough_on_a_public_screen(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page]
) -> None:
    site = box_site()
    screen = state_of(site.app).settings.box.screen
    page = screen_page(site, "/fr/rights")
    check_sizes(page, screen, "start")
    page.get_by_role("button", name="Commencer").tap()
    for name, value in POOR.items():
        expect(page.locator(f'main button[name="{name}"]').first).to_be_visible()
        check_sizes(page, screen, name)
        tap(page, name, value)
    expect(page.locator(f'[data-group="{int(SURE)}"]')).to_be_visible()
    check_sizes(page, screen, "results")


def test_the_end_of_a_visit_leaves_nothing_of_it(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page]
) -> None:
    page = screen_page(box_site(), "/fr/rights")
    page.get_by_role("button", name="Commencer").tap()
    walk(page, {**POOR, "papers": "none"})
    expect(page.locator("[data-without-papers]")).to_be_visible()
    page.locator("[data-do=end]").first.tap()
    page.wait_for_url(re.compile(r"/$|/end"))
    for _ in range(3):
        page.go_back()
        assert "AME" not in page.locator("body").inner_text()


@pytest.mark.parametrize("locale", list(LOCALES))
def test_answers_fit_on_a_small_phone(look_at_phone: Look, locale: str) -> None:
    site, page = look_at_phone(320, 568)
    page.goto(f"{site.address}/{locale}/rights")
    until(page, READY)
    page.locator(".start").click()
    for _ in range(12):
        if not page.locator("[data-progress]").count():
            break
        wide = page.evaluate(
            "[...document.querySelectorAll('.answer, h1, .ways-line .button')].filter(each => each.scrollWidth > each.clientWidth + 1 && !each.matches('h1')).map(each => each.textContent.trim())"
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        if page.locator("main [data-leads]").count():
            break  # The first answer leads to a page of its own.
        page.locator("main .answer").first.click()
    for path in ("minor", "all"):
        page.goto(f"{site.address}/{locale}/rights/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.usefixtures("espeak")
def test_a_phone_reads_a_question_aloud(
    phone_site: Callable[..., Site], browser: Browser, tmp_path
) -> None:
    site = phone_site(speech=tmp_path)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site.address}/fr/rights")
    until(page, READY)
    until(page, "document.querySelector('[data-listen]')?.getAttribute('role') === 'button'")
    page.get_by_role("button", name="Commencer").click()
    expect(page.locator("[data-progress]")).to_be_visible()
    page.locator("[data-listen]").click()
    until(page, "document.querySelectorAll('.is-spoken').length === 1")
    expect(page.locator(".is-spoken")).to_have_text("Combien d’enfants de moins de 20 ans vivent avec vous\u00a0?")  # fmt: skip
    until(page, "document.querySelector('.is-spoken')?.textContent.includes('Aucun enfant')")
    page.locator('main button[name="children"][value="none"]').click()
    until(page, "document.querySelectorAll('.is-spoken').length === 0")
    page.close()


@pytest.mark.usefixtures("espeak")
def test_a_loudspeaker_says_no_result(
    box_site: Callable[..., BoxSite], screen_page: Callable[..., Page], tmp_path
) -> None:
    """What is asked is said aloud; what comes of it only into headphones."""
    page = screen_page(box_site(speech=tmp_path), "/fr/rights?voice=aloud")
    page.get_by_role("button", name="Commencer").tap()
    until(page, "globalThis.parvis.speech.log.some(each => each.text.includes('Combien d’enfants'))")  # fmt: skip
    walk(page, POOR)
    expect(page.locator(f'[data-group="{int(SURE)}"] [data-bit]').first).to_be_visible()
    said = page.evaluate("globalThis.parvis.speech.log.map(each => each.text).join(' ')")
    assert "RSA" not in said
    assert "Des droits à demander" not in said
    assert "Quels sont vos papiers" not in said
