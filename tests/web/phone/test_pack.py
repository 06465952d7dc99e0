"""What a phone takes home, and how the guide stands among its programs."""

import json
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from kiosk.extensions import db
from tests.conftest import make_app
from tests.world import SECRET_CODE, SECRET_STREET


def pack(client: FlaskClient, url: str) -> dict[str, object]:
    answer = client.get(url)
    assert answer.mimetype == "application/json"
    told: dict[str, object] = json.loads(answer.text)
    return told


def test_the_town_is_compressed_and_the_same_unpacked(client: FlaskClient) -> None:
    plain = client.get("/fr/pack.json").data
    packed = client.get("/fr/pack.json", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert brotli.decompress(packed.data) == plain
    zipped = client.get("/fr/pack.json", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_it_holds_every_public_place_and_no_hidden_address(
    client: FlaskClient, locale: str
) -> None:
    told = pack(client, f"/{locale}/pack.json?places=1,2,3,4,5,6,7,8,9")
    names = [each["name"] for each in told["places"]]
    assert names == [
        "Table Proche",
        "Table Lointaine",
        "Abri de Nuit",
        "Sans Horaires",
        "Douches des Femmes",
        "Camion du Soir",
        "Maison Discrète",
    ]
    text = json.dumps(told, ensure_ascii=False)
    assert SECRET_CODE not in text
    assert SECRET_STREET not in text
    assert "Verger" not in text
    hidden = told["places"][-1]
    assert {walk for walk, *_ in hidden["offers"]} == {None}
    assert "47.335" not in hidden["page"]
    for each in told["places"]:
        assert each["page"].count("<!--status-->") == 1
        assert all(card.count("<!--status-->") == 1 for _, card in each["cards"].values())
        assert "keep=" not in each["page"]
        assert 'class="keep"' not in each["page"]


def test_a_list_is_kept_as_a_whole(client: FlaskClient) -> None:
    there = client.get("/fr/place/1?keep=1").headers["Location"]
    code = there.partition("list=")[2].partition("#")[0]
    assert [each["number"] for each in pack(client, f"/fr/pack.json?list={code}")["places"]] == [1]


@pytest.mark.parametrize(
    "asked",
    [
        "places=",
        "places=x",
        "places=0x1",
        "places=" + ",".join(["1"] * 21),
        "places=99999999999",
        "list=WRONG",
        "list=",
    ],
)
def test_what_is_no_question(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/fr/pack.json?{asked}").status_code == 404


@pytest.mark.parametrize("locale", ["fr", "ti"])
def test_it_holds_the_phrases_of_what_its_places_give_and_no_others(
    client: FlaskClient, locale: str
) -> None:
    meals = pack(client, f"/{locale}/pack.json?places=1")
    assert set(meals["questions"]) >= {"any", "need:eat", "category:food_distribution"}
    assert set(meals["reading"]["phrases"]) <= set(meals["questions"])
    assert "category:shower" not in meals["questions"]
    town = pack(client, f"/{locale}/pack.json")
    assert len(town["reading"]["phrases"]) > len(meals["reading"]["phrases"])
    asked = {
        question
        for each in town["places"]
        for _, _, burdens in each["offers"]
        for question in burdens
    }
    assert asked < set(town["questions"])


def test_sentences_of_the_phone_have_their_slots(client: FlaskClient) -> None:
    words = pack(client, "/ar/pack.json?places=1")["words"]
    assert all("{time}" in words[each] for each in ("open", "closing_soon"))
    assert all("{time}" in each for each in words["next"])
    assert ["{day}" in each for each in words["next"]] == [False, False, True]
    assert "{day}" in words["age"]
    assert "{time}" in words["age"]
    assert words["next"][0].startswith('<p class="next">')
    assert '<bdi dir="ltr">{time}</bdi>' in words["open"]


@pytest.mark.parametrize(("lang", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("xx", "ltr")])
def test_the_manifest_speaks_the_language_of_the_page(
    client: FlaskClient, lang: str, direction: str
) -> None:
    answer = client.get(f"/manifest.webmanifest?lang={lang}")
    told = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert told["dir"] == direction
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}
    for each in (*told["icons"], *told["screenshots"]):
        assert client.get(each["src"]).mimetype == "image/png"


def test_the_service_worker_may_be_kept_by_nobody(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    shell = json.loads(answer.text.partition("const guide = ")[2].partition(";\n")[0])["shell"]
    for each in shell:
        assert client.get(each).headers["Cache-Control"].endswith("immutable")


def test_a_public_screen_keeps_nothing(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", kiosk_mode=True)
    page = app.test_client().get("/fr/").text
    assert "manifest" not in page
    assert "js/phone" not in page
    assert "/saved" not in page
    with app.app_context():
        db.engine.dispose()
