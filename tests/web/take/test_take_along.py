"""Taking an answer along: every code is read by another program."""

import re

import icalendar
import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient

from kiosk.box.settings import Box
from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.read_codes import read
from tests.world import SECRET_CODE, SECRET_STREET, world


def codes(page: str) -> list[str]:
    """What the codes of a page say."""
    found = re.findall(r'viewBox="0 0 (\d+) \1".*?class="qr-dark" d="([^"]+)"', page)
    return [read(int(size), path) for size, path in found]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A public screen whose guide is found at an address, in a building with Wi-Fi."""
    app = make_app(
        f"sqlite:///{tmp_path_factory.mktemp('screen')}/town.sqlite",
        kiosk_mode=True,
        public_url="https://parvis.example.fr",
        box=Box(wifi_name="Mairie; invités", wifi_password="bonjour21"),
    )
    with app.app_context():
        load(world())
        db.session.close()
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def test_the_screen_asks_whether_the_phone_has_internet(screen: FlaskClient) -> None:
    page = screen.get("/fr/place/1/take").text
    assert "Est-ce que votre téléphone a Internet\u00a0?" in page
    assert "as=link" in page
    assert "as=contact" in page
    assert codes(page) == []


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_with_internet_the_code_leads_to_the_page_in_the_language_of_the_screen(
    screen: FlaskClient, locale: str
) -> None:
    page = screen.get(f"/{locale}/place/1/take?as=link&text=large").text
    link, wifi = codes(page)
    assert link == f"https://parvis.example.fr/{locale}/place/1"
    assert f"parvis.example.fr/{locale}/place/1" in page.replace(link, "")
    assert wifi == r"WIFI:T:WPA;S:Mairie\; invités;P:bonjour21;;"


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_without_internet_the_code_is_the_answer(screen: FlaskClient, locale: str) -> None:
    (said,) = codes(screen.get(f"/{locale}/place/1/take?as=contact").text)
    card = vobject.readOne(said)
    assert card.fn.value == "Table Proche"
    assert card.adr.value.street == "near rue du Test"
    assert card.tel.value == "+33353011001"
    assert card.geo.value == "47.32250;5.04200"
    assert "09:00–17:00" in card.note.value


def test_call_and_map(screen: FlaskClient) -> None:
    assert codes(screen.get("/fr/place/1/take?as=call").text) == ["tel:+33353011001"]
    assert codes(screen.get("/fr/place/1/take?as=map").text) == ["geo:47.32250,5.04200"]


def test_a_whole_list(screen: FlaskClient) -> None:
    there = screen.get("/ar/place/1?keep=1").headers["Location"]
    code = re.search(r"list=([0-9A-Z-]+)", there).group(1)
    there = screen.get(f"/ar/place/3?list={code}&keep=3").headers["Location"]
    code = re.search(r"list=([0-9A-Z-]+)", there).group(1)
    page = screen.get(f"/ar/list/{code}/take?as=link").text
    assert codes(page)[0] == f"https://parvis.example.fr/ar/list/{code}"
    assert code in page
    without = screen.get(f"/ar/list/{code}/take").text
    assert without.count("as=contact") == 2


def test_a_hidden_address_travels_on_no_code(screen: FlaskClient) -> None:
    page = screen.get("/fr/place/7/take").text
    assert "as=map" not in page
    (said,) = codes(screen.get("/fr/place/7/take?as=contact").text)
    card = vobject.readOne(said)
    assert card.fn.value == "Maison Discrète"
    assert not hasattr(card, "geo")
    assert SECRET_CODE not in said
    assert SECRET_STREET not in said
    assert screen.get("/fr/place/7/take?as=map").text.count("qr-dark") == 0
    for name in ("contact.vcf", "opening.ics"):
        said = screen.get(f"/fr/place/7/{name}").text
        assert SECRET_CODE not in said
        assert "Verger" not in said


def test_a_screen_that_no_phone_can_reach_offers_no_link(tmp_path: object) -> None:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", kiosk_mode=True)
    with app.app_context():
        load(world())
    page = app.test_client().get("/fr/place/1/take").text
    assert "as=link" not in page
    assert "as=contact" in page
    assert app.test_client().get("/fr/place/1/take?as=link").text.count("qr-dark") == 0
    with app.app_context():
        db.engine.dispose()


def test_a_sheet_of_paper(screen: FlaskClient) -> None:
    page = screen.get("/fr/place/1/sheet").text
    assert codes(page) == ["https://parvis.example.fr/fr/place/1"]
    assert "Table Proche" in page
    assert "Aujourd&#39;hui" not in page
    assert "Aujourd’hui" not in page
    there = screen.get("/fr/place/1?keep=1").headers["Location"]
    code = re.search(r"list=([0-9A-Z-]+)", there).group(1)
    code = re.search(
        r"list=([0-9A-Z-]+)", screen.get(f"/fr/place/7?list={code}&keep=7").headers["Location"]
    ).group(1)
    page = screen.get(f"/ar/list/{code}/sheet").text
    assert page.count('class="leaf') - page.count('class="leaf-') == 2
    assert "Maison Discrète" in page
    assert SECRET_CODE not in page
    assert "Verger" not in page
    assert screen.get("/fr/list/WRONG/sheet").status_code == 404


def test_files_for_a_phone(town: Flask, client: FlaskClient) -> None:
    answer = client.get("/fr/place/1/contact.vcf")
    assert answer.mimetype == "text/vcard"
    assert vobject.readOne(answer.text).fn.value == "Table Proche"
    assert 'filename="table-proche-dijon-1.vcf"' in answer.headers["Content-Disposition"]
    answer = client.get("/fr/place/3/opening.ics")
    (event,) = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert str(event["LOCATION"]) == "night rue du Test, 21000 Dijon"
    assert (event["DTEND"].dt - event["DTSTART"].dt).total_seconds() == 12 * 3600


@pytest.mark.parametrize(
    "url",
    [
        "/fr/place/999/take",
        "/fr/place/x/take",
        "/fr/place/999/contact.vcf",
        "/fr/place/4/opening.ics",
        "/fr/list/WRONG/take",
    ],
)
def test_what_cannot_be_taken_along(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404
