"""Sending on from a phone: text messages, signed lists, and nobody sent elsewhere."""

import html
import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

CODE = "0011"


def messages(page: str) -> list[str]:
    return [
        unquote(html.unescape(each)) for each in re.findall(r'href="sms:\?&amp;body=([^"]+)"', page)
    ]


def test_a_text_message_in_the_language_of_the_page_and_in_french(client: FlaskClient) -> None:
    (french,) = messages(client.get("/fr/place/1/take").text)
    assert (
        french
        == "Table Proche, near rue du Test, 21000 Dijon, 03 53 01 10 01 http://localhost/fr/place/1"
    )
    arabic, french_too = messages(client.get("/ar/place/1/take").text)
    assert arabic.endswith("http://localhost/ar/place/1")
    assert french_too == french


def test_a_hidden_address_is_in_no_message(client: FlaskClient) -> None:
    for said in messages(client.get("/ar/place/7/take").text):
        assert "Maison Discrète" in said
        assert "Verger" not in said
        assert "21079" not in said


def test_a_list_says_how_many_places_and_its_code(client: FlaskClient) -> None:
    there = client.get("/fr/place/1?keep=1").headers["Location"]
    code = there.partition("list=")[2].partition("#")[0]
    (said,) = messages(client.get(f"/fr/list/{code}/take").text)
    assert said == f"Ma liste\u00a0: 1 lieu ({code}) http://localhost/fr/list/{code}"


def test_a_signed_list_names_who_gives_it_and_stores_nothing(client: FlaskClient) -> None:
    there = client.get("/fr/place/1?keep=1").headers["Location"]
    code = there.partition("list=")[2].partition("#")[0]
    take = client.get(f"/fr/list/{code}/take?from=Zoé&of=La+Maraude").text
    assert "De la part de Zoé (La Maraude)" in take
    assert (
        "from=Zo%C3%A9&of=La+Maraude" in messages(take)[0]
        or "from=Zoé&of=La+Maraude" in messages(take)[0]
    )
    assert (
        "De la part de Zoé (La Maraude)"
        in client.get(f"/fr/list/{code}?from=Zoé&of=La+Maraude").text
    )
    assert "De la part de" not in client.get(f"/fr/list/{code}").text


@pytest.mark.parametrize(
    "name",
    [
        "http://x.fr",
        "www.x.fr/y",
        "www.exemple.fr",
        "06 12 34 56 78",
        "<b>x</b>",
        "a@b.fr",
        "a" * 41,
        "  ",
        "x: y",
    ],
)
def test_what_is_no_name_is_left_out(client: FlaskClient, name: str) -> None:
    there = client.get("/fr/place/1?keep=1").headers["Location"]
    code = there.partition("list=")[2].partition("#")[0]
    page = client.get(f"/fr/list/{code}", query_string={"from": name}).text
    assert "De la part de" not in page
