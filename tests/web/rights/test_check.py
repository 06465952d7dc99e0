"""What help can I get? Questions in forms, results, and nothing of either anywhere else."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.config import SettingError
from kiosk.directory.place.service import Service
from kiosk.receipt.slip import Code
from kiosk.rights.answers import Answers
from kiosk.rights.list_code import read_list_code
from kiosk.rights.question import questions
from kiosk.rights.right import rights
from kiosk.rights.table import GRACE, table
from kiosk.web.rights.check import results_of
from kiosk.wording.language import LOCALES, speak
from kiosk.wording.rights_slip import rights_lines
from tests.conftest import StrictClient, load, make_app
from tests.printing.fake import FakePrinter, Mood, wait_for
from tests.web.take.test_paper import box, fake, press_of, screen  # noqa: F401 - fixtures
from tests.wording.test_slip_words import texts
from tests.world import place

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
POOR = {
    "children": "none", "couple": "alone", "income": "0", "work": "none", "housing": "none",
    "papers": "french", "age": "25", "health": "no",
}  # fmt: skip
FAMILY = {
    "children": "two", "ages": "both", "couple": "couple", "income": "800", "earner": "me",
    "work": "work", "housing": "tenant", "papers": "mid", "age": "25", "health": "no",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A town with doors where one asks."""
    app = make_app(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite", public_url="https://parvis.example.fr")  # fmt: skip
    with app.app_context():
        load(
            [
                place("forms", "Guichet des Droits", services=(Service(id="#1", category="administrative_assistance"),)),
                place("home", "Maison du Logement", services=(Service(id="#1", category="access_to_housing"),)),
                place("letters", "Boîte aux Lettres", services=(Service(id="#1", category="domiciliation"),)),
                place("meal", "Table Proche"),
            ]
        )  # fmt: skip
    app.test_client_class = StrictClient
    return app


@pytest.fixture
def visitor(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """On a day on which the rules of the table hold."""
    monkeypatch.setattr("kiosk.web.rights.check.today", lambda: table().month)
    return desk.test_client()


def answer(client: FlaskClient, locale: str = "fr", **said: str) -> TestResponse:
    return client.post(f"/{locale}/rights", data=said, headers=SAME_SITE)


def shown(page: str, group: int) -> list[str]:
    """The rights of a group, by their names."""
    part = page[page.index(f'data-group="{group}"') :]
    part = part[: part.index("</section>")]
    by_bit = {right.bit: name for name, right in rights().items()}
    return [by_bit[int(bit)] for bit in re.findall(r'data-bit="(\d+)"', part)]


@pytest.mark.parametrize("said", [POOR, FAMILY], ids=["alone", "family"])
def test_from_the_first_question_to_the_results(visitor: FlaskClient, said: dict[str, str]) -> None:
    start = visitor.get("/fr/rights").text
    assert 'action="/fr/rights"' in start
    given: dict[str, str] = {}
    for number, (name, value) in enumerate(said.items(), 1):
        page = answer(visitor, **given).text
        assert f"Question {number} sur" in page
        assert f'name="{name}" value="{value}"' in page
        for before, told in given.items():
            assert f'<input type="hidden" name="{before}" value="{told}">' in page
        given[name] = value
    page = answer(visitor, **given).text
    assert "Des droits à demander" in page
    assert shown(page, 2)


def test_who_has_nothing_is_told_of_rsa_health_and_an_address(visitor: FlaskClient) -> None:
    page = answer(visitor, **POOR).text
    assert {"rsa", "c2s", "domiciliation"} <= set(shown(page, 2))
    assert {"dalo", "legal_aid", "transport"} <= set(shown(page, 1))
    assert not {"aspa", "af", "ame", "student_grant"} & {*shown(page, 1), *shown(page, 2)}


def test_results_say_where_to_ask_and_how_far_it_is(visitor: FlaskClient) -> None:
    page = answer(visitor, **POOR).text
    rsa = page[page.index('data-bit="0"') : page.index("</details>")]
    assert "RSA" in rsa
    assert "Guichet des Droits" in rsa
    assert re.search(r"minutes? à pied", rsa)
    assert "Boîte aux Lettres" not in rsa


def test_no_amount_of_a_right_is_promised(visitor: FlaskClient) -> None:
    page = answer(visitor, **POOR).text
    main = page[page.index("<main") : page.index("</main>")]
    assert "€" not in main
    assert "euros" not in main
    assert "pas des promesses" in main


def test_food_health_and_a_person_are_always_there(visitor: FlaskClient) -> None:
    for said in (POOR, {"income": "more", "show": "1"}, {"papers": "asylum"}):
        page = answer(visitor, **said).text
        for need in ("eat", "health", "advice"):
            assert f"/fr/search?need={need}" in page


def test_nothing_said_shows_only_what_everybody_may_have(visitor: FlaskClient) -> None:
    page = answer(visitor, show="1").text
    assert shown(page, 2) == []
    assert "rsa" in shown(page, 1)


def test_one_may_stop_early_and_see_what_is_known(visitor: FlaskClient) -> None:
    page = answer(visitor, children="two", ages="school", show="1").text
    assert "Des droits à demander" in page
    assert "ars" in shown(page, 1)


def test_back_asks_the_same_question_again_and_keeps_the_others(visitor: FlaskClient) -> None:
    page = answer(visitor, children="two", ages="both", couple="alone", back="1").text
    assert "Vous vivez seul" in page
    assert '<input type="hidden" name="children" value="two">' in page
    assert 'name="couple" value="alone"><' not in page
    again = answer(visitor, back="1", **POOR).text
    assert "vous avez un handicap" in again


def test_asylum_seekers_get_their_own_page_at_once(visitor: FlaskClient) -> None:
    page = answer(visitor, children="", ages="", couple="", income="", work="", housing="", age="", health="", papers="asylum").text  # fmt: skip
    assert "asylum_allowance" in shown(page, 2)
    assert not {"rsa", "af", "housing_aid"} & {*shown(page, 1), *shown(page, 2)}


def test_without_papers_an_association_comes_first(visitor: FlaskClient) -> None:
    page = answer(visitor, **{**POOR, "papers": "none"}).text
    assert "pass" in shown(page, 2)
    assert "ame" in shown(page, 1)
    assert re.search(r'data-without-papers="8:32">', page)
    assert re.search(r'data-without-papers="8:32" hidden>', answer(visitor, **POOR).text)


def test_who_is_younger_than_18_has_a_page_of_their_own(visitor: FlaskClient) -> None:
    page = answer(visitor, **{**POOR, "age": "minor"}).text
    assert "Si vous avez moins de 18 ans" in page
    assert "119" in page
    assert "Si vous avez moins de 18 ans" in visitor.get("/fr/rights/minor").text


def test_answers_stand_in_no_address_no_cookie_and_no_cache(visitor: FlaskClient) -> None:
    response = answer(visitor, **{**POOR, "papers": "none", "health": "hard"})
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', response.text)
    for address in addresses:
        for name in POOR:
            assert not re.search(rf"[?&#]{name}=", address), address
    assert all("none" not in each and "hard" not in each for each in addresses)


def test_nobody_else_may_post_here(visitor: FlaskClient) -> None:
    refused = visitor.post("/fr/rights", data=POOR, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403


def test_old_rules_are_only_to_be_checked_and_the_page_says_so(
    desk: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = table().valid_until + GRACE + timedelta(days=1)
    monkeypatch.setattr("kiosk.web.rights.check.today", lambda: later)
    page = answer(desk.test_client(), **POOR).text
    assert shown(page, 2) == []
    assert "rsa" in shown(page, 1)
    assert re.search(r"data-old>", page)


def test_the_code_says_results_and_no_answers(visitor: FlaskClient) -> None:
    page = answer(visitor, **POOR).text
    found = re.search(r'href="/fr/rights/all#([^"]+)"', page)
    assert found
    verdicts = read_list_code(found.group(1))
    assert verdicts
    assert [name for name, value in verdicts.items() if value == 2] == shown(page, 2)
    assert "<svg" in page[page.index('class="code"') :]


def test_all_rights_can_be_read_without_answering(visitor: FlaskClient) -> None:
    page = visitor.get("/fr/rights/all").text
    assert len(re.findall(r'data-bit="', page)) == len(rights())
    for right in rights().values():
        assert right.title.lower() in page.lower()
    for question in questions():
        assert f'data-id="{question.id}"' in page


def test_the_table_is_sent_to_phones_and_kept_by_them(visitor: FlaskClient) -> None:
    start = visitor.get("/fr/rights").text
    url = re.search(r'data-table="([^"]+)"', start)
    assert url
    response = visitor.get(url.group(1))
    assert len(response.json["rights"]) == len(rights())
    assert "immutable" in response.headers["Cache-Control"]


def test_every_question_says_i_do_not_know_and_private_ones_why(visitor: FlaskClient) -> None:
    page = visitor.get("/fr/rights/all").text
    for part in re.findall(r"<section data-id.*?</section>", page, re.DOTALL):
        assert 'value=""' in part
        private = "data-private" in part.partition(">")[0]
        assert ("Je ne veux pas le dire" in part) is private
        assert ("visibility_off" in part) is private


@pytest.mark.parametrize("locale", ["ar", "fa", "ti", "ka", "uk"])
def test_the_check_speaks(visitor: FlaskClient, locale: str) -> None:
    assert "What do you do now?" not in answer(visitor, locale, children="none", couple="alone", income="0").text  # fmt: skip
    page = answer(visitor, locale, **POOR).text
    assert "Ask for these first" not in page
    assert "RSA" in page


@pytest.mark.parametrize("words", ["rsa", "APL", "chèque énergie", "prime d'activité"])
def test_a_right_that_is_searched_is_explained_and_leads_to_the_check(
    visitor: FlaskClient, words: str
) -> None:
    page = visitor.get("/fr/search", query_string={"q": words}).text
    assert 'id="right-' in page
    assert 'href="/fr/rights"' in page


@pytest.mark.parametrize(
    "address",
    ["/fr/", "/fr/help", "/fr/search?q=aide", "/fr/search?need=advice", "/fr/search?need=health",
     "/fr/search?category=administrative_assistance", "/fr/place/x-1"],
)  # fmt: skip
def test_many_ways_lead_to_the_check(visitor: FlaskClient, address: str) -> None:
    assert 'href="/fr/rights"' in visitor.get(address, follow_redirects=True).text


def test_a_meal_does_not_lead_to_the_check(visitor: FlaskClient) -> None:
    assert 'href="/fr/rights"' not in visitor.get("/fr/search?category=shower").text
    assert 'href="/fr/rights"' not in visitor.get("/fr/place/x-4", follow_redirects=True).text


def test_a_town_says_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.web.rights.check.today", lambda: table().month)
    file = tmp_path / "town.toml"
    file.write_text(
        '[[right]]\nid = "transport"\ntitle = "Tarif Solidaire"\ntext.fr = "Agence de la gare."\n'
        'likely = [{ income = ["0"] }]\n[[door]]\nrights = ["rsa"]\nplace = 1\n',
        "utf-8",
    )
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", rights=file)
    with app.app_context():
        load([place("points", "Point Droits du Centre")])
    client = app.test_client()
    page = answer(client, **POOR).text
    assert "transport" in shown(page, 2)
    assert "Tarif Solidaire" in page
    assert "Agence de la gare." in page
    assert "Point Droits du Centre" in page


def test_a_fault_in_the_file_of_a_town_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "town.toml"
    file.write_text('[[right]]\nid = "bus"\n', "utf-8")
    with pytest.raises(SettingError, match=r"KIOSK_RIGHTS: .*'bus'; there are: rsa"):
        make_app(f"sqlite:///{tmp_path}/town.sqlite", rights=file)


def test_the_list_on_paper(visitor: FlaskClient, desk: Flask) -> None:
    """In two languages, with where to go, and a code that holds no answer."""
    with desk.test_request_context("/ar/"):
        speak(LOCALES["ar"])
        page = results_of(Answers.read(POOR.items()))
        leaf = rights_lines("Parvis", page.first, page.check, page.month, page.url)
    speak(None)
    said = "\n".join(texts(leaf))
    assert "Votre liste de droits" in said
    assert "RSA" in said.split("\n")
    assert "Guichet des Droits" in said
    assert "forms rue du Test, 21000 Dijon" in said
    codes = [each for each in leaf if isinstance(each, Code)]
    assert [each.text for each in codes] == [page.url]
    assert page.url
    assert page.url.startswith("https://parvis.example.fr/ar/rights/all#1.")


def test_a_public_screen_prints_the_list(
    box: Flask,  # noqa: F811
    fake: FakePrinter,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiosk.web.rights.check.today", lambda: table().month)
    client = box.test_client()
    wait_for(lambda: press_of(box).state().can_print)
    assert "Print on paper" in answer(client, "en", **POOR).text
    printed = client.post("/en/rights/print", data=POOR, headers=SAME_SITE).text
    assert "It is printing" in printed
    for name, value in POOR.items():
        assert f'name="{name}" value="{value}"' in printed
    found = re.search(r'name="job" value="(\d+)"', printed)
    assert found

    def said() -> str:
        again = {**POOR, "job": found.group(1)}
        return client.post("/en/rights/print", data=again, headers=SAME_SITE).text

    wait_for(lambda: "Take your paper." in said(), 60)
    assert "data-again" not in said()
    assert len(fake.jobs) == 1
    fake.mood = Mood.NO_PAPER
    wait_for(lambda: not press_of(box).state().can_print, 60)
    refused = client.post("/en/rights/print", data=POOR, headers=SAME_SITE).text
    assert "Your paper was not printed." in refused
    lost = client.post("/en/rights/print", data={**POOR, "job": "99"}, headers=SAME_SITE).text
    assert "Your paper was not printed." in lost


def test_without_a_printer_nothing_is_printed(visitor: FlaskClient) -> None:
    assert visitor.post("/fr/rights/print", data=POOR, headers=SAME_SITE).status_code == 404
    assert "Imprimer" not in answer(visitor, **POOR).text


def test_a_public_screen_keeps_results_from_the_loudspeaker(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/screen.sqlite", kiosk_mode=True, locales=("en",))
    client = app.test_client()
    assert re.search(r"<main[^>]* data-private", answer(client, "en", **POOR).text)
    asked = answer(client, "en", **{**POOR, "health": "", "back": "1"}).text
    assert re.search(r"<main[^>]* data-private", asked)
    assert not re.search(r"<main[^>]* data-private", answer(client, "en").text)


def test_what_has_no_address_of_its_own_is_read_from_the_page_of_all_rights(
    visitor: FlaskClient,
) -> None:
    """Without JavaScript too: the link to listen holds no answer."""
    page = answer(visitor, **POOR).text
    lent = re.search(r'<main[^>]* data-aloud="([^"]+)"', page)
    assert lent
    heard = visitor.get(f"{lent.group(1)}?aloud=1", headers={"Accept": "application/json"}).json
    shown = {each["shown"] for each in heard["sentences"]}
    if not shown:  # A machine without voices: then there is no button either.
        assert "data-listen" not in page
        return
    assert 'href="/fr/rights/all?aloud=1"' in page
    assert {
        "Des droits à demander",
        "Quels sont vos papiers ?",
        "De l’argent pour vivre RSA",
    } <= shown
